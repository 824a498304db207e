package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Context entries that ask the cluster. Both sides were asked in full and in empty clusters. */
class ClusterCallsTest {

  private static String proven(String kind, String context, String condition) {
    PolicyConversion conversion =
        Conversions.of(
            kind,
            "context:\n- name: found\n"
                + context.indent(2)
                + "validate:\n  deny:\n    conditions:\n      any:\n      - "
                + condition
                + "\n");
    assertThat(conversion.rules().get(0).left()).isEmpty();
    Proof proof = Conversions.proof(conversion);
    assertThat(proof.errors()).isEmpty();
    assertThat(proof.differences()).isEmpty();
    assertThat(proof.denied()).isPositive();
    assertThat(proof.allowed()).isPositive();
    String text = ((RuleConversion.Made) conversion.rules().get(0)).text();
    return text.substring(text.indexOf("  variables:\n"));
  }

  @Test
  void aListIsCounted() {
    assertThat(
            proven(
                "Pod",
                """
                apiCall:
                  urlPath: /api/v1/namespaces/{{ request.namespace }}/pods
                  jmesPath: length(items)
                """,
                "{key: '{{ found }}', operator: GreaterThan, value: 10}"))
        .isEqualTo(
            """
              variables:
              - name: found
                expression: >-
                  resource.List('v1', 'pods', request.namespace).items
              validations:
              - expression: >-
                  size(variables.found) <= 10
            """);
  }

  @Test
  void textsWithVariablesAreAboutTheRequest() {
    assertThat(
            proven(
                "Pod",
                """
                apiCall:
                  urlPath: /api/v1/namespaces
                  jmesPath: "items[?metadata.name == '{{ request.object.metadata.name }}']"
                """,
                "{key: '{{ length(found) }}', operator: Equals, value: 0}"))
        .contains("item.metadata.name == object.metadata.name");
  }

  @Test
  void aConfigMapIsRead() {
    assertThat(
            proven(
                "Pod",
                "configMap: {name: allowed, namespace: rules}",
                "{key: '{{ request.object.metadata.name }}', operator: NotEquals,"
                    + " value: '{{ found.data.name }}'}"))
        .contains("resource.Get('v1', 'configmaps', 'rules', 'allowed')")
        .endsWith("object.metadata.name == variables.found.data['name']\n");
  }

  /** What is missing in the cluster fails the rule, whatever the next condition would say. */
  @Test
  void conditionsThatReadTheClusterAreAskedInOrder() {
    PolicyConversion conversion =
        Conversions.of(
            "Pod",
            """
            context:
            - name: one
              apiCall: {urlPath: "/api/v1/namespaces/{{ request.namespace }}", jmesPath: metadata.name}
            - name: two
              configMap: {name: two, namespace: rules}
            validate:
              deny:
                conditions:
                  all:
                  - {key: '{{ request.object.metadata.name }}', operator: NotEquals, value: '{{ one }}'}
                  - {key: '{{ request.object.metadata.name }}', operator: NotEquals, value: '{{ two.data.a }}'}
            """);
    assertThat(((RuleConversion.Made) conversion.rules().get(0)).text())
        .contains("object.metadata.name == variables.one.metadata.name ? true :");
    assertThat(Conversions.proof(conversion).differences()).isEmpty();
  }

  @Test
  void theNamespaceOfATemplateIsNoOne() {
    String rule =
        """
        validate:
          deny:
            conditions:
              all:
              - {key: '{{ %s }}', operator: Equals, value: shop}
        """;
    assertThat(Conversions.reason("Pod", rule.formatted("request.object.metadata.namespace")))
        .startsWith("request.object.metadata.namespace in a rule for pods");
    assertThat(Conversions.of("Pod", rule.formatted("request.namespace")).rules().get(0))
        .isInstanceOf(RuleConversion.Made.class);
    assertThat(
            Conversions.of("ConfigMap", rule.formatted("request.object.metadata.namespace"))
                .rules()
                .get(0))
        .isInstanceOf(RuleConversion.Made.class);
  }

  @Test
  void whatCannotBeSaidIsNamed() {
    assertThat(
            Conversions.reason(
                "Pod",
                """
                context:
                - name: found
                  apiCall: {urlPath: "/api/v1/pods?labelSelector=a%3Db"}
                validate: {deny: {}}
                """))
        .isEqualTo("an apiCall with a selector");
    assertThat(
            Conversions.reason(
                "Pod",
                """
                context:
                - name: found
                  apiCall: {method: POST, service: {url: "http://a"}}
                validate: {deny: {}}
                """))
        .isEqualTo("an apiCall that is not a GET of the cluster");
  }
}
