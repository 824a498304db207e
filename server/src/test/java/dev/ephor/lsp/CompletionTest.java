package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion through the protocol. */
class CompletionTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: "🦉"}
      spec:
        conrest: 1
      """;

  private static final String SNIPPETS =
      "{'textDocument':{'completion':{'completionItem':{'snippetSupport':true,"
          + "'insertReplaceSupport':true,'documentationFormat':['markdown']}}}}";

  @TempDir Path folder;

  @Test
  void clientsThatCanReplaceAndGoOnInSnippetsAreOfferedBoth() {
    try (Editor editor =
        Editor.on(folder, SNIPPETS).open("a.yaml", POD.replace("rest: 1", "rest"))) {
      JsonObject item = first(editor, 4, 5);
      assertThat(item.get("label").getAsString()).isEqualTo("containers");
      assertThat(item.get("insertTextFormat").getAsInt()).isEqualTo(2);
      JsonObject edit = item.getAsJsonObject("textEdit");
      assertThat(edit.get("newText").getAsString())
          .isEqualTo("containers:\n  - name: $1\n    image: $2");
      assertThat(end(edit.getAsJsonObject("insert"))).isEqualTo("4:5");
      assertThat(end(edit.getAsJsonObject("replace"))).isEqualTo("4:9");
    }
  }

  @Test
  void otherClientsGetTextAndOneRange() {
    String plain = "{'textDocument':{'completion':{}}}";
    try (Editor editor = Editor.on(folder, plain).open("a.yaml", POD.replace("rest: 1", ""))) {
      JsonObject item = first(editor, 4, 5);
      assertThat(item.has("insertTextFormat")).isFalse();
      JsonObject edit = item.getAsJsonObject("textEdit");
      assertThat(edit.get("newText").getAsString()).isEqualTo("containers:");
      assertThat(end(edit.getAsJsonObject("range"))).isEqualTo("4:5");
    }
  }

  @Test
  void documentationIsThereWhenItIsAskedForThoughTheTextHasChanged() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        spec:
          valid
        """;
    try (Editor editor = Editor.on(folder, SNIPPETS).open("a.yaml", policy)) {
      JsonObject item = first(editor, 3, 7);
      assertThat(item.has("documentation")).isFalse();
      editor.replace("a.yaml", "kind", "# changed\nkind");
      JsonObject resolved =
          editor.wire().request("completionItem/resolve", item).getAsJsonObject("result");
      assertThat(resolved.getAsJsonObject("documentation").get("value").getAsString())
          .contains("Deprecated");
    }
  }

  @Test
  void aBlankThatOnlyIndentsIsNoQuestion() {
    try (Editor editor =
        Editor.on(folder, SNIPPETS).open("a.yaml", POD.replace("conrest: 1", ""))) {
      JsonObject params = params(editor, 4, 2);
      params.add("context", Wire.json("{'triggerKind':2,'triggerCharacter':' '}"));
      assertThat(items(editor, params)).isEmpty();
      params.add("context", Wire.json("{'triggerKind':1}"));
      assertThat(items(editor, params)).isNotEmpty();
    }
  }

  private static JsonObject first(Editor editor, int line, int character) {
    return items(editor, params(editor, line, character)).iterator().next().getAsJsonObject();
  }

  private static Iterable<JsonElement> items(Editor editor, JsonObject params) {
    return editor
        .wire()
        .request("textDocument/completion", params)
        .getAsJsonObject("result")
        .getAsJsonArray("items");
  }

  private static JsonObject params(Editor editor, int line, int character) {
    JsonObject document = new JsonObject();
    document.addProperty("uri", editor.uri("a.yaml"));
    JsonObject position = new JsonObject();
    position.addProperty("line", line);
    position.addProperty("character", character);
    JsonObject params = Editor.with("textDocument", document);
    params.add("position", position);
    return params;
  }

  private static String end(JsonObject range) {
    JsonObject end = range.getAsJsonObject("end");
    return end.get("line") + ":" + end.get("character");
  }
}
