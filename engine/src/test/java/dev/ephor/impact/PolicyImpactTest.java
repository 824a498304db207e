package dev.ephor.impact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import org.junit.jupiter.api.Test;

class PolicyImpactTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: pods}
      spec:
        rules:
          - name: owner
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {message: who, pattern: {metadata: {labels: {owner: "?*"}}}}
          - name: nobody
            match: {any: [{resources: {kinds: [Ingress]}}]}
            validate: {message: no, pattern: {spec: {tls: "?*"}}}
      """;

  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: good, labels: {owner: a}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: bad}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: controller}
      spec: {template: {metadata: {labels: {owner: a}}}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: nightly}
      spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: a}}}}}}
      """;

  @Test
  void generatedRulesCountAsTheRuleTheyWereMadeOf() {
    Editing editing = new Editing().disk("/w/policy.yaml", POLICY).disk("/w/pods.yaml", PODS);

    assertThat(editing.counts("/w/policy.yaml"))
        .isEqualTo(
            """
            ClusterPolicy pods: 2 pass, 2 fail
              owner: 2 pass, 2 fail
              nobody: matches nothing
            """);
  }

  @Test
  void aPolicyInCelIsOneRule() {
    Editing editing =
        new Editing()
            .disk(
                "/w/policy.yaml",
                """
                apiVersion: policies.kyverno.io/v1
                kind: ValidatingPolicy
                metadata: {name: owner}
                spec:
                  matchConstraints:
                    resourceRules:
                      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
                  validations:
                    - expression: "'owner' in object.metadata.?labels.orValue({})"
                    - expression: "1 == 1"
                """)
            .disk("/w/pods.yaml", PODS);

    assertThat(editing.counts("/w/policy.yaml"))
        .isEqualTo("ValidatingPolicy owner: 2 pass, 2 fail\n");
  }

  @Test
  void whatIsRefusedIsShownFirst() {
    Editing editing = new Editing().disk("/w/policy.yaml", POLICY).disk("/w/pods.yaml", PODS);

    assertThat(
            PolicyImpact.hits(
                editing.workspace.current(),
                new FileId("/w/policy.yaml"),
                "ClusterPolicy pods",
                "owner",
                Cancellation.NEVER))
        .extracting(hit -> hit.resource().resource().name() + " " + hit.outcome().status())
        .containsExactly("bad FAIL", "nightly FAIL", "good PASS", "controller PASS");
  }

  @Test
  void ofATornOrRefusedPolicyNothingIsSaid() {
    Editing editing =
        new Editing()
            .disk("/w/torn.yaml", POLICY.replace("[Pod]", "[Pod"))
            .disk(
                "/w/refused.yaml", POLICY.replace("kind: ClusterPolicy", "kind: ValidatingPolicy"))
            .disk("/w/pods.yaml", PODS);

    assertThat(editing.counts("/w/torn.yaml")).isEmpty();
    assertThat(editing.counts("/w/refused.yaml")).isEmpty();
    assertThat(editing.counts("/w/pods.yaml")).isEmpty();
    assertThat(editing.counts("/w/gone.yaml")).isEmpty();
  }

  @Test
  void anEditOfAManifestJudgesThatManifestOnly() {
    Editing editing = new Editing().disk("/w/policy.yaml", POLICY).disk("/w/pods.yaml", PODS);
    editing.counts("/w/policy.yaml");
    long before = editing.workspace.evaluations();

    editing.type("/w/pods.yaml", PODS.replace("name: bad", "name: bad, labels: {owner: b}"));

    assertThat(editing.counts("/w/policy.yaml")).startsWith("ClusterPolicy pods: 3 pass, 1 fail");
    assertThat(editing.workspace.evaluations() - before).isEqualTo(1);
  }
}
