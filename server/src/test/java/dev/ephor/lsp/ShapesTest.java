package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds, growing selections and links through the protocol. */
class ShapesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: {
          a: b
        }
      """;

  @TempDir Path folder;

  @Test
  void foldsHeedWhatTheClientTakes() {
    String client = "{'textDocument':{'foldingRange':{'lineFoldingOnly':true,'rangeLimit':5}}}";
    try (Editor editor = Editor.on(folder, client).open("a.yaml", POD)) {
      assertThat(ask(editor, "textDocument/foldingRange", "a.yaml", ""))
          .hasToString("[{\"startLine\":2,\"endLine\":6},{\"startLine\":4,\"endLine\":5}]");
    }
    client = "{'textDocument':{'foldingRange':{'rangeLimit':1}}}";
    try (Editor editor = Editor.on(folder, client).open("a.yaml", POD)) {
      assertThat(ask(editor, "textDocument/foldingRange", "a.yaml", ""))
          .hasToString("[{\"startLine\":2,\"endLine\":6}]");
    }
  }

  @Test
  void eachPositionIsAnsweredEvenWhereNothingCanBeSelected() {
    String positions =
        ",'positions':[{'line':3,'character':9},{'line':99,'character':9},{'line':0,'character':0}]";
    try (Editor editor = Editor.on(folder).open("a.yaml", POD).open("b.yaml", "a: b\n")) {
      JsonArray ours = ask(editor, "textDocument/selectionRange", "a.yaml", positions);
      assertThat(ours).hasSize(3);
      assertThat(range(ours.get(0))).isEqualTo("3:8-3:11");
      assertThat(range(ours.get(0).getAsJsonObject().get("parent"))).isEqualTo("3:2-3:11");
      JsonArray others = ask(editor, "textDocument/selectionRange", "b.yaml", positions);
      assertThat(others).hasSize(3);
      assertThat(range(others.get(0))).isEqualTo("3:9-3:9");
    }
  }

  @Test
  void linksLeadToFilesOnDiskAndInTheEditor() {
    Editor.write(folder, "payload.txt", "x");
    String test = "policies: [new.yaml, payload.txt, none.yaml]\n";
    try (Editor editor = Editor.on(folder).open("new.yaml", POD).open("kyverno-test.yaml", test)) {
      JsonArray links = ask(editor, "textDocument/documentLink", "kyverno-test.yaml", "");
      assertThat(links).hasSize(2);
      assertThat(target(links, 0)).isEqualTo(editor.uri("new.yaml"));
      assertThat(target(links, 1)).isEqualTo(editor.uri("payload.txt"));
      assertThat(range(links.get(0))).isEqualTo("0:11-0:19");
    }
  }

  private static String target(JsonArray links, int index) {
    return links.get(index).getAsJsonObject().get("target").getAsString();
  }

  private static String range(JsonElement holder) {
    JsonObject range = holder.getAsJsonObject().getAsJsonObject("range");
    return place(range.getAsJsonObject("start")) + "-" + place(range.getAsJsonObject("end"));
  }

  private static String place(JsonObject position) {
    return position.get("line") + ":" + position.get("character");
  }

  private static JsonArray ask(Editor editor, String method, String file, String more) {
    JsonElement params =
        Wire.json("{'textDocument':{'uri':'" + editor.uri(file) + "'}" + more + "}");
    return editor.wire().request(method, params).getAsJsonArray("result");
  }
}
