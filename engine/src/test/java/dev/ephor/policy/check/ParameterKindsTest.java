package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kinds of parameters that no API server has. */
class ParameterKindsTest {

  private static List<String> problems(String paramKind) {
    String admission =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: p}
        spec:
          paramKind: %s
          matchConstraints: {resourceRules: []}
          validations: [{expression: "true"}]
        """
            .formatted(paramKind);
    String rule =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
              cel:
                paramKind: %s
                paramRef: {name: a, parameterNotFoundAction: Deny}
                expressions: [{expression: "true"}]
        """
            .formatted(paramKind);
    assertThat(unknown(rule)).isEqualTo(unknown(admission));
    return unknown(admission);
  }

  private static List<String> unknown(String policy) {
    MapValue root = (MapValue) YamlParser.parse(new Source("test"), policy).root();
    return PolicyChecks.check(root).stream()
        .filter(problem -> problem.code().equals("unknown-kind"))
        .map(PolicyProblem::message)
        .toList();
  }

  @Test
  void aKindThatItsGroupDoesNotHave() {
    assertThat(problems("{apiVersion: v1, kind: ConfgMap}"))
        .containsExactly("v1 of Kubernetes has no kind ConfgMap: did you mean ConfigMap?");
    assertThat(problems("{apiVersion: apps/v1, kind: ConfigMap}"))
        .singleElement()
        .asString()
        .startsWith("apps/v1 of Kubernetes has no kind ConfigMap");
  }

  @Test
  void nothingIsSaidOfKindsThatAreKnownOrMayBeCustom() {
    assertThat(problems("{apiVersion: v1, kind: ConfigMap}")).isEmpty();
    assertThat(problems("{apiVersion: rules.example.com/v1, kind: Limits}")).isEmpty();
    assertThat(problems("{kind: Limits}")).isEmpty();
  }
}
