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

/** Previews, and mutations that are applied, through the protocol. */
class PreviewTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: labels}
      spec:
        rules:
          - name: team
            match: {any: [{resources: {kinds: [Service]}}]}
            mutate: {patchStrategicMerge: {metadata: {labels: {team: a}}}}
          - name: type
            match: {any: [{resources: {kinds: [Service]}}]}
            validate: {message: which, pattern: {spec: {type: ClusterIP}}}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web # front
      spec: {ports: [{port: 80}]}
      """;

  private static final String CAPABILITIES =
      """
      {'workspace': {'workspaceEdit': {'documentChanges': true}},
       'textDocument': {'codeAction': {
         'dataSupport': true, 'resolveSupport': {'properties': ['edit']},
         'codeActionLiteralSupport': {'codeActionKind': {'valueSet': ['refactor.rewrite']}}}}}
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() {
    Editor.write(folder, "policy.yaml", POLICY);
    Editor.write(folder, "web.yaml", SERVICE);
    Editor.write(folder, "other.yaml", SERVICE.replace("web", "other"));
  }

  @Test
  void thePreviewIsInTheFilesLayoutAndFollowsWhatIsTyped() {
    try (Editor editor = Editor.on(folder).open("web.yaml")) {
      awaitPolicies(editor);
      JsonObject answer = preview(editor, "web.yaml", "");
      assertThat(answer.get("languageId").getAsString()).isEqualTo("yaml");
      assertThat(answer.get("text").getAsString())
          .isEqualTo(
              SERVICE.replace(
                  "name: web # front\n", "name: web # front\n  labels:\n    team: a\n"));
      assertThat(answer.getAsJsonArray("lines").toString())
          .isEqualTo(
              "[{\"kind\":\"added\",\"line\":4,\"text\":\"  labels:\",\"rules\":[\"labels/team\"]},"
                  + "{\"kind\":\"added\",\"line\":5,\"text\":\"    team: a\","
                  + "\"rules\":[\"labels/team\"]}]");

      editor.replace("web.yaml", "# front", "# the front\n  labels: {team: b}");
      assertThat(preview(editor, "web.yaml", "").get("text").getAsString())
          .contains("name: web # the front\n  labels: {team: a}\n");
    }
  }

  @Test
  void ofAPolicyItIsADiffOverItsManifests() {
    try (Editor editor = Editor.on(folder).open("policy.yaml")) {
      awaitPolicies(editor);
      JsonObject answer = preview(editor, "policy.yaml", ",'policy':'ClusterPolicy labels'");
      assertThat(answer.get("languageId").getAsString()).isEqualTo("diff");
      assertThat(answer.get("text").getAsString())
          .contains("--- other.yaml", "--- web.yaml", "+    team: a  # labels/team");
      assertThat(titles(editor, "policy.yaml")).contains("preview on manifests");
      assertThat(refused(editor, "policy.yaml", ",'policy':'ClusterPolicy gone'"))
          .contains("no policy of the workspace");
    }
  }

  @Test
  void aLensAndAnActionOfferIt() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      awaitPolicies(editor);
      assertThat(titles(editor, "web.yaml")).contains("changed by 1 rule: preview");
      assertThat(actions(editor).toString())
          .contains("Preview what policies do to this file", "Apply mutation to this file");
    }
  }

  @Test
  void anActionEditsTheVersionItWasOfferedForAndNoOther() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      awaitPolicies(editor);
      JsonElement apply = action(editor, "Apply mutation to this file");
      JsonObject edit =
          editor.wire().request("codeAction/resolve", apply).getAsJsonObject("result");
      assertThat(edit.getAsJsonObject("edit").toString())
          .contains("\"version\":1")
          .contains("\"newText\":\"\\n  labels:\\n    team: a\"");

      editor.replace("web.yaml", "# front", "# back");
      JsonObject late = editor.wire().request("codeAction/resolve", apply);
      assertThat(late.getAsJsonObject("error").get("message").getAsString())
          .contains("the text has changed since");
    }
  }

  @Test
  void theCommandAsksTheClientToEdit() {
    try (Editor editor = Editor.on(folder, CAPABILITIES).open("web.yaml")) {
      awaitPolicies(editor);
      List<JsonObject> asked = new ArrayList<>();
      editor
          .wire()
          .answering(
              request -> {
                asked.add(request);
                return Wire.json("{'applied':true}");
              });
      JsonObject answer = run(editor, "ephor.applyMutations", "web.yaml", "");
      assertThat(answer.getAsJsonObject("result").toString())
          .isEqualTo("{\"edits\":1,\"refused\":[]}");
      editor.until("asked to edit", () -> !asked.isEmpty());
      assertThat(asked.get(0).toString()).contains("workspace/applyEdit", "team: a");
    }
  }

  @Test
  void brokenTextsAndFilesThatAreGoneAreSaid() {
    try (Editor editor = Editor.on(folder).open("web.yaml", SERVICE + "x: [\n")) {
      awaitPolicies(editor);
      assertThat(preview(editor, "web.yaml", "").getAsJsonArray("troubles").toString())
          .contains("has errors; mend them first");
      assertThat(refused(editor, "gone.yaml", "")).contains("not in the workspace");
    }
  }

  private static void awaitPolicies(Editor editor) {
    editor.marks("other.yaml", "spec:", "labels/type");
  }

  private static JsonObject preview(Editor editor, String file, String more) {
    return run(editor, "ephor.preview", file, more).getAsJsonObject("result");
  }

  private static String refused(Editor editor, String file, String more) {
    return run(editor, "ephor.preview", file, more)
        .getAsJsonObject("error")
        .get("message")
        .getAsString();
  }

  private static JsonObject run(Editor editor, String command, String file, String more) {
    JsonObject params = new JsonObject();
    params.addProperty("command", command);
    params.add(
        "arguments", Wire.array(Wire.json("{'uri':'" + editor.uri(file) + "'" + more + "}")));
    return editor.wire().request("workspace/executeCommand", params);
  }

  private static JsonElement action(Editor editor, String title) {
    for (JsonElement action : actions(editor)) {
      if (action.getAsJsonObject().get("title").getAsString().equals(title)) {
        return action;
      }
    }
    throw new AssertionError("no " + title + " in " + actions(editor));
  }

  private static JsonArray actions(Editor editor) {
    String params =
        """
        {'textDocument':{'uri':'%s'},'context':{'diagnostics':[]},
         'range':{'start':{'line':1,'character':0},'end':{'line':1,'character':0}}}
        """
            .formatted(editor.uri("web.yaml"));
    return editor
        .wire()
        .request("textDocument/codeAction", Wire.json(params))
        .getAsJsonArray("result");
  }

  private static List<String> titles(Editor editor, String file) {
    JsonArray lenses =
        editor
            .wire()
            .request(
                "textDocument/codeLens",
                JsonParser.parseString("{'textDocument':{'uri':'%s'}}".formatted(editor.uri(file))))
            .getAsJsonArray("result");
    List<String> titles = new ArrayList<>();
    lenses.forEach(
        lens ->
            titles.add(
                lens.getAsJsonObject().getAsJsonObject("command").get("title").getAsString()));
    return titles;
  }
}
