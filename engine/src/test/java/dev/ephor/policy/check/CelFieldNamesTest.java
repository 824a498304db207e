package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CelFieldNamesTest {

  private static final String DEPLOYMENTS =
      "{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}";

  private static final String PODS =
      "{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}";

  @Test
  void aFieldThatTheKindDoesNotHave() {
    assertThat(check(DEPLOYMENTS, "validations: [{expression: object.spec.replica > 1}]"))
        .isEqualTo("replica: Deployment has no field spec.replica: did you mean replicas?");
  }

  @Test
  void insideHasWhereItIsSilentlyFalse() {
    assertThat(check(PODS, "validations: [{expression: '!has(object.spec.hostNetwrk)'}]"))
        .isEqualTo("hostNetwrk: Pod has no field spec.hostNetwrk: did you mean hostNetwork?");
  }

  @Test
  void throughLoopsFiltersAndVariables() {
    assertThat(
            check(
                PODS,
                """
                variables:
                - name: all
                  expression: object.spec.containers + object.spec.?initContainers.orValue([])
                validations:
                - expression: variables.all.filter(c, c.name != '').all(c, c.imag != '')
                """))
        .isEqualTo("imag: Pod has no field spec.containers[].imag: did you mean image?");
  }

  @Test
  void inConditionsMessagesAndRequests() {
    assertThat(
            check(
                PODS,
                """
                matchConditions:
                - {name: c, expression: request.object.metadata.nam == 'x'}
                validations:
                - expression: 'true'
                  messageExpression: object.metadata.namspace
                """))
        .isEqualTo(
            """
            nam: Pod has no field metadata.nam: did you mean name?
            namspace: Pod has no field metadata.namspace: did you mean namespace?\
            """);
  }

  @Test
  void inThePlaceholdersOfTemplates() {
    String generate =
        """
        generate:
        - template:
            interpolate: cel
            value: |
              metadata:
                name: (( object.metadata.name ))-(( object.metadata.nam ))
        """;

    assertThat(check(PODS, generate))
        .isEqualTo("nam: Pod has no field metadata.nam: did you mean name?");
    assertThat(check(PODS, generate.replace("interpolate: cel", "interpolate: none"))).isEmpty();
    assertThat(check(PODS, generate.replace("nam ))", "nam"))).isEmpty();
  }

  @Test
  void keysOfMapsAndComputedThingsAreFree() {
    assertThat(
            check(
                DEPLOYMENTS,
                """
                validations:
                - expression: >-
                    object.metadata.labels.anything == 'x' && object.metadata.annotations['a/b'] != ''
                    && object.spec.template.spec.containers.map(c, {'tag': c.image})
                      .all(made, made.tag != '')
                """))
        .isEmpty();
  }

  @Test
  void aFieldThatOneOfTheKindsHasIsNoMistake() {
    assertThat(
            check(
                DEPLOYMENTS + ", " + PODS, "validations: [{expression: object.spec.replicas > 1}]"))
        .isEmpty();
    assertThat(
            check(DEPLOYMENTS + ", " + PODS, "validations: [{expression: object.spec.copies > 1}]"))
        .isEqualTo("copies: Deployment and the other kinds matched have no field spec.copies");
  }

  @Test
  void nothingIsSaidWhereAKindIsNotKnown() {
    String widgets =
        "{apiGroups: [shop.example], apiVersions: [v1], operations: [CREATE], resources:"
            + " [widgets]}";
    assertThat(check(PODS + ", " + widgets, "validations: [{expression: object.spec.copies > 1}]"))
        .isEmpty();
  }

  private static String check(String rules, String body) {
    String text =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules: [%s]
        """
                .formatted(rules)
            + body.indent(2);
    YamlDocument document = YamlParser.parse(new Source("policy"), text);
    CelPolicy policy = (CelPolicy) PolicyReader.read((MapValue) document.root()).policy();
    return CelFieldNames.check(policy).stream()
        .map(problem -> shown(text, document, problem))
        .collect(Collectors.joining("\n"));
  }

  private static String shown(String text, YamlDocument document, PolicyProblem problem) {
    Span span = document.sourceMap(problem.place().node()).toSource(problem.within());
    return text.substring(span.start(), span.end()) + ": " + problem.message();
  }
}
