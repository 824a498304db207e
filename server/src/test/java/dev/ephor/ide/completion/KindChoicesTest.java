package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Kinds, versions, groups and resources. */
class KindChoicesTest {

  private static final String MATCH =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match:
              any:
                - resources:
                    kinds:
      """;

  @Test
  void kindsOfAMatch() {
    assertThat(Proposed.at(MATCH + "                - Dep|").labels()).startsWith("Deployment");
    assertThat(Proposed.at(MATCH + "                - Pod\n                - |").labels())
        .startsWith("Deployment", "Namespace")
        .doesNotContain("Pod");
    assertThat(Proposed.at(MATCH + "                - apps/|").labels())
        .contains("apps/v1/Deployment");
    assertThat(Proposed.at(MATCH + "                |").take("Pod"))
        .endsWith("            kinds:\n                - Pod");
    assertThat(Proposed.at(MATCH.strip() + " [Pod, Stateful|]").take("StatefulSet"))
        .endsWith("[Pod, StatefulSet]");
  }

  @Test
  void kindsOfTheWorkspacesDefinitions() {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: ships.sea.example}
        spec:
          group: sea.example
          names: {kind: Ship, plural: ships}
          scope: Namespaced
          versions: [{name: v1, served: true, storage: true}]
        """;
    assertThat(
            Proposed.of("a.yaml", MATCH + "                - Shi|", "crd.yaml", definition)
                .labels())
        .startsWith("Ship");
  }

  @Test
  void versionsAndKindsFitEachOther() {
    assertThat(Proposed.at("apiVersion: |\nkind: Deployment\n").labels()).startsWith("apps/v1");
    Proposed jobs = Proposed.at("apiVersion: |\nkind: CronJob\n");
    assertThat(jobs.labels()).containsExactly("batch/v1", "batch/v1beta1");
    assertThat(jobs.proposal("batch/v1beta1").deprecated()).isTrue();
    assertThat(Proposed.at("apiVersion: batch/v1\nkind: |\n").labels())
        .contains("CronJob", "Job")
        .doesNotContain("Pod");
    assertThat(Proposed.at("apiVersion: kyverno.io/v1\nkind: |\n").labels())
        .contains("ClusterPolicy", "Policy");
  }

  @Test
  void rulesForRequests() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
              - apiGroups: [%s]
                apiVersions: [v1]
                operations: [%s]
                resources: [%s]
        """;
    assertThat(Proposed.at(policy.formatted("apps", "CREATE", "|")).labels())
        .startsWith("deployments", "statefulsets")
        .doesNotContain("pods");
    assertThat(Proposed.at(policy.formatted("|", "CREATE", "pods")).take("\"\""))
        .contains("apiGroups: [\"\"]");
    assertThat(Proposed.at(policy.formatted("apps", "CREATE, |", "pods")).labels())
        .containsExactly("UPDATE", "DELETE", "CONNECT", "*");
  }
}
