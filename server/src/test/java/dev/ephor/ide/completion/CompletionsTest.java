package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is proposed, and what comes of it: fields. */
class CompletionsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: p
      spec:
      """;

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [%s]}}]}
      %s
      """;

  @Test
  void whatBelongsThereFirstThenWhatIsUsual() {
    assertThat(first(5, POD + "  |\n"))
        .containsExactly(
            "containers", "initContainers", "volumes", "serviceAccountName", "securityContext");
    assertThat(first(3, POD + "  containers:\n    - |\n"))
        .containsExactly("name", "image", "ports");
  }

  @Test
  void whatIsThereIsNotOfferedAgain() {
    assertThat(Proposed.at(POD + "  containers: []\n  con|\n").labels())
        .doesNotContain("containers");
    assertThat(
            Proposed.at(
                    POLICY.formatted(
                        "Pod",
                        "      validate:\n"
                            + "        pattern:\n"
                            + "          spec:\n"
                            + "            =(securityContext): {}\n"
                            + "            sec|"))
                .labels())
        .doesNotContain("securityContext");
  }

  @Test
  void whatIsTypedMayStartTheNameOrItsWords() {
    assertThat(first(1, POD + "  secCon|\n")).containsExactly("securityContext");
    assertThat(first(1, POD + "  tgps|\n")).containsExactly("terminationGracePeriodSeconds");
    assertThat(Proposed.at(POD + "  zzz|\n").labels()).isEmpty();
  }

  @Test
  void whatBelongsIntoAFieldIsWrittenWithIt() {
    assertThat(Proposed.at(POD + "  conta|\n").take("containers"))
        .isEqualTo(POD + "  containers:\n    - name: ‸\n      image: ‸\n");
    assertThat(Proposed.at(POD + "  |\n").take("containers"))
        .isEqualTo(POD + "  containers:\n    - name: ‸\n      image: ‸\n");
    assertThat(Proposed.at(POD + "  containers:\n    - name: x\n      por|\n").take("ports"))
        .isEqualTo(
            POD + "  containers:\n    - name: x\n      ports:\n        - containerPort: ‸\n");
    assertThat(Proposed.at(POD + "  containers:\n    - res|\n").take("resources"))
        .isEqualTo(POD + "  containers:\n    - resources:\n        ‸\n");
    assertThat(Proposed.at(POD + "  hostNet|\n").take("hostNetwork"))
        .isEqualTo(POD + "  hostNetwork: true\n");
  }

  @Test
  void dashesStandWhereTheDocumentHasThem() {
    String text = POD + "  volumes:\n  - name: v\n  conta";
    assertThat(Proposed.at(text + "|\n").take("containers"))
        .isEqualTo(text + "iners:\n  - name: ‸\n    image: ‸\n");
  }

  @Test
  void aListThatHasNoItemsYetGetsOne() {
    assertThat(Proposed.at(POD + "  containers:\n    |\n").take("name"))
        .isEqualTo(POD + "  containers:\n    - name: ‸\n");
    assertThat(Proposed.at(POD + "  containers:\n    - name: x\n    |\n").take("image"))
        .isEqualTo(POD + "  containers:\n    - name: x\n    - image: ‸\n");
  }

  @Test
  void aColonThatIsThereIsKept() {
    assertThat(Proposed.at(POD + "  conta|: []\n").take("containers"))
        .isEqualTo(POD + "  containers: []\n");
  }

  @Test
  void quotesKeepTheKeyAlone() {
    assertThat(Proposed.at(POD + "  hostNetwork: true\n  \"conta|\"\n").take("containers"))
        .isEqualTo(POD + "  hostNetwork: true\n  \"containers\"\n");
  }

  @Test
  void flowStyleStaysOnItsLine() {
    assertThat(Proposed.at(POD + "  containers: [{name: x, por|}]\n").take("ports"))
        .isEqualTo(POD + "  containers: [{name: x, ports: [‸]}]\n");
  }

  @Test
  void patternsHaveTheFieldsOfTheMatchedKindsAndDemandNothing() {
    String pattern = "      validate:\n        pattern:\n          spec:\n            %s|";
    assertThat(Proposed.at(POLICY.formatted("Pod", pattern.formatted("conta"))).take("containers"))
        .isEqualTo(
            POLICY.formatted(
                "Pod", pattern.formatted("containers:\n              - ‸").replace("|", "")));
  }

  @Test
  void whatGoesOnBelowIsOfferedRightBehindTheKey() {
    String rule =
        "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  rules:\n    - name: r\n";
    assertThat(Proposed.at(rule + "      match: |\n").take("any"))
        .startsWith(rule + "      match:\n        any:\n");
    assertThat(Proposed.at(POD + "  containers:|\n").take("name"))
        .isEqualTo(POD + "  containers:\n    - name: ‸\n");
    assertThat(Proposed.at(POD + "  securityContext: |\n").labels()).contains("runAsNonRoot");
    assertThat(Proposed.at(POD + "  hostNetwork: |\n").labels()).containsExactly("true", "false");
    assertThat(Proposed.at("{apiVersion: v1, kind: Pod, spec: |}").labels())
        .doesNotContain("containers");
  }

  @Test
  void itemsOfAListOfObjects() {
    String list = "apiVersion: v1\nkind: List\nitems:\n";
    assertThat(Proposed.at(list + "  - |\n").labels()).startsWith("apiVersion", "kind");
    assertThat(Proposed.at(list + "  - apiVersion: v1\n    kind: Pod\n    sp|\n").labels())
        .startsWith("spec");
  }

  @Test
  void valuesOfAConditionAreThoseThatItsKeyCanHave() {
    String condition =
        POLICY.formatted(
            "Pod",
            "      preconditions:\n"
                + "        all:\n"
                + "          - key: \"{{ request.operation || 'BACKGROUND' }}\"\n"
                + "            operator: Equals\n"
                + "            value: ‸");
    assertThat(Proposed.marked("a.yaml", condition).labels())
        .contains("CREATE", "UPDATE", "DELETE");
    assertThat(
            Proposed.marked("a.yaml", condition.replace("value: ‸", "value: [CREATE, ‸]")).labels())
        .contains("DELETE")
        .doesNotContain("CREATE");
  }

  @Test
  void policiesAboutCustomResourcesHaveTheirFields() {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: backups.shop.example}
        spec:
          group: shop.example
          names: {kind: Backup, plural: backups}
          scope: Namespaced
          versions:
            - name: v1
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: {type: object, properties: {mode: {type: string, enum: [Full, Delta]}}}
        """;
    String pattern = "      validate:\n        pattern:\n          spec:\n            |";
    assertThat(
            Proposed.of("a.yaml", POLICY.formatted("Backup", pattern), "crd.yaml", definition)
                .labels())
        .startsWith("mode");
    String cel =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
              - {apiGroups: [shop.example], apiVersions: [v1], operations: [CREATE], resources: [%s]}
          validations:
            - expression: object.spec.mode == '%s'
        """;
    assertThat(
            Proposed.of("a.yaml", cel.formatted("backups", "|"), "crd.yaml", definition).labels())
        .containsExactly("Full", "Delta");
    assertThat(Proposed.of("a.yaml", cel.formatted("|", "x"), "crd.yaml", definition).labels())
        .startsWith("backups");
  }

  @Test
  void labelsInsideOfAnchors() {
    String patch =
        POLICY.formatted(
            "Pod",
            "      mutate:\n"
                + "        patchStrategicMerge:\n"
                + "          metadata:\n"
                + "            labels:\n"
                + "              +(te|");
    String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {team: a}}\n";
    assertThat(Proposed.of("a.yaml", patch, "pod.yaml", pod).labels()).first().isEqualTo("+(team)");
    assertThat(Proposed.of("a.yaml", patch, "pod.yaml", pod).labels())
        .doesNotContain("+(te)", "+(+(te)");
  }

  @Test
  void settings() {
    assertThat(Proposed.of("ephor.yaml", "|").labels())
        .contains("policies", "schemas", "failOn")
        .doesNotContain("apiVersion");
    assertThat(Proposed.of("ephor.yaml", "failOn: |\n").labels()).contains("warning", "never");
    assertThat(Proposed.of("ephor.yaml", "ignore: [x]\nseverity:\n  |\n").labels())
        .contains("minimum", "schema");
  }

  @Test
  void tabsIndentNothing() {
    assertThat(Proposed.at(POD + "\t|\n").labels()).isEmpty();
    assertThat(Proposed.at(POD + "  containers:\n\t\t|\n").labels()).isEmpty();
    assertThat(Proposed.at(POD + "\tcon|\n").labels()).isEmpty();
  }

  @Test
  void whatIsDeprecatedComesLast() {
    Proposed proposed = Proposed.at("apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nspec:\n  |\n");
    assertThat(proposed.labels()).startsWith("rules").endsWith("generateExistingOnPolicyUpdate");
    assertThat(proposed.proposal("validationFailureAction").deprecated()).isTrue();
  }

  @Test
  void valuesThatMayStand() {
    assertThat(first(2, POD + "  hostNetwork: |\n")).containsExactly("true", "false");
    assertThat(Proposed.at(POD + "  hostNetwork:|\n").take("true"))
        .isEqualTo(POD + "  hostNetwork: true\n");
    assertThat(
            first(
                2,
                POLICY.formatted("Pod", "      validate:\n        failureAction: |").strip()
                    + "\n"))
        .containsExactly("Audit", "Enforce");
  }

  @Test
  void itemsOfAListOfValuesThatAreNotThereYet() {
    String match =
        "      exclude:\n"
            + "        any:\n"
            + "        - resources:\n"
            + "            operations:\n"
            + "            - CREATE\n";
    assertThat(Proposed.at(POLICY.formatted("Pod", match + "            - |")).labels())
        .containsExactly("UPDATE", "DELETE", "CONNECT");
  }

  @Test
  void kindsThatNobodyKnowsHaveWhatAllObjectsHaveAndWhatTheirLikeHas() {
    String text =
        "apiVersion: no/v1\nkind: Where\nspec:\n  size: 1\n---\napiVersion: no/v1\nkind: Where\n%s";
    assertThat(Proposed.at(text.formatted("me|\n")).labels()).containsExactly("metadata");
    assertThat(Proposed.at(text.formatted("spec:\n  |\n")).labels()).containsExactly("size");
  }

  @Test
  void labelsThatTheWorkspaceUses() {
    assertThat(
            Proposed.of(
                    "a.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    te|\n",
                    "b.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata: {labels: {team: blue}}\n")
                .labels())
        .startsWith("team");
    assertThat(
            Proposed.of(
                    "a.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    team: |\n",
                    "b.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata: {labels: {team: blue}}\n")
                .labels())
        .containsExactly("blue");
  }

  @Test
  void nothingInFilesThatAreNotOurs() {
    for (String text :
        List.of(
            "services:\n  web:\n    |\n",
            "apiVersion: v2\nname: chart\n|\n",
            "on: push\njobs:\n  |\n",
            "name: x\n|\n")) {
      assertThat(Proposed.at(text).labels()).as(text).isEmpty();
    }
  }

  @Test
  void aManifestThatHasJustBegun() {
    assertThat(Proposed.at("apiVersion: apps/v1\n|\n").labels()).startsWith("kind", "metadata");
    assertThat(Proposed.at("kind: Pod\n|\n").labels()).startsWith("apiVersion", "metadata", "spec");
    assertThat(Proposed.at("kind: |").labels()).contains("Pod", "ClusterPolicy");
    assertThat(Proposed.at("apiVersion: |\n").labels()).contains("v1", "apps/v1", "kyverno.io/v1");
    assertThat(Proposed.at("ap|").take("apiVersion")).isEqualTo("apiVersion: ");
  }

  @Test
  void oneOfSeveralWaysIsTakenAlready() {
    assertThat(Proposed.at(POLICY.formatted("Pod", "      validate: {}\n      |")).labels())
        .startsWith("exclude", "preconditions", "context")
        .endsWith("mutate", "generate", "verifyImages");
  }

  @Test
  void expressionsAnswerForThemselves() {
    assertThat(
            first(
                1,
                POLICY.formatted("Pod", "      validate:\n        message: \"{{ request.obj|\"")))
        .containsExactly("object");
  }

  private static List<String> first(int count, String text) {
    List<String> labels = Proposed.at(text).labels();
    return labels.subList(0, Math.min(count, labels.size()));
  }
}
