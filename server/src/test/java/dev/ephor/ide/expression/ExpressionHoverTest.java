package dev.ephor.ide.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.ide.hover.Hovers;
import dev.ephor.workspace.Cancellation;
import org.junit.jupiter.api.Test;

/** What the word at the cursor means; what it is about stands in brackets before it. */
class ExpressionHoverTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            context:
              - name: settings
                configMap: {name: shop, namespace: tools}
              - name: pods
                apiCall: {urlPath: /api/v1/pods, jmesPath: "items[].metadata.name"}
            validate:
              message: "%s"
      """;

  private static final String CEL =
      """
      apiVersion: policies.kyverno.io/v1
      kind: ValidatingPolicy
      metadata: {name: p}
      spec:
        matchConstraints:
          resourceRules:
            - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}
        variables:
          - name: all
            expression: object.spec.containers
        validations:
          - expression: >-
              %s
      """;

  @Test
  void jmesPath() {
    assertThat(rule("{{ request.object.spec.host‸Network }}"))
        .startsWith("[hostNetwork] **hostNetwork** `boolean`");
    assertThat(rule("{{ request.object.spec.containers[?image=='x'].‸name }}"))
        .startsWith("[name] **name** `string` required");
    assertThat(rule("{{ req‸uest.object }}"))
        .startsWith("[request] **request** `AdmissionRequest`\n\nthe admission request");
    assertThat(rule("{{ sett‸ings.data.x }}"))
        .isEqualTo(
            "[settings] **settings** `ConfigMapData`\n\n"
                + "a ConfigMap\n\nname: `shop`\n\nnamespace: `tools`");
    assertThat(rule("{{ pods‸ }}"))
        .isEqualTo(
            "[pods] **pods** `list(string)`\n\nthe answer of an API call\n\n"
                + "urlPath: `/api/v1/pods`\n\njmesPath: `items[].metadata.name`");
    assertThat(rule("{{ to_up‸per(request.name) }}"))
        .startsWith("[to_upper] ```\nto_upper(string) string\n```\nthe text in upper case");
    assertThat(rule("{{ nothing‸.here }}")).isEqualTo("nothing");
    assertThat(rule("no ‸expression")).isEqualTo("nothing");
  }

  @Test
  void cel() {
    assertThat(cel("object.spec.containers.all(c, c.im‸age != '')"))
        .startsWith("[image] **image** `string`");
    assertThat(cel("object.spec.containers.all(c, c‸.image != '')"))
        .isEqualTo("[c] **c** `Container`");
    assertThat(cel("object.spec.cont‸ainers.all(c, true)"))
        .startsWith("[containers] **containers** `list of Container` required");
    assertThat(cel("obj‸ect.spec.x"))
        .isEqualTo(
            "[object] **object** `Pod`\n\nthe object as it is to become; of a deletion null");
    assertThat(cel("variables.al‸l.size() > 0"))
        .startsWith("[all] **containers** `list of Container`");
    assertThat(cel("request.userInfo.user‸name == ''"))
        .isEqualTo("[username] **username** `string`");
    assertThat(cel("object.spec.containers.al‸l(c, true)"))
        .isEqualTo("[all] ```\nall(x, condition)\n```\nwhether a condition holds for all");
    assertThat(cel("object.metadata.name.starts‸With('x')"))
        .startsWith("[startsWith] ```\nstring.startsWith(string) -> bool\n```\n");
    assertThat(cel("quan‸tity('1') == 1")).startsWith("[quantity] ```\nquantity(string)");
    assertThat(cel("object.spec.?secu‸rityContext.hasValue()"))
        .startsWith("[securityContext] **securityContext** `PodSecurityContext`");
    assertThat(cel("nothing‸ == 1")).isEqualTo("nothing");
  }

  private static String rule(String message) {
    return at(RULE.formatted(message));
  }

  private static String cel(String expression) {
    return at(CEL.formatted(expression));
  }

  private static String at(String policy) {
    Typed typed = Typed.atCursor("p.yaml", policy);
    return Hovers.at(typed.snapshot(), typed.file(), typed.cursor(), Cancellation.NEVER)
        .map(hover -> "[" + typed.at(hover.span()) + "] " + hover.markdown())
        .orElse("nothing");
  }
}
