package dev.ephor.lsp;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person edits: open, type, break the YAML, mend it, close. */
class EditingSessionTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: require-team
      spec:
        rules:
          - name: team
            match:
              any:
                - resources:
                    kinds: [Pod]
            validate:
              failureAction: Audit
              message: every pod names its team
              pattern:
                metadata:
                  labels:
                    team: "?*"
      """;

  @TempDir Path folder;

  @BeforeEach
  void aFolderWithAPolicy() {
    Editor.write(folder, "policies/require-team.yaml", POLICY);
    Editor.write(
        folder,
        "shop/web.yaml",
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        """);
  }

  @Test
  void openTypeBreakMendClose() {
    try (Editor editor = Editor.on(folder)) {
      editor
          .open("shop/web.yaml")
          .shows(
              "shop/web.yaml",
              """
              apiVersion: v1
              kind: Pod
              metadata:
              ^^^^^^^^ warning require-team/team: x
                name: web
              """);
    }
  }
}
