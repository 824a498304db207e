package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outlines and queries through the protocol. */
class SymbolsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p🦉}
      spec:
        rules:
        - {name: team, validate: {pattern: {}}}
      """;

  @TempDir Path folder;

  @Test
  void anOutlineIsATreeWhereTheClientShowsTrees() {
    String trees = "{'textDocument':{'documentSymbol':{'hierarchicalDocumentSymbolSupport':true}}}";
    try (Editor editor = Editor.on(folder, trees).open("a.yaml", POLICY)) {
      JsonObject policy = symbols(editor).get(0).getAsJsonObject();
      assertThat(policy.get("name").getAsString()).isEqualTo("p🦉");
      assertThat(end(policy.getAsJsonObject("selectionRange"))).isEqualTo("2:20");
      JsonObject rule = policy.getAsJsonArray("children").get(0).getAsJsonObject();
      assertThat(rule.get("name").getAsString()).isEqualTo("team");
      assertThat(rule.get("detail").getAsString()).isEqualTo("validate pattern");
      assertThat(rule.get("kind").getAsInt()).isEqualTo(6); // Method
    }
  }

  @Test
  void anOutlineIsAListForOtherClients() {
    try (Editor editor = Editor.on(folder).open("a.yaml", POLICY)) {
      JsonArray symbols = symbols(editor);
      assertThat(symbols).hasSize(2);
      JsonObject rule = symbols.get(1).getAsJsonObject();
      assertThat(rule.get("containerName").getAsString()).isEqualTo("p🦉");
      assertThat(rule.getAsJsonObject("location").get("uri").getAsString())
          .isEqualTo(editor.uri("a.yaml"));
    }
  }

  @Test
  void aQueryFindsWhatIsOnlyOnDisk() {
    Editor.write(folder, "deep/policy.yaml", POLICY);
    String pulls =
        "{'textDocument':{'diagnostic':{}},"
            + "'workspace':{'diagnostics':{'refreshSupport':true},'symbol':{}}}";
    try (Editor editor = Editor.on(folder, pulls)) {
      editor.until(
          "the folder is read", () -> !editor.heard("workspace/diagnostic/refresh").isEmpty());
      JsonObject params = new JsonObject();
      params.addProperty("query", "tm");
      JsonArray found = editor.wire().request("workspace/symbol", params).getAsJsonArray("result");
      assertThat(found).hasSize(1);
      JsonObject rule = found.get(0).getAsJsonObject();
      assertThat(rule.get("name").getAsString()).isEqualTo("team");
      assertThat(rule.getAsJsonObject("location").get("uri").getAsString())
          .isEqualTo(editor.uri("deep/policy.yaml"));
    }
  }

  private static JsonArray symbols(Editor editor) {
    JsonObject document = new JsonObject();
    document.addProperty("uri", editor.uri("a.yaml"));
    JsonElement params = Editor.with("textDocument", document);
    return editor.wire().request("textDocument/documentSymbol", params).getAsJsonArray("result");
  }

  private static String end(JsonObject range) {
    JsonObject end = range.getAsJsonObject("end");
    return end.get("line") + ":" + end.get("character");
  }
}
