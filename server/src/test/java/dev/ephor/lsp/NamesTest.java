package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definition, references and rename through the protocol. */
class NamesTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: teams}
      spec: {rules: []}
      """;

  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: 🦉, namespace: shop}
      spec: {exceptions: [{policyName: teams, ruleNames: ["*"]}]}
      """;

  private static final String VERSIONS =
      "{'workspace':{'workspaceEdit':{'documentChanges':true}},"
          + "'textDocument':{'rename':{'prepareSupport':true}}}";

  @TempDir Path folder;

  @Test
  void fromAnExceptionToItsPolicyAndBack() {
    try (Editor editor = Editor.on(folder).open("p.yaml", POLICY).open("e.yaml", EXCEPTION)) {
      JsonArray definition =
          ask(editor, "definition", "e.yaml", 3, 34, "").getAsJsonArray("result");
      assertThat(definition).hasSize(1);
      assertThat(place(definition.get(0).getAsJsonObject())).isEqualTo("p.yaml 2:17");
      JsonArray references =
          ask(editor, "references", "p.yaml", 2, 18, ",'context':{'includeDeclaration':false}")
              .getAsJsonArray("result");
      assertThat(references).hasSize(1);
      assertThat(place(references.get(0).getAsJsonObject())).isEqualTo("e.yaml 3:33");
    }
  }

  @Test
  void anEditSaysForWhichVersionsItWasMade() {
    try (Editor editor =
        Editor.on(folder, VERSIONS).open("p.yaml", POLICY).open("e.yaml", EXCEPTION)) {
      assertThat(ask(editor, "prepareRename", "p.yaml", 2, 18, "").getAsJsonObject("result"))
          .hasToString(
              "{\"start\":{\"line\":2,\"character\":17},\"end\":{\"line\":2,\"character\":22}}");
      JsonArray changes =
          ask(editor, "rename", "p.yaml", 2, 18, ",'newName':'crews'")
              .getAsJsonObject("result")
              .getAsJsonArray("documentChanges");
      assertThat(changes).hasSize(2);
      JsonObject first = changes.get(0).getAsJsonObject();
      assertThat(first.getAsJsonObject("textDocument").get("version").getAsInt()).isPositive();
      assertThat(
              first.getAsJsonArray("edits").get(0).getAsJsonObject().get("newText").getAsString())
          .isEqualTo("crews");
    }
  }

  @Test
  void aRefusalSaysWhy() {
    try (Editor editor = Editor.on(folder).open("p.yaml", POLICY)) {
      JsonObject error =
          ask(editor, "rename", "p.yaml", 2, 18, ",'newName':'Crews!'").getAsJsonObject("error");
      assertThat(error.get("message").getAsString()).startsWith("The name of a policy has");
    }
  }

  private static JsonObject ask(
      Editor editor, String method, String file, int line, int character, String more) {
    String params =
        "{'textDocument':{'uri':'%s'},'position':{'line':%d,'character':%d}%s}"
            .formatted(editor.uri(file), line, character, more);
    return editor.wire().request("textDocument/" + method, JsonParser.parseString(params));
  }

  private static String place(JsonObject location) {
    String uri = location.get("uri").getAsString();
    JsonObject start = location.getAsJsonObject("range").getAsJsonObject("start");
    return uri.substring(uri.lastIndexOf('/') + 1)
        + " "
        + start.get("line")
        + ":"
        + start.get("character");
  }
}
