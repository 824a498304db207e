package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is said of fields that are treated as what they are not: the part, and the message. */
class ExpressionTypesTest {

  @Test
  void comparisonsWithLiteralsOfAnotherType() {
    assertThat(deployments("object.spec.replicas == '3'"))
        .containsExactly("['3'] object.spec.replicas is an integer, not a string");
    assertThat(deployments("true != object.spec.replicas"))
        .containsExactly("[true] object.spec.replicas is an integer, not a boolean");
    assertThat(deployments("object.metadata.name in ['a', 1]"))
        .containsExactly("[1] object.metadata.name is a string, not a number");
    assertThat(deployments("object.spec.template.spec.containers.all(c, c.image == 1)"))
        .containsExactly("[1] c.image is a string, not a number");
    assertThat(
            deployments(
                "object.spec.replicas == 3.0 && object.spec.replicas > 1"
                    + " && object.spec.paused == true && object.spec.x == 1"
                    + " && object.spec.replicas != null"
                    + " && object.spec.template.spec.containers[0].ports[0].hostIP == ''"
                    + " && object.spec.strategy.rollingUpdate.maxSurge == '25%'"))
        .isEmpty();
  }

  @Test
  void functionsThatATypeDoesNotHave() {
    assertThat(deployments("object.spec.replicas.startsWith('x')"))
        .containsExactly(
            "[startsWith] object.spec.replicas is an integer, which has no function startsWith");
    assertThat(deployments("object.metadata.name.all(c, true)"))
        .containsExactly("[all] object.metadata.name is a string: all is for lists and maps");
    assertThat(deployments("object.metadata.labels.all(k, k.startsWith('a'))")).isEmpty();
    assertThat(
            deployments("object.metadata.name.size() > 1 && object.spec.replicas.orValue(1) > 0"))
        .isEmpty();
  }

  @Test
  void nothingIsSaidWhereAKindIsNotKnown() {
    assertThat(problems("widgets", "object.metadata.name == 1")).isEmpty();
    assertThat(problems("'*'", "object.metadata.name == 1")).isEmpty();
  }

  private static List<String> deployments(String expression) {
    return problems("deployments", expression);
  }

  private static List<String> problems(String resource, String expression) {
    MapValue policy =
        (MapValue)
            YamlParser.parse(
                    new Source("p"),
                    """
                    apiVersion: policies.kyverno.io/v1
                    kind: ValidatingPolicy
                    metadata: {name: p}
                    spec:
                      matchConstraints:
                        resourceRules:
                          - {apiGroups: [apps], apiVersions: [v1], resources: [%s]}
                      validations:
                        - expression: >-
                            %s
                    """
                        .formatted(resource, expression))
                .root();
    return ExpressionTypes.check(policy).stream()
        .map(problem -> shown(problem, expression))
        .toList();
  }

  private static String shown(PolicyProblem problem, String text) {
    var span = Objects.requireNonNull(problem.within());
    return "[" + text.substring(span.start(), span.end()) + "] " + problem.message();
  }
}
