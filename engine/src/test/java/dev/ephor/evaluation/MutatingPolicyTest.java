package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies of the kind MutatingPolicy make of resources. */
class MutatingPolicyTest {

  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      """;

  private static final String ADD_LABEL =
      """
      mutations:
      - patchType: ApplyConfiguration
        applyConfiguration:
          expression: "Object{metadata: Object.metadata{labels: Object.metadata.labels{seen: 'yes'}}}"
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments]}]        | 0
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [pods]}]                 | 1
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [pods, secrets]}]        | 0
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [secrets], resourceNames: [a]}] | 1
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps]}]           | 0
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}] | 1
          resourceRules: [{resources: [a]}, {resources: [b]}]                                      | 1
          {resourceRules: [{resources: [a]}], objectSelector: {matchLabels: {a: b}}}               | 1
          {resourceRules: [{resources: [a]}], objectSelector: {}}                                  | 0
          {resourceRules: [{resources: [a]}], excludeResourceRules: [{resources: [b]}]}            | 1
          """)
  void aPolicyThatMatchesNothingStillWritesTheResourceUnlessItIsOnePlainRule(
      String constraints, int documents) {
    String policy = policy("matchConstraints: " + braced(constraints));
    assertThat(Judged.by(policy).documents(CONFIG_MAP)).isEqualTo(documents);
  }

  private static String braced(String constraints) {
    return constraints.startsWith("{") ? constraints : "{" + constraints + "}";
  }

  private static String policy(String constraints) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: MutatingPolicy
    metadata: {name: p}
    spec:
    """
        + (constraints + "\n" + ADD_LABEL).indent(2);
  }
}
