package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static final String WITHOUT_TEAM =
      """
      apiVersion: v1
      kind: Pod
      metadata:
      ^^^^^^^^ warning require-team/team: every pod names its team.\\nrule team \
      failed at path /metadata/labels/
        name: web
      """;

  private static final String RELATED =
      "{'textDocument':{'publishDiagnostics':{'relatedInformation':true}}}";

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
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor
          .open("shop/web.yaml")
          .shows("shop/web.yaml", WITHOUT_TEAM)
          .replace("shop/web.yaml", "  name: web\n", "  name: web\n  labels: {team: shop}\n")
          .shows(
              "shop/web.yaml",
              """
              apiVersion: v1
              kind: Pod
              metadata:
                name: web
                labels: {team: shop}
              """)
          .replace("shop/web.yaml", "kind: Pod", "kind Pod")
          .marks("shop/web.yaml", "kind Pod", "error")
          .replace("shop/web.yaml", "kind Pod", "kind: Pod")
          .replace("shop/web.yaml", "{team: shop}", "{team: ''}")
          .shows(
              "shop/web.yaml",
              """
              apiVersion: v1
              kind: Pod
              metadata:
                name: web
                labels: {team: ''}
                               ^^ warning require-team/team: every pod names its \
              team.\\nrule team failed at path /metadata/labels/team/
              """)
          .close("shop/web.yaml")
          .shows("shop/web.yaml", WITHOUT_TEAM); // what is on disk counts again
    }
  }

  @Test
  void theClauseIsTheOtherEnd() {
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor.open("shop/web.yaml").shows("shop/web.yaml", WITHOUT_TEAM);
      assertThat(editor.related("shop/web.yaml"))
          .containsExactly("policies/require-team.yaml 17:14 team: \"?*\"");
    }
  }

  @Test
  void aClientWithoutRelatedInformationIsToldTheClauseInWords() {
    try (Editor editor = Editor.on(folder)) {
      editor
          .open("shop/web.yaml")
          .marks("shop/web.yaml", "metadata:", "\\npolicy policies/require-team.yaml:18");
    }
  }

  @Test
  void typingInThePolicyMovesWhatTheManifestShows() {
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor
          .open("policies/require-team.yaml")
          .shows("shop/web.yaml", WITHOUT_TEAM)
          .replace("policies/require-team.yaml", "kinds: [Pod]", "kinds: [Service]")
          .shows("shop/web.yaml", WITHOUT_TEAM.replaceAll("(?m)^\\^.*\n", ""));
    }
  }

  @Test
  void aBlankLineAtTheTopMovesEverything() {
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor
          .open("shop/web.yaml")
          .shows("shop/web.yaml", WITHOUT_TEAM)
          .replace("shop/web.yaml", "apiVersion", "\napiVersion")
          .shows("shop/web.yaml", "\n" + WITHOUT_TEAM);
    }
  }

  @Test
  void filesChangeOnDisk() {
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor
          .shows("shop/web.yaml", WITHOUT_TEAM)
          .write("shop/db.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: db}\n")
          .marks("shop/db.yaml", "metadata", "warning require-team/team")
          .write("shop/db.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: db}\n")
          .shows("shop/db.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: db}\n")
          .delete("shop/web.yaml")
          .shows("shop/web.yaml", "");
    }
  }

  @Test
  void aFileThatIsOpenIsTheEditors() {
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor
          .open("shop/web.yaml")
          .shows("shop/web.yaml", WITHOUT_TEAM)
          .write("shop/web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n")
          .replace("shop/web.yaml", "name: web", "name: web2")
          .shows("shop/web.yaml", WITHOUT_TEAM.replace("name: web", "name: web2"))
          .close("shop/web.yaml")
          .shows("shop/web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n");
    }
  }

  @Test
  void aFileThatIsOnlyInTheEditorGoesWithIt() {
    try (Editor editor = Editor.on(folder, RELATED)) {
      editor
          .open("new/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: new}\n")
          .marks("new/pod.yaml", "metadata", "warning require-team/team")
          .close("new/pod.yaml")
          .shows("new/pod.yaml", "");
    }
  }
}
