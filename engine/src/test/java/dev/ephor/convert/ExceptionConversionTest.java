package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Exceptions from converted policies, proven together with them. */
class ExceptionConversionTest {

  private static ExceptionConversion exception(String rules, String rest) {
    PolicyConversion policy =
        Conversions.of("Pod", "validate: {pattern: {spec: {=(hostPID): false}}}");
    String text =
        """
        apiVersion: kyverno.io/v2
        kind: PolicyException
        metadata:
          name: tools
          # Until they are rewritten.
          namespace: ops
        spec:
          exceptions:
          - policyName: p
            ruleNames: %s
          match:
            any:
            - resources:
                kinds: [Pod, Deployment]
                names: [tool-*]
        """
                .formatted(rules)
            + rest.indent(2);
    return ExceptionConversion.of(YamlParser.parse(new Source("exception"), text), List.of(policy))
        .orElseThrow();
  }

  private static String proven(ExceptionConversion conversion) {
    assertThat(conversion.left()).isEmpty();
    Proof proof =
        Prover.prove(
            conversion,
            conversion.exempted().get(0),
            List.<MapValue>of(),
            Conversions.emptyWorld());
    assertThat(proof.errors()).isEmpty();
    assertThat(proof.differences()).isEmpty();
    assertThat(proof.denied()).isPositive();
    assertThat(proof.allowed()).isPositive();
    return String.valueOf(conversion.text());
  }

  @Test
  void matchIsACondition() {
    assertThat(proven(exception("[r, autogen-r, autogen-cronjob-r]", "")))
        .isEqualTo(
            """
            apiVersion: policies.kyverno.io/v1
            kind: PolicyException
            metadata:
              name: tools
              # Until they are rewritten.
              namespace: ops
            spec:
              policyRefs:
              - name: p
                kind: ValidatingPolicy
              matchConditions:
              - name: match
                expression: >-
                  object.kind in ['Pod', 'Deployment'] && object.metadata.name.startsWith('tool-')
            """);
  }

  /** The name of a rule does not cover the rules that are generated from it. */
  @Test
  void generatedRulesThatAreNotNamedStayJudged() {
    assertThat(proven(exception("[r]", "")))
        .endsWith(
            """
              - name: not-the-controllers
                expression: >-
                  object.kind != 'Deployment'
            """);
  }

  @Test
  void conditionsAreCarriedOver() {
    assertThat(
            proven(
                exception(
                    "['*']",
                    """
                    conditions:
                      any:
                      - key: "{{ request.object.metadata.labels.tool || '' }}"
                        operator: Equals
                        value: "yes"
                    """)))
        .contains("object.metadata.?labels[?'tool'].orValue('') == 'yes'");
  }

  @Test
  void whatCannotBeSaidIsNamed() {
    assertThat(exception("[other]", "").left().get(0).reason())
        .isEqualTo("an exception from a rule that is not there");
    assertThat(exception("[r]", "podSecurity: [{controlName: Seccomp}]").left().get(0).reason())
        .isEqualTo("an exception from single controls of pod security");
  }

  /** Without the exception's condition the policy would exempt more. */
  @Test
  void theProofFindsWhatDiffers() {
    ExceptionConversion narrow = exception("['*']", "");
    ExceptionConversion wide =
        new ExceptionConversion(
            narrow.exception(),
            String.valueOf(narrow.text()).replace("'tool-'", "''"),
            narrow.exempted(),
            List.of());
    Proof proof =
        Prover.prove(wide, wide.exempted().get(0), List.<MapValue>of(), Conversions.emptyWorld());
    assertThat(proof.holds()).isFalse();
  }
}
