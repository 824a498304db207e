package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ephor.explain}, {@code ephor.focus}, hints and lenses through the protocol. */
class ExplainingTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Service]}}]}
          context:
          - name: owner
            variable: {jmesPath: request.object.metadata.labels.team}
          validate:
            deny:
              conditions:
                any:
                - {key: "{{ owner }}", operator: Equals, value: b}
      """;

  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: a, labels: {team: a}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: b, labels: {team: b}}
      """;

  @TempDir Path folder;

  private static JsonObject run(Editor editor, String command, String argument) {
    return editor
        .wire()
        .request(
            "workspace/executeCommand",
            Wire.json("{'command':'" + command + "','arguments':[" + argument + "]}"));
  }

  @Test
  void tellsWhyOfTheManifestInFocusWhichACommandChanges() {
    try (Editor editor = Editor.on(folder)) {
      editor.open("p.yaml", POLICY);
      editor.open("s.yaml", SERVICES);
      String of = "'uri':'" + editor.uri("p.yaml") + "','policy':'ClusterPolicy p','rule':'r'";

      JsonObject first = run(editor, "ephor.explain", "{" + of + "}").getAsJsonObject("result");
      assertThat(first.get("manifest").getAsString()).isEqualTo("Service default/a");
      assertThat(first.get("text").getAsString())
          .startsWith("✓ pass  ClusterPolicy p, rule r on Service default/a  [p.yaml:6:5]");
      JsonObject why =
          first.getAsJsonArray("explanations").get(0).getAsJsonObject().getAsJsonObject("why");
      assertThat(why.getAsJsonObject("clause").get("uri").getAsString())
          .isEqualTo(editor.uri("p.yaml"));

      JsonObject next = run(editor, "ephor.focus", "{" + of + "}").getAsJsonObject("result");
      assertThat(next.get("manifest").getAsString()).isEqualTo("Service default/b");
      assertThat(next.getAsJsonArray("candidates")).hasSize(2);
      assertThat(
              run(editor, "ephor.explain", "{" + of + "}")
                  .getAsJsonObject("result")
                  .get("text")
                  .getAsString())
          .startsWith("✗ fail");
      JsonObject wrong = run(editor, "ephor.focus", "{" + of + ",'resource':'Service x'}");
      assertThat(wrong.getAsJsonObject("error").get("message").getAsString())
          .contains("knows no 'Service x' that the rule matches");
    }
  }

  @Test
  void tellsOfAManifestWhatSpeaksAgainstIt() {
    try (Editor editor = Editor.on(folder)) {
      editor.open("p.yaml", POLICY);
      editor.open("s.yaml", SERVICES);
      String of = "{'uri':'" + editor.uri("s.yaml") + "','position':{'line':5,'character':2}}";

      JsonObject answer = run(editor, "ephor.explain", of).getAsJsonObject("result");

      assertThat(answer.get("manifest").getAsString()).isEqualTo("Service default/b");
      assertThat(answer.get("text").getAsString()).contains("\"b\" Equals \"b\"", "s.yaml:7:36");
    }
  }

  @Test
  void hintsAndLensesNameTheManifest() {
    try (Editor editor = Editor.on(folder)) {
      editor.open("p.yaml", POLICY);
      editor.open("s.yaml", SERVICES);
      String document = "{'textDocument':{'uri':'" + editor.uri("p.yaml") + "'}";

      JsonArray lenses =
          editor
              .wire()
              .request("textDocument/codeLens", Wire.json(document + "}"))
              .getAsJsonArray("result");
      assertThat(lenses.toString())
          .contains("for Service default/a: change", "pass: why", "ephor.focus", "ephor.explain");

      String all = ",'range':{'start':{'line':0,'character':0},'end':{'line':99,'character':0}}}";
      JsonArray hints =
          editor
              .wire()
              .request("textDocument/inlayHint", Wire.json(document + all))
              .getAsJsonArray("result");
      assertThat(labels(hints)).contains("= \"a\"");
      assertThat(hints.toString()).contains("for Service default/a (the first that it matches)");
    }
  }

  private static String labels(JsonArray hints) {
    StringBuilder labels = new StringBuilder();
    for (JsonElement hint : hints) {
      labels.append(hint.getAsJsonObject().get("label").getAsString()).append('\n');
    }
    return labels.toString();
  }
}
