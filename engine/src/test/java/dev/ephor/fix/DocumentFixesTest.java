package dev.ephor.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.fix.DocumentFixes.DocumentFix;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change.InEditor;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DocumentFixesTest {

  private static final FileId FILE = new FileId("/w/file.yaml");

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
        - name: app
          image: nginx
      """;

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: one # first
          match: {any: [{resources: {kinds: [Pod]}}]}
          preconditions:
            all:
            - key: "{{ request.object.spec.hostNetwork || `false` }}"
              operator: Equals
              value: true
          validate:
            message: no
            pattern: {spec: {hostNetwork: false}}
      """;

  /** Every fix of the problems with a code: its title and the text after it. */
  private static List<String> fixes(String text, String code) {
    Snapshot snapshot = new Workspace().update(List.of(new InEditor(FILE, SourceText.of(text))));
    List<String> found = new ArrayList<>();
    for (Diagnostic diagnostic : snapshot.diagnostics(FILE, Cancellation.NEVER)) {
      if (diagnostic.code().endsWith(code)) {
        Snapshot.PlacedDocument document =
            Objects.requireNonNull(snapshot.documentAt(FILE, diagnostic.span().start()));
        for (DocumentFix fix : DocumentFixes.of(snapshot, diagnostic, document)) {
          found.add(fix.title() + "\n" + TextEdit.applied(text, fix.edits()));
        }
      }
    }
    return found;
  }

  @Test
  void aMisspelledFieldOfAManifest() {
    assertThat(fixes(POD.replace("image:", "imgae:"), "unknown-field"))
        .containsExactly("Rename to image\n" + POD);
  }

  @Test
  void aMisspelledFieldOfAPolicyKeepsItsComment() {
    assertThat(fixes(POLICY.replace("preconditions:", "precondition:"), "unknown-field"))
        .containsExactly("Rename to preconditions\n" + POLICY);
  }

  @Test
  void aNumberWhereATextBelongs() {
    String labels = POD.replace("{name: web}", "{name: web, labels: {app: 1}}");
    assertThat(fixes(labels, "wrong-type"))
        .containsExactly("Put 1 in quotes\n" + labels.replace("app: 1", "app: \"1\""));
  }

  @Test
  void aTextWhereATruthValueBelongs() {
    String text = POD.replace("  containers:", "  hostNetwork: 'true'\n  containers:");
    assertThat(fixes(text, "wrong-type"))
        .containsExactly("Write true without quotes\n" + text.replace("'true'", "true"));
  }

  @Test
  void aWordThatIsNotAmongThoseAllowed() {
    String text = POD.replace("  containers:", "  restartPolicy: OnFailur\n  containers:");
    assertThat(fixes(text, "bad-value"))
        .first()
        .isEqualTo("Change to OnFailure\n" + text.replace("OnFailur", "OnFailure"));
  }

  @Test
  void anOldVersionOfAnApi() {
    String text =
        """
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata: {name: a}
        spec: {minAvailable: 1, selector: {matchLabels: {a: b}}}
        """;
    assertThat(fixes(text, "deprecated-version"))
        .containsExactly("Use policy/v1\n" + text.replace("policy/v1beta1", "policy/v1"));
  }

  @Test
  void anOldVersionWhoseStructureIsAnotherIsLeft() {
    String text =
        """
        apiVersion: networking.k8s.io/v1beta1
        kind: Ingress
        metadata: {name: a}
        spec: {backend: {serviceName: a, servicePort: 80}}
        """;
    assertThat(fixes(text, "deprecated-version")).isEmpty();
  }

  @Test
  void theFailureActionMovesIntoTheRules() {
    String old =
        POLICY.replace("spec:\n  rules", "spec:\n  validationFailureAction: Enforce\n  rules");
    assertThat(fixes(old, "deprecated-field"))
        .containsExactly(
            "Move validationFailureAction to the rules\n"
                + POLICY.replace(
                    "      pattern: {spec: {hostNetwork: false}}\n",
                    "      pattern: {spec: {hostNetwork: false}}\n      failureAction: Enforce\n"));
  }

  @Test
  void anOldOperator() {
    assertThat(fixes(POLICY.replace("operator: Equals", "operator: Equal"), "deprecated-operator"))
        .containsExactly("Use Equals\n" + POLICY);
  }
}
