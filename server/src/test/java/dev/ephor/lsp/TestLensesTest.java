package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lenses, actions and commands of tests, through the protocol. */
class TestLensesTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: teams}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [ConfigMap]}}]}
          validate:
            message: Say which team it is.
            pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: teams}
      policies: [policy.yaml]
      resources: [resources.yaml]
      results:
      - policy: teams
        rule: team
        resources: [good]
        result: pass
      - policy: teams
        rule: team
        resources: [bad]
        result: pass
      """;

  private static final String CAPABILITIES =
      """
      {"textDocument": {"codeAction": {"codeActionLiteralSupport":
        {"codeActionKind": {"valueSet": ["quickfix"]}}}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() {
    Editor.write(folder, "policy.yaml", POLICY);
    Editor.write(
        folder,
        "resources.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: good, labels: {team: shop}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: bad}
        """);
    Editor.write(folder, "kyverno-test.yaml", TEST);
  }

  @Test
  void aTestShowsItsCountsAndWhatItShouldExpect() {
    try (Editor editor = Editor.on(folder).open("kyverno-test.yaml")) {
      editor.marks("kyverno-test.yaml", "[bad]", "Want pass, got fail");
      assertThat(titles(editor, "kyverno-test.yaml"))
          .containsExactly(
              "0: 1 passed, 1 failed: explain",
              "6: 1 passed: explain",
              "10: 1 failed: explain",
              "10: update expectation: fail instead of pass");
      assertThat(titles(editor, "policy.yaml"))
          .contains("2: 1 test: 1 passed, 1 failed", "5: 1 test: 1 passed, 1 failed");
    }
  }

  @Test
  void theCommandsSayWhyAndChangeTheTest() {
    try (Editor editor = Editor.on(folder).open("kyverno-test.yaml")) {
      editor.marks("kyverno-test.yaml", "[bad]", "Want pass, got fail");
      JsonObject all = run(editor, "ephor.test", "'uri':'%s'".formatted(uri(editor)));
      assertThat(all.getAsJsonObject("result").get("failed").getAsInt()).isEqualTo(1);
      JsonObject result =
          run(editor, "ephor.test", "'uri':'%s','line':10".formatted(uri(editor)))
              .getAsJsonObject("result")
              .getAsJsonArray("resources")
              .get(0)
              .getAsJsonObject();
      assertThat(result.get("reason").getAsString()).isEqualTo("Want pass, got fail");
      assertThat(
              result
                  .getAsJsonArray("because")
                  .get(0)
                  .getAsJsonObject()
                  .get("message")
                  .getAsString())
          .isEqualTo("the policy's clause");

      String preview = "'uri':'%s','line':10,'preview':true".formatted(uri(editor));
      JsonObject shown = run(editor, "ephor.updateExpectation", preview).getAsJsonObject("result");
      assertThat(shown.get("title").getAsString())
          .startsWith("Expect fail instead of pass: teams/team on ConfigMap default/bad fails: ");

      JsonObject refused =
          run(editor, "ephor.updateExpectation", "'uri':'%s','line':6".formatted(uri(editor)));
      assertThat(refused.getAsJsonObject("error").get("message").getAsString())
          .contains("finds no expectation in this line that did not come true");
    }
  }

  @Test
  void anActionExpectsWhatCame() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("kyverno-test.yaml")) {
      editor.marks("kyverno-test.yaml", "[bad]", "Want pass, got fail");
      JsonObject action = actions(editor, 13).get(0).getAsJsonObject();
      assertThat(action.get("title").getAsString()).startsWith("Expect fail instead of pass: ");
      JsonObject edit =
          action
              .getAsJsonObject("edit")
              .getAsJsonObject("changes")
              .getAsJsonArray(uri(editor))
              .get(0)
              .getAsJsonObject();
      assertThat(edit.get("newText").getAsString()).isEqualTo("fail");
      assertThat(edit.getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt())
          .isEqualTo(13);
      assertThat(actions(editor, 6)).isEmpty();
    }
  }

  @Test
  void anUntestedRuleIsAHintUntilATestIsAboutIt() {
    Editor.write(
        folder,
        "kyverno-test.yaml",
        TEST.substring(0, TEST.indexOf("- policy")).stripTrailing() + " []\n");
    try (Editor editor = Editor.on(folder).open("policy.yaml").open("kyverno-test.yaml")) {
      editor.marks("policy.yaml", "- name: team", "No test is about rule team");
      editor.replace(
          "kyverno-test.yaml",
          "[]",
          "[{policy: teams, rule: team, resources: [good], result: pass}]");
      editor.marks("policy.yaml", "- name: team", "No test makes rule team fail");
    }
  }

  @Test
  void aManifestAndANearMissBecomeTests() {
    Editor.write(
        folder,
        "manifest.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new, labels: {team: shop}}\n");
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("kyverno-test.yaml")) {
      editor.marks("kyverno-test.yaml", "[bad]", "Want pass, got fail");
      JsonArray offered = actions(editor, "manifest.yaml", 1);
      assertThat(offered)
          .extracting(action -> action.getAsJsonObject().get("title").getAsString())
          .containsExactly(
              "Add ConfigMap new as a test of teams",
              "Add a near-miss of ConfigMap new as a test of teams");
      assertThat(actions(editor, "policy.yaml", 5))
          .extracting(action -> action.getAsJsonObject().get("title").getAsString())
          .containsExactly(
              "Add a manifest as a test of teams/team", "Add a near-miss as a test of teams/team");

      List<JsonObject> asked = new ArrayList<>();
      editor
          .wire()
          .answering(
              request -> {
                asked.add(request);
                return JsonParser.parseString("{'applied':true}");
              });
      JsonObject command = offered.get(1).getAsJsonObject().getAsJsonObject("command");
      JsonObject params = new JsonObject();
      params.add("command", command.get("command"));
      params.add("arguments", command.get("arguments"));
      JsonObject answer =
          editor.wire().request("workspace/executeCommand", params).getAsJsonObject("result");
      assertThat(answer.get("change").getAsString()).isEqualTo("without metadata.labels.team");
      assertThat(answer.getAsJsonArray("expectations").get(0).getAsString())
          .isEqualTo("teams/team on new-near-miss: fail");
      assertThat(asked)
          .filteredOn(one -> one.get("method").getAsString().equals("workspace/applyEdit"))
          .singleElement()
          .asString()
          .contains("new-near-miss")
          .contains("kyverno-test.yaml")
          .contains("resources.yaml");

      String chosen =
          "'uri':'%s','policy':'teams','rule':'team','preview':true"
              .formatted(editor.uri("policy.yaml"));
      assertThat(run(editor, "ephor.addTest", chosen).toString())
          .contains("Add ConfigMap new as a test of teams: 1 pass");
      assertThat(run(editor, "ephor.addTest", chosen.replace("teams", "none")).toString())
          .contains("finds no policy none in this file");
      assertThat(run(editor, "ephor.nearMiss", chosen.replace("'team'", "'gone'")).toString())
          .contains("cannot add a test: No manifest of the workspace");
    }
  }

  private static String uri(Editor editor) {
    return editor.uri("kyverno-test.yaml");
  }

  private static List<String> titles(Editor editor, String file) {
    String params = "{'textDocument':{'uri':'%s'}}".formatted(editor.uri(file));
    JsonArray lenses =
        editor
            .wire()
            .request("textDocument/codeLens", JsonParser.parseString(params))
            .getAsJsonArray("result");
    List<String> titles = new ArrayList<>();
    for (JsonElement each : lenses) {
      JsonObject lens = each.getAsJsonObject();
      titles.add(
          lens.getAsJsonObject("range").getAsJsonObject("start").get("line")
              + ": "
              + lens.getAsJsonObject("command").get("title").getAsString());
    }
    return titles;
  }

  private static JsonArray actions(Editor editor, int line) {
    return actions(editor, "kyverno-test.yaml", line);
  }

  private static JsonArray actions(Editor editor, String file, int line) {
    String params =
        "{'textDocument':{'uri':'%s'},'context':{'diagnostics':[]},'range':{'start':{'line':%2$d,'character':4},'end':{'line':%2$d,'character':4}}}"
            .formatted(editor.uri(file), line);
    return editor
        .wire()
        .request("textDocument/codeAction", JsonParser.parseString(params))
        .getAsJsonArray("result");
  }

  private static JsonObject run(Editor editor, String command, String argument) {
    JsonObject params = new JsonObject();
    params.addProperty("command", command);
    params.add("arguments", Wire.array(JsonParser.parseString("{" + argument + "}")));
    return editor.wire().request("workspace/executeCommand", params);
  }
}
