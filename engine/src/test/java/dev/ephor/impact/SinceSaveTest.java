package dev.ephor.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import org.junit.jupiter.api.Test;

class SinceSaveTest {

  private static final String FILE = "/w/policy.yaml";

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: labels}
      spec:
        rules:
          - name: label
            match: {any: [{resources: {kinds: [Service]}}]}
            validate: {message: label, pattern: {metadata: {labels: {owner: "?*"}}}}
      """;

  private static String service(String name, String labels) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s, labels: {%s}}
    """
        .formatted(name, labels);
  }

  private static Editing editing() {
    return new Editing()
        .disk(FILE, POLICY)
        .disk("/w/a.yaml", service("a", "owner: x"))
        .disk("/w/b.yaml", service("b", "team: x"))
        .disk("/w/c.yaml", service("c", "owner: x, team: x"));
  }

  @Test
  void listsWhatFlipsBeforeItIsSavedWhatFailsFirst() {
    Editing editing = editing().type(FILE, POLICY);
    assertThat(editing.sinceSave(FILE)).isEmpty();

    String edited = POLICY.replace("owner", "team");
    editing.type(FILE, edited);
    assertThat(editing.sinceSave(FILE))
        .isEqualTo(
            """
            ClusterPolicy labels/label a: pass -> fail
            ClusterPolicy labels/label b: fail -> pass
            """);

    editing.disk(FILE, edited);
    assertThat(editing.sinceSave(FILE)).isEmpty();
  }

  @Test
  void aRuleThatMatchesMoreOrLessFlipsToo() {
    Editing editing = editing().type(FILE, POLICY);

    editing.type(FILE, POLICY.replace("kinds: [Service]", "kinds: [Service], names: [a]"));
    assertThat(editing.sinceSave(FILE))
        .isEqualTo(
            """
            ClusterPolicy labels/label b: fail -> not matched
            ClusterPolicy labels/label c: pass -> not matched
            """);
  }

  @Test
  void anEditCostsAnEvaluationOfEachResourceAndTheBaselineNone() {
    Editing editing = editing().type(FILE, POLICY);
    editing.counts(FILE);
    editing.sinceSave(FILE);
    long before = editing.workspace.evaluations();

    editing.type(FILE, POLICY.replace("message: label", "message: a label"));
    editing.counts(FILE);
    editing.sinceSave(FILE);
    long first = editing.workspace.evaluations();
    assertThat(first - before).as("edited, and once more as saved").isLessThanOrEqualTo(6);

    editing.type(FILE, POLICY.replace("owner", "team"));
    assertThat(editing.sinceSave(FILE)).hasLineCount(2);
    assertThat(editing.workspace.evaluations() - first).as("only as edited").isEqualTo(3);
  }

  @Test
  void manifestsAreThoseThatAreTypedOnBothSides() {
    Editing editing = editing().type(FILE, POLICY.replace("owner", "team"));

    editing.type("/w/a.yaml", service("a", "team: x"));

    assertThat(editing.sinceSave(FILE))
        .isEqualTo(
            """
            ClusterPolicy labels/label a: fail -> pass
            ClusterPolicy labels/label b: fail -> pass
            """);
  }

  @Test
  void aTornTextSaysNothing() {
    Editing editing = editing().type(FILE, POLICY.replace("kinds: [Service]", "kinds: [Serv"));
    assertThat(editing.sinceSave(FILE)).isEmpty();

    editing.type(FILE, POLICY.replace("owner", "team"));
    assertThat(editing.sinceSave(FILE)).hasLineCount(2);
  }

  @Test
  void aNewPolicyOrNameHasNothingToBeComparedWith() {
    Editing editing = editing();

    editing.type(FILE, POLICY.replace("name: labels", "name: other"));
    assertThat(editing.sinceSave(FILE)).isEmpty();
    editing.type("/w/new.yaml", POLICY.replace("owner", "team"));
    assertThat(editing.sinceSave("/w/new.yaml")).isEmpty();
    editing.change(new Change.Removed(new FileId(FILE)));
    assertThat(editing.sinceSave(FILE)).isEmpty();
  }

  @Test
  void whatAMutationBringsToOthersIsListedApart() {
    String mutate =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: defaults}
        spec:
          rules:
            - name: add
              match: {any: [{resources: {kinds: [Service]}}]}
              mutate: {patchStrategicMerge: {metadata: {labels: {+(team): none}}}}
        """;
    Editing editing = editing().disk("/w/mutate.yaml", mutate).type("/w/mutate.yaml", mutate);
    assertThat(editing.sinceSave("/w/mutate.yaml")).isEmpty();

    editing.type("/w/mutate.yaml", mutate.replace("team", "owner"));

    assertThat(editing.sinceSave("/w/mutate.yaml"))
        .contains("elsewhere ClusterPolicy labels/label b: fail -> pass\n")
        .doesNotContain("elsewhere ClusterPolicy labels/label a");
  }
}
