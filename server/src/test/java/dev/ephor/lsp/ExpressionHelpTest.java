package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signature help, hover and completion inside of expressions, through the protocol. */
class ExpressionHelpTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
              message: "{{ truncate(request.object.spec.no, 3"
      """;

  @TempDir Path folder;

  @Test
  void theParameterThatIsTyped() {
    try (Editor editor = Editor.on(folder, "{'textDocument':{'signatureHelp':{}}}")) {
      JsonObject help = ask(editor.open("p.yaml", POLICY), "signatureHelp", 53).getAsJsonObject();
      assertThat(help.get("activeParameter").getAsInt()).isEqualTo(1);
      JsonObject signature = help.getAsJsonArray("signatures").get(0).getAsJsonObject();
      assertThat(signature.get("label").getAsString()).isEqualTo("truncate(string, number) string");
      assertThat(signature.getAsJsonArray("parameters").get(1).getAsJsonObject().get("label"))
          .hasToString("\"number\"");
    }
  }

  @Test
  void parametersByOffsets() {
    String client =
        "{'textDocument':{'signatureHelp':{'signatureInformation':"
            + "{'parameterInformation':{'labelOffsetSupport':true}}}}}";
    try (Editor editor = Editor.on(folder, client)) {
      JsonObject help = ask(editor.open("p.yaml", POLICY), "signatureHelp", 53).getAsJsonObject();
      JsonObject signature = help.getAsJsonArray("signatures").get(0).getAsJsonObject();
      assertThat(signature.getAsJsonArray("parameters").get(1).getAsJsonObject().get("label"))
          .hasToString("[17,23]");
    }
  }

  @Test
  void functionsAndFields() {
    try (Editor editor = Editor.on(folder)) {
      JsonObject hover = ask(editor.open("p.yaml", POLICY), "hover", 24).getAsJsonObject();
      assertThat(hover.getAsJsonObject("contents").get("value").getAsString())
          .contains("truncate(string, number) string");
      JsonArray items = ask(editor, "completion", 51).getAsJsonObject().getAsJsonArray("items");
      assertThat(items.get(0).getAsJsonObject().get("label").getAsString()).startsWith("node");
    }
  }

  private static JsonObject ask(Editor editor, String method, int character) {
    String params =
        "{'textDocument':{'uri':'%s'},'position':{'line':8,'character':%d}}"
            .formatted(editor.uri("p.yaml"), character);
    return editor
        .wire()
        .request("textDocument/" + method, JsonParser.parseString(params))
        .getAsJsonObject("result");
  }
}
