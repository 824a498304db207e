package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.HostNames;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order policies of different kinds have their turn. */
class PolicyOrderTest {

  private static final String LABEL_IS_THERE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: rules}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [ConfigMap]}}]}
          validate:
            pattern: {metadata: {labels: {seen: "?*"}}}
      """;

  private static String cel(String kind, String name, String spec) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: %s
    metadata: {name: %s}
    spec:
      matchConstraints:
        resourceRules:
        - {apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}
    """
            .formatted(kind, name)
        + spec.indent(2);
  }

  private static String adding(String name, String label, String value) {
    return cel(
        "MutatingPolicy",
        name,
        """
        mutations:
        - patchType: ApplyConfiguration
          applyConfiguration:
            expression: "Object{metadata: Object.metadata{labels: Object.metadata.labels{%s: %s}}}"
        """
            .formatted(label, value));
  }

  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      """;

  @Test
  void rulesJudgeBeforePoliciesInCelChangeAndThoseJudgeAfterwards() {
    String validating =
        cel(
            "ValidatingPolicy",
            "validating",
            "validations:\n- expression: has(object.metadata.labels)");

    PolicyEngine.Admission admission =
        admit(validating, adding("mutating", "seen", "'yes'"), LABEL_IS_THERE);

    assertThat(admission.outcomes(0).get(0).status()).hasToString("PASS");
    assertThat(admission.outcomes(1).get(0).status()).hasToString("PASS");
    assertThat(admission.outcomes(2).get(0).status()).hasToString("FAIL");
  }

  @Test
  void mutatingPoliciesSeeWhatEarlierOnesChangedAndAllShowTheEnd() {
    PolicyEngine.Admission admission =
        admit(
            adding("first", "a", "'x'"),
            adding("second", "b", "string(size(object.metadata.labels))"));

    assertThat(admission.resource().labels()).containsEntry("a", "x").containsEntry("b", "1");
    PolicyEngine.Step first = admission.steps().get(0);
    assertThat(admission.left(prepared(adding("first", "a", "'x'")), first).labels())
        .containsEntry("b", "1");
  }

  private static PolicyEngine.Admission admit(String... policies) {
    return PolicyEngine.admit(
        List.of(policies).stream().map(PolicyOrderTest::prepared).toList(),
        Resource.of(parse(CONFIG_MAP)),
        AdmissionRequest.CREATE,
        GivenWorld.ofApply(
            ValuesFile.NONE, List.of(), Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));
  }

  private static PreparedPolicy prepared(String policy) {
    return PreparedPolicy.of(PolicyReader.read(parse(policy)).policy());
  }

  private static MapValue parse(String text) {
    return (MapValue) YamlParser.parse(new Source("test"), text).root();
  }
}
