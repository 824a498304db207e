package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts above policies, and the resources behind them, through the protocol. */
class ImpactTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: labels}
      spec:
        rules:
          - name: owner
            match: {any: [{resources: {kinds: [Service]}}]}
            validate: {message: who, pattern: {metadata: {labels: {owner: "?*"}}}}
      """;

  @TempDir Path folder;

  @Test
  void aLensCountsAndItsCommandNamesThePlaces() {
    Editor.write(folder, "a.yaml", service("a", "owner"));
    Editor.write(folder, "b.yaml", service("b", "team"));
    Editor.write(folder, "policy.yaml", POLICY);
    try (Editor editor = Editor.on(folder).open("policy.yaml")) {
      editor.marks("b.yaml", "labels: {team", "labels/owner");
      assertThat(titles(editor)).contains("1 pass, 1 fail: show");

      editor.replace("policy.yaml", "owner: \"?*\"", "team: \"?*\"");
      assertThat(titles(editor)).contains("since save: 1 pass -> fail, 1 fail -> pass: show");

      JsonObject lens = lenses(editor).get(3).getAsJsonObject().getAsJsonObject("command");
      JsonObject first = shown(editor, lens.getAsJsonArray("arguments")).get(0).getAsJsonObject();
      assertThat(first.get("verdict").getAsString()).isEqualTo("pass -> fail");
      assertThat(first.get("resource").getAsString()).isEqualTo("Service default/a");
      assertThat(first.getAsJsonObject("location").get("uri").getAsString())
          .isEqualTo(editor.uri("a.yaml"));
    }
  }

  @Test
  void whatACommandIsNotGivenOrDoesNotKnowIsSaid() {
    try (Editor editor = Editor.on(folder).open("policy.yaml", POLICY)) {
      assertThat(refused(editor, "{'uri':'" + editor.uri("policy.yaml") + "'}"))
          .contains("needs the text 'policy'");
      assertThat(refused(editor, "{'uri':'" + editor.uri("policy.yaml") + "','flips':'x'}"))
          .contains("takes 'own' or 'elsewhere' as 'flips'");
      assertThat(refused(editor, "{'uri':'" + editor.uri("gone.yaml") + "','policy':'x'}"))
          .contains("not in the workspace");
    }
  }

  private static String service(String name, String label) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %s
      labels: {%s: x}
    """
        .formatted(name, label);
  }

  private static List<String> titles(Editor editor) {
    List<String> titles = new ArrayList<>();
    for (JsonElement lens : lenses(editor)) {
      titles.add(lens.getAsJsonObject().getAsJsonObject("command").get("title").getAsString());
    }
    return titles;
  }

  private static JsonArray lenses(Editor editor) {
    String params = "{'textDocument':{'uri':'%s'}}".formatted(editor.uri("policy.yaml"));
    return editor
        .wire()
        .request("textDocument/codeLens", JsonParser.parseString(params))
        .getAsJsonArray("result");
  }

  private static JsonArray shown(Editor editor, JsonArray arguments) {
    return run(editor, arguments).getAsJsonObject("result").getAsJsonArray("resources");
  }

  private static String refused(Editor editor, String argument) {
    return run(editor, Wire.array(JsonParser.parseString(argument)))
        .getAsJsonObject("error")
        .get("message")
        .getAsString();
  }

  private static JsonObject run(Editor editor, JsonArray arguments) {
    JsonObject params = new JsonObject();
    params.addProperty("command", "ephor.show");
    params.add("arguments", arguments);
    return editor.wire().request("workspace/executeCommand", params);
  }
}
