package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lints in an editor: they follow edits, also those of other policies. */
class LintSessionTest {

  private static final String STRICT =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: strict}
      spec:
        rules:
        - name: host
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: Use no namespaces of the host.
            pattern: {spec: {hostNetwork: false, hostPID: false}}
      """;

  private static final String MILD =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: mild}
      spec:
        rules:
        - name: network
          match: {any: [{resources: {kinds: [Pod]}}]}
          context:
          - name: unused
            variable: {value: 1}
          validate:
            message: Use no network of the host.
            pattern: {spec: {hostPID: false}}
      """;

  @TempDir Path folder;

  @Test
  void anotherPolicyThatChangesIsNoticed() {
    Editor.write(folder, "strict.yaml", STRICT);
    Editor.write(
        folder, "mild.yaml", MILD.replaceFirst("(?s)    context:.*?(?=    validate:)", ""));
    try (Editor editor = Editor.on(folder)) {
      editor.open("strict.yaml").open("mild.yaml");
      editor.marks("mild.yaml", "- name: network", "shadowed-rule: rule strict/host demands");

      editor.replace("strict.yaml", "hostPID: false", "hostPID: true");
      editor.until(
          "mild.yaml is clean",
          () -> sources(editor, "mild.yaml").stream().noneMatch("ephor lint"::equals));
    }
  }

  @Test
  void actionsMendOrIgnore() {
    Editor.write(folder, "mild.yaml", MILD);
    try (Editor editor =
        Editor.on(
            folder,
            "{'textDocument': {'codeAction': {'codeActionLiteralSupport': {'codeActionKind':"
                + " {'valueSet': ['quickfix']}}}}}")) {
      editor.open("mild.yaml").marks("mild.yaml", "- name: unused", "unused-context-entry");

      assertThat(actions(editor, "mild.yaml", 8, 12))
          .containsExactly(
              "Remove the context entry unused: 7:0-10:0 ''",
              "Ignore unused-context-entry here: 8:0-8:0 '    # ephor:"
                  + " ignore[unused-context-entry] \n'");
    }
  }

  @Test
  void aSettingTurnsThemOff() {
    Editor.write(folder, "mild.yaml", MILD);
    JsonObject options = new JsonObject();
    options.addProperty("lint", "off");
    try (Editor editor = Editor.on(Wire.toServerHere(), folder, "{}", options)) {
      editor.open("mild.yaml").shows("mild.yaml", MILD);
    }
  }

  private static List<String> sources(Editor editor, String file) {
    List<String> sources = new ArrayList<>();
    List<JsonObject> publications =
        editor.heard("textDocument/publishDiagnostics").stream()
            .filter(each -> each.get("uri").getAsString().equals(editor.uri(file)))
            .toList();
    if (!publications.isEmpty()) {
      JsonObject last = publications.get(publications.size() - 1);
      for (JsonElement each : last.getAsJsonArray("diagnostics")) {
        sources.add(each.getAsJsonObject().get("source").getAsString());
      }
    }
    return sources;
  }

  private static List<String> actions(Editor editor, String file, int line, int character) {
    JsonObject params =
        Wire.json(
                ("{'textDocument': {'uri': '%s'}, 'range': {'start': {'line': %d, 'character': %d},"
                        + " 'end': {'line': %d, 'character': %d}}, 'context': {'diagnostics': []}}")
                    .formatted(editor.uri(file), line, character, line, character))
            .getAsJsonObject();
    JsonArray answer =
        editor.wire().request("textDocument/codeAction", params).getAsJsonArray("result");
    List<String> actions = new ArrayList<>();
    for (JsonElement each : answer) {
      JsonObject action = each.getAsJsonObject();
      JsonObject edit =
          action
              .getAsJsonObject("edit")
              .getAsJsonObject("changes")
              .getAsJsonArray(editor.uri(file))
              .get(0)
              .getAsJsonObject();
      actions.add(
          action.get("title").getAsString()
              + ": "
              + place(edit, "start")
              + "-"
              + place(edit, "end")
              + " '"
              + edit.get("newText").getAsString()
              + "'");
    }
    return actions;
  }

  private static String place(JsonObject edit, String end) {
    JsonObject place = edit.getAsJsonObject("range").getAsJsonObject(end);
    return place.get("line").getAsInt() + ":" + place.get("character").getAsInt();
  }
}
