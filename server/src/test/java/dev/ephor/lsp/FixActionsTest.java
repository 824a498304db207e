package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proven fixes as actions: offered at a problem, resolved, refused on a text that moved. */
class FixActionsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: network
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: no, pattern: {spec: {=(hostNetwork): false}}}
        - name: team
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: which, pattern: {metadata: {labels: {team: '?*'}}}}
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        hostNetwork: true # why
        containers: [{name: a, image: b}]
      """;

  private static final String CAPABILITIES =
      """
      {'workspace': {'workspaceEdit': {'documentChanges': true, 'resourceOperations': ['create']}},
       'textDocument': {'codeAction': {
         'dataSupport': true, 'resolveSupport': {'properties': ['edit']},
         'codeActionLiteralSupport': {'codeActionKind': {'valueSet': ['quickfix']}}}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() {
    Editor.write(folder, "policy.yaml", POLICY);
    Editor.write(folder, "web.yaml", POD);
  }

  @Test
  void aProblemHasItsFixesAndAnException() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      editor.marks("web.yaml", "true", "p/network");
      JsonArray offered = actions(editor, 5, "quickfix");
      assertThat(titles(offered))
          .containsExactly(
              "Set spec.hostNetwork: false",
              "Remove spec.hostNetwork",
              "Fix all p/network in this file",
              "Allow by an exception");
      assertThat(offered.get(0).getAsJsonObject().get("isPreferred").getAsBoolean()).isTrue();
      assertThat(resolved(editor, offered.get(0)))
          .contains("\"newText\":\"fals\"", "\"version\":1");
      assertThat(resolved(editor, offered.get(3)))
          .contains("\"kind\":\"create\"", "exceptions.yaml", "PolicyException");
    }
  }

  @Test
  void whatIsToBeFilledInSaysSo() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      editor.marks("web.yaml", "true", "p/network");
      assertThat(titles(actions(editor, 2, "quickfix")))
          .contains("Add metadata.labels.team: \"change-me\" (fill in)");
    }
  }

  @Test
  void everythingInAFileAtOnce() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      editor.marks("web.yaml", "true", "p/network");
      JsonArray all = actions(editor, 0, "source.fixAll");
      assertThat(titles(all)).containsExactly("Fix everything that has a proven fix");
      assertThat(resolved(editor, all.get(0)))
          .contains("\"newText\":\"fals\"")
          .doesNotContain("change-me");
    }
  }

  @Test
  void aPolicyBecomesOneInCel() {
    try (Editor editor =
        Editor.on(folder, CAPABILITIES.replace("quickfix", "refactor.rewrite"))
            .open("policy.yaml")) {
      editor.marks("web.yaml", "true", "p/network");
      JsonArray offered = actions(editor, "policy.yaml", 0, "refactor.rewrite");
      assertThat(titles(offered)).contains("Convert to CEL in a new file");
      assertThat(resolved(editor, offered.get(titles(offered).size() - 1)))
          .contains("p-cel.yaml", "kind: ValidatingPolicy");
    }
  }

  @Test
  void aFixOfATextThatMovedIsRefused() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      editor.marks("web.yaml", "true", "p/network");
      JsonElement fix = actions(editor, 5, "quickfix").get(0);
      editor.replace("web.yaml", "# why", "# because");
      JsonObject late = editor.wire().request("codeAction/resolve", fix);
      assertThat(late.getAsJsonObject("error").get("message").getAsString())
          .contains("the text has changed since");
    }
  }

  @Test
  void aBrokenTextHasNone() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml", POD + "  - name: [\n")) {
      assertThat(titles(actions(editor, 5, "quickfix")))
          .noneMatch(title -> title.startsWith("Set"));
    }
  }

  private static JsonArray actions(Editor editor, int line, String only) {
    return actions(editor, "web.yaml", line, only);
  }

  private static JsonArray actions(Editor editor, String file, int line, String only) {
    String params =
        """
        {'textDocument':{'uri':'%1$s'},'context':{'diagnostics':[],'only':['%3$s']},
         'range':{'start':{'line':%2$d,'character':4},'end':{'line':%2$d,'character':4}}}
        """
            .formatted(editor.uri(file), line, only);
    return editor
        .wire()
        .request("textDocument/codeAction", Wire.json(params))
        .getAsJsonArray("result");
  }

  private static String resolved(Editor editor, JsonElement action) {
    return editor
        .wire()
        .request("codeAction/resolve", action)
        .getAsJsonObject("result")
        .get("edit")
        .toString();
  }

  private static List<String> titles(JsonArray actions) {
    List<String> titles = new ArrayList<>();
    actions.forEach(action -> titles.add(action.getAsJsonObject().get("title").getAsString()));
    return titles;
  }
}
