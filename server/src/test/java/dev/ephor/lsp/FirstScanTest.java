package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees of the first scan. */
class FirstScanTest {

  private static final String PUSHED = "{'window':{'workDoneProgress':true}}";
  private static final String PULLED =
      "{'window':{'workDoneProgress':true},'textDocument':{'diagnostic':{}}}";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {PUSHED, PULLED})
  void aClientThatShowsProgressIsToldOfTheFirstScan(String capabilities) {
    Shop.write(folder, 30, 3);
    try (Editor editor = Editor.on(folder, capabilities)) {
      editor.until("the progress ends", () -> kinds(editor).contains("end"));
      assertThat(editor.heard("window/workDoneProgress/create")).hasSize(1);
      JsonElement token = editor.heard("window/workDoneProgress/create").get(0).get("token");
      assertThat(editor.heard("$/progress"))
          .allSatisfy(each -> assertThat(each.get("token")).isEqualTo(token));
      assertThat(kinds(editor)).startsWith("begin").endsWith("end");
      assertThat(kinds(editor).subList(1, kinds(editor).size() - 1)).allMatch("report"::equals);
      assertThat(percentages(editor)).isSorted().allMatch(each -> each >= 0 && each <= 100);
      assertThat(editor.settle().wire().log()).doesNotContain("error");
    }
  }

  @Test
  void laterWorkIsQuickAndShowsNone() {
    Shop.write(folder, 3, 3);
    try (Editor editor = Editor.on(folder, PUSHED)) {
      editor.until("the progress ends", () -> kinds(editor).contains("end"));
      editor.forget();
      editor.open("shop/m0000.yaml").isAnswered("shop/m0000.yaml").settle();
      assertThat(editor.heard("$/progress")).isEmpty();
      assertThat(editor.heard("window/workDoneProgress/create")).isEmpty();
    }
  }

  @Test
  void aClientThatShowsNoProgressIsToldNone() {
    Shop.write(folder, 3, 3);
    Editor.write(folder, "shop/broken.yaml", "a: 1\nb\n");
    try (Editor editor = Editor.on(folder)) {
      editor.open("shop/m0000.yaml").isAnswered("shop/m0000.yaml");
      editor.marks("shop/broken.yaml", "b", "error").settle(); // the scan is done
      assertThat(editor.heard("$/progress")).isEmpty();
      assertThat(editor.heard("window/workDoneProgress/create")).isEmpty();
    }
  }

  @Test
  void aFolderThatDoesNotExistAndOneThatIsNowhereAreNoTrouble() {
    JsonObject params = Wire.json("{'processId':null,'capabilities':" + PUSHED + "}");
    JsonObject gone = Wire.json("{'name':'gone'}");
    gone.addProperty("uri", folder.resolve("gone").toUri().toString());
    JsonObject remote = Wire.json("{'name':'remote','uri':'ssh://host/folder'}");
    params.add("workspaceFolders", Wire.array(gone, remote));
    try (Editor editor = Editor.on(Wire.toServerHere(), folder, params)) {
      editor.until("the progress ends", () -> kinds(editor).contains("end"));
      editor.open("a.yaml", "a: 1\nb\n").marks("a.yaml", "b", "error");
      assertThat(editor.wire().log())
          .contains("a folder that is not on this machine's disk: ssh://host/folder")
          .doesNotContain("error");
    }
  }

  private static List<String> kinds(Editor editor) {
    return values(editor).map(value -> value.get("kind").getAsString()).toList();
  }

  private static List<Integer> percentages(Editor editor) {
    return values(editor)
        .filter(value -> value.has("percentage"))
        .map(value -> value.get("percentage").getAsInt())
        .toList();
  }

  private static Stream<JsonObject> values(Editor editor) {
    return editor.heard("$/progress").stream().map(each -> each.getAsJsonObject("value"));
  }
}
