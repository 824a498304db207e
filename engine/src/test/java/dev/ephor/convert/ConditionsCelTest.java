package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Conditions whose corners CEL answers otherwise unless it is told. */
class ConditionsCelTest {

  private static String denied(String kind, String condition) {
    return Conversions.expression(
        kind, "validate:\n  deny:\n    conditions:\n      any:\n      - " + condition);
  }

  @Test
  void aTextThatIsNoDurationIsNeitherMoreNorLess() {
    assertThat(
            denied(
                "Pod",
                "{key: '{{ request.object.metadata.labels.ttl }}', operator: GreaterThan, value:"
                    + " 8h}"))
        .startsWith("!object.metadata.labels['ttl'].matches(r'^")
        .endsWith(" || duration(object.metadata.labels['ttl']) <= duration('8h')");
    assertThat(
            denied(
                "Pod",
                "{key: '{{ request.object.metadata.labels.size }}', operator: GreaterThan,"
                    + " value: 8Gi}"))
        .startsWith("!isQuantity(string(object.metadata.labels['size'])) ||");
  }

  @Test
  void aFunctionBehindAPointIsNotCalledAboutWhatIsAbsent() {
    assertThat(
            denied(
                "Ingress",
                "{key: \"{{ request.object.spec.rules[].host.contains(@, 'test') }}\","
                    + " operator: AnyIn, value: [true]}"))
        .isEqualTo(
            "!object.spec.?rules.orValue([]).exists(rule,"
                + " has(rule.host) && rule.host.contains('test'))");
  }

  @Test
  void starsOfRolesGrantWhatIsAskedFor() {
    assertThat(
            denied(
                "ClusterRole",
                "{key: nodes/proxy, operator: AnyIn,"
                    + " value: '{{ request.object.rules[].resources[] }}'}"))
        .contains("resource in ['nodes/proxy', '*/proxy', '*']");
  }

  @Test
  void anElementWithoutTheFieldIsNotGuessedAt() {
    assertThat(
            Conversions.reason(
                "Ingress",
                """
                validate:
                  foreach:
                  - list: request.object.spec.rules
                    deny:
                      conditions:
                        any:
                        - {key: "{{ contains(element.host, '*') }}", operator: Equals, value: true}
                """))
        .isEqualTo("a field of an element that may be absent: the rule minds only of the last");
  }

  @Test
  void preconditionsThatFailAreAskedWithTheRest() {
    assertThat(
            Conversions.expression(
                "Deployment",
                """
                celPreconditions:
                - {name: many, expression: object.spec.replicas > 1}
                validate:
                  cel:
                    expressions:
                    - expression: has(object.metadata.labels)
                """))
        .isEqualTo("(object.spec.replicas > 1) ? has(object.metadata.labels) : true");
    assertThat(
            Conversions.reason(
                "Pod",
                """
                preconditions:
                  all:
                  - {key: "{{ request.object.spec.nodeName }}", operator: Equals, value: a}
                  - {key: "{{ request.object.spec.hostname }}", operator: Equals, value: b}
                mutate: {patchStrategicMerge: {metadata: {labels: {app: shop}}}}
                """))
        .isEqualTo("several preconditions of a mutation that fail where a field is absent");
  }
}
