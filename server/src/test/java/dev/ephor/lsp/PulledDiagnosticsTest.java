package dev.ephor.lsp;

import static dev.ephor.lsp.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that asks for diagnostics gets them when it asks, and none unasked. */
class PulledDiagnosticsTest {

  private static final String PULLS =
      "{'textDocument':{'diagnostic':{}},'workspace':{'diagnostics':{'refreshSupport':true}}}";
  private static final String BROKEN = "a: 1\nb\nc: 2\n";

  @TempDir Path folder;

  @Test
  void aDocumentIsReportedOnceAndThenUnchangedUntilItChanges() {
    try (Editor editor = Editor.on(folder, PULLS)) {
      editor.open("a.yaml", BROKEN);
      JsonObject full = document(editor, "a.yaml", null);
      assertThat(full.get("kind").getAsString()).isEqualTo("full");
      assertThat(Editor.annotated(BROKEN, full.getAsJsonArray("items"))).contains("error");
      String id = full.get("resultId").getAsString();

      assertThat(document(editor, "a.yaml", id).get("kind").getAsString()).isEqualTo("unchanged");

      editor.replace("a.yaml", "b\n", "b: 3\n");
      JsonObject mended = document(editor, "a.yaml", id);
      assertThat(mended.get("kind").getAsString()).isEqualTo("full");
      assertThat(mended.getAsJsonArray("items")).isEmpty();
    }
  }

  @Test
  void nothingIsPushed() {
    try (Editor editor = Editor.on(folder, PULLS)) {
      editor.open("a.yaml", BROKEN);
      document(editor, "a.yaml", null);
      assertThat(methods(editor)).doesNotContain("textDocument/publishDiagnostics");
    }
  }

  @Test
  void theWorkspaceIsReportedWithoutCleanFilesAndThenUnchanged() {
    Editor.write(folder, "broken.yaml", BROKEN);
    Editor.write(folder, "clean.yaml", "a: 1\n");
    try (Editor editor = Editor.on(folder, PULLS)) {
      awaitRefresh(editor, 1);
      JsonArray items = workspace(editor, new JsonArray());
      assertThat(items).hasSize(1);
      JsonObject report = items.get(0).getAsJsonObject();
      assertThat(report.get("uri").getAsString()).isEqualTo(editor.uri("broken.yaml"));
      assertThat(report.get("kind").getAsString()).isEqualTo("full");

      JsonObject known = Editor.with("uri", report.get("uri"));
      known.add("value", report.get("resultId"));
      JsonObject again = workspace(editor, Wire.array(known)).get(0).getAsJsonObject();
      assertThat(again.get("kind").getAsString()).isEqualTo("unchanged");

      editor.delete("broken.yaml");
      // The server may have asked for a refresh before the deletion reached it: one more follows.
      JsonObject gone = again;
      for (int refreshes = 2; gone.get("kind").getAsString().equals("unchanged"); refreshes++) {
        awaitRefresh(editor, refreshes);
        gone = workspace(editor, Wire.array(known)).get(0).getAsJsonObject();
      }
      assertThat(gone.get("kind").getAsString()).isEqualTo("full");
      assertThat(gone.getAsJsonArray("items")).isEmpty();
    }
  }

  /** A client that can wait is kept waiting: asking every two seconds would never let us sleep. */
  @Test
  void aStreamingWorkspaceRequestThatKnowsEverythingWaitsForTheNextChange() {
    Editor.write(folder, "broken.yaml", BROKEN);
    try (Editor editor = Editor.on(folder, PULLS)) {
      awaitRefresh(editor, 1);
      JsonObject first = workspace(editor, new JsonArray()).get(0).getAsJsonObject();
      JsonObject known = Editor.with("uri", first.get("uri"));
      known.add("value", first.get("resultId"));
      JsonObject params = Editor.with("previousResultIds", Wire.array(known));
      params.addProperty("partialResultToken", "t");
      var waiting = editor.wire().ask("workspace/diagnostic", params);
      editor.settle();
      assertThat(waiting).isNotDone();
      editor.open("broken.yaml").replace("broken.yaml", "b\n", "");
      JsonObject answer = Wire.soon(waiting).getAsJsonObject("result");
      assertThat(answer.getAsJsonArray("items").toString()).contains("\"items\":[]");
    }
  }

  @Test
  void anUnknownFileIsClean() {
    try (Editor editor = Editor.on(folder, PULLS)) {
      assertThat(document(editor, "nowhere.yaml", null).getAsJsonArray("items")).isEmpty();
    }
  }

  @Test
  void theEncodingIsTheFirstThatTheClientNamesAndWeKnow() {
    for (List<String> each :
        List.of(
            List.of("['utf-7','utf-8','utf-16']", "utf-8"),
            List.of("['utf-32','utf-8']", "utf-32"),
            List.of("['utf-16']", "utf-16"))) {
      Wire wire = Wire.toServerHere();
      JsonObject answer =
          wire.request(
              "initialize",
              json("{'capabilities':{'general':{'positionEncodings':" + each.get(0) + "}}}"));
      assertThat(
              answer
                  .getAsJsonObject("result")
                  .getAsJsonObject("capabilities")
                  .get("positionEncoding")
                  .getAsString())
          .isEqualTo(each.get(1));
      wire.notify("exit", JsonNull.INSTANCE);
    }
  }

  @Test
  void columnsAreCountedInTheNegotiatedUnit() {
    String text = "\"𝄞é\": 1\n\"𝄞é\": 2\n"; // a key twice, after it the second's column
    String utf8 = "{'general':{'positionEncodings':['utf-8']}," + PULLS.substring(1);
    try (Editor editor = Editor.on(folder, utf8)) {
      editor.open("a.yaml", text);
      assertThat(ends(document(editor, "a.yaml", null))).contains(8);
    }
    try (Editor editor = Editor.on(folder, PULLS)) {
      editor.open("a.yaml", text);
      assertThat(ends(document(editor, "a.yaml", null))).contains(5);
    }
  }

  private static List<Integer> ends(JsonObject report) {
    return report.getAsJsonArray("items").asList().stream()
        .map(item -> item.getAsJsonObject().getAsJsonObject("range").getAsJsonObject("end"))
        .map(end -> end.get("character").getAsInt())
        .toList();
  }

  private static JsonObject document(Editor editor, String file, String previous) {
    JsonObject document = new JsonObject();
    document.addProperty("uri", editor.uri(file));
    JsonObject params = Editor.with("textDocument", document);
    params.addProperty("previousResultId", previous);
    return editor.wire().request("textDocument/diagnostic", params).getAsJsonObject("result");
  }

  private static JsonArray workspace(Editor editor, JsonArray previous) {
    JsonElement params = Editor.with("previousResultIds", previous);
    return editor
        .wire()
        .request("workspace/diagnostic", params)
        .getAsJsonObject("result")
        .getAsJsonArray("items");
  }

  private static void awaitRefresh(Editor editor, int count) {
    editor.await(
        () ->
            methods(editor).stream().filter("workspace/diagnostic/refresh"::equals).count()
                >= count);
  }

  private static List<String> methods(Editor editor) {
    return editor.wire().received().stream().map(m -> m.get("method").getAsString()).toList();
  }
}
