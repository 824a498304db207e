package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A {@code kyverno-test.yaml} in an editor: its results follow every edit of what it names. */
class LiveTestsSessionTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: require-team}
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
      metadata: {name: require-team}
      policies: [../policy.yaml]
      resources: [resources.yaml]
      results:
      - policy: require-team
        rule: team
        resources:
        - good
        - bad
        kind: ConfigMap
        result: pass
      """;

  @TempDir Path folder;

  @Test
  void aFailingRowIsShownAtItsLineUntilThePolicyOrTheTestIsMended() {
    Editor.write(folder, "policy.yaml", POLICY);
    Editor.write(
        folder,
        ".kyverno-test/resources.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: good, labels: {team: shop}}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: bad}
        """);
    String file = ".kyverno-test/kyverno-test.yaml";
    Editor.write(folder, file, TEST);
    try (Editor editor = Editor.on(folder)) {
      editor.open(file).open("policy.yaml");
      editor.marks(file, "- bad", "Want pass, got fail");
      assertThat(hints(editor, file)).containsExactly("9:8 pass", "10:7 fail: want pass, got fail");

      editor.replace("policy.yaml", "team: \"?*\"", "=(team): \"?*\"");
      editor.replace("policy.yaml", "labels: {", "=(labels): {");
      editor.shows(file, TEST);
      assertThat(hints(editor, file)).containsExactly("9:8 pass", "10:7 pass");
    }
  }

  private static List<String> hints(Editor editor, String file) {
    JsonElement params =
        JsonParser.parseString(
            """
            {"textDocument": {"uri": "%s"},
             "range": {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}}
            """
                .formatted(editor.uri(file)));
    JsonArray hints =
        editor.wire().request("textDocument/inlayHint", params).getAsJsonArray("result");
    List<String> shown = new ArrayList<>();
    for (JsonElement hint : hints) {
      var position = hint.getAsJsonObject().getAsJsonObject("position");
      shown.add(
          position.get("line")
              + ":"
              + position.get("character")
              + " "
              + hint.getAsJsonObject().get("label").getAsString());
    }
    return shown;
  }
}
