package dev.ephor.rule.custom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomRulesTest {

  private static final String SCALED =
      """
      type: object
      properties:
        spec:
          type: object
          x-kubernetes-validations:
            - rule: self.replicas <= self.maxReplicas
              message: replicas must not exceed maxReplicas
              fieldPath: .replicas
          properties:
            replicas: {type: integer}
            maxReplicas: {type: integer, default: 3}
      """;

  @Test
  void aRuleThatHoldsSaysNothing() {
    assertThat(breaches(SCALED, "spec: {replicas: 2, maxReplicas: 5}")).isEmpty();
    assertThat(breaches(SCALED, "kind: Other")).as("without the value").isEmpty();
  }

  @Test
  void aRuleThatDoesNotHoldBlamesTheFieldThatItNames() {
    assertThat(breaches(SCALED, "spec: {replicas: 7, maxReplicas: 5}"))
        .containsExactly("7: replicas must not exceed maxReplicas");
  }

  @Test
  void defaultsCount() {
    assertThat(breaches(SCALED, "spec: {replicas: 3}")).isEmpty();
    assertThat(breaches(SCALED, "spec: {replicas: 4}")).hasSize(1);
  }

  @Test
  void withoutAMessageTheRuleIsShown() {
    assertThat(breaches(rule("self.size > 0"), "size: 0"))
        .containsExactly("0: failed rule: self.size > 0");
  }

  @Test
  void messagesMayBeComputed() {
    assertThat(
            breaches(
                rule("self.size > 0")
                    + "    messageExpression: '\"size is \" + string(self.size)'\n"
                    + "    message: no\n",
                "size: 0"))
        .containsExactly("0: size is 0");
  }

  @Test
  void itemsAndValuesHaveRulesOfTheirOwn() {
    String schema =
        """
        type: object
        properties:
          users:
            type: array
            items:
              type: object
              x-kubernetes-validations: [{rule: "self.name != 'root'", message: not root}]
              properties: {name: {type: string}}
          limits:
            type: object
            additionalProperties:
              type: integer
              x-kubernetes-validations: [{rule: self < 10, message: too much}]
        """;

    assertThat(breaches(schema, "users: [{name: a}, {name: root}]\nlimits: {cpu: 4, 'a-b': 11}"))
        .containsExactly("root: not root", "'a-b': too much");
  }

  @Test
  void fieldsHaveTheNamesAndTypesThatCelCanSay() {
    String schema =
        """
        type: object
        properties:
          max-size: {type: integer}
          namespace: {type: string}
          ratio: {type: number}
          wait: {type: string, format: duration}
          from: {type: string, format: date-time}
        x-kubernetes-validations:
          - rule: >-
              self.max__dash__size == 2 && self.__namespace__ == 'a' && self.ratio < 1.5
              && self.wait > duration('1m') && self.from < timestamp('2030-01-01T00:00:00Z')
              && self.metadata.name == 'web'
        """;

    assertThat(
            breaches(
                schema,
                """
                metadata: {name: web, labels: {a: b}}
                max-size: 2
                namespace: a
                ratio: 1
                wait: 1h
                from: 2026-01-01T00:00:00Z
                unknown: true
                """))
        .isEmpty();
  }

  @Test
  void rulesAboutChangesWaitForAChange() {
    assertThat(breaches(rule("self.size == oldSelf.size"), "size: 0")).isEmpty();
    assertThat(
            breaches(
                rule("oldSelf.hasValue() || self.size > 0") + "    optionalOldSelf: true\n",
                "size: 0"))
        .hasSize(1);
  }

  @Test
  void anErrorIsToldAsOne() {
    assertThat(breaches(rule("1 / self.size > 0"), "size: 0"))
        .singleElement()
        .asString()
        .contains("rule evaluation error: division by zero");
  }

  @Test
  void aBrokenRuleIsAProblemAtItsPlace() {
    CustomRules rules = CustomRules.of(map(rule("self.size > ")));

    assertThat(rules.problems())
        .first()
        .satisfies(
            problem -> assertThat(problem.message()).startsWith("This rule cannot be evaluated: "));
    assertThat(CustomRules.of(map(rule("nothing.here == 1"))).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("undeclared reference"));
    assertThat(rules.breaches(map("size: 0"))).isEmpty();
  }

  @Test
  void aFieldThatTheSchemaDoesNotHaveIsAProblemAtItsName() {
    assertThat(unknown("self.sise > 0")).containsExactly("sise: no field sise. Did you mean size?");
    assertThat(unknown("has(self.metadata.labels)")).containsExactly("labels: no field labels");
    assertThat(unknown("self.users.all(u, u.nam != '')"))
        .containsExactly("nam: no field nam. Did you mean name?");
    assertThat(unknown("self.users.all(u, u.name != '') && self.free.anything == 1")).isEmpty();
    assertThat(unknown("self.limits['any'] < 3 && self.limits.all(k, self.limits[k] < 9)"))
        .isEmpty();
    assertThat(unknown("self.a__dash__b == self.metadata.name")).isEmpty();
  }

  private static List<String> unknown(String rule) {
    String schema =
        """
        type: object
        properties:
          size: {type: integer}
          a-b: {type: string}
          users: {type: array, items: {type: object, properties: {name: {type: string}}}}
          limits: {type: object, additionalProperties: {type: integer}}
          free: {type: object, x-kubernetes-preserve-unknown-fields: true}
        x-kubernetes-validations:
          - rule: "%s"
        """
            .formatted(rule);
    YamlDocument document = YamlParser.parse(new Source("schema"), schema);
    return CustomRules.of((MapValue) document.root()).problems().stream()
        .map(
            problem -> {
              var span = document.sourceMap(problem.place().node()).toSource(problem.within());
              return schema.substring(span.start(), span.end())
                  + problem.message().replaceFirst(".*the schema has", ":");
            })
        .toList();
  }

  @Test
  void aSchemaWithoutRulesHasNone() {
    assertThat(CustomRules.of(map("type: object\nproperties: {a: {type: string}}"))).isNull();
  }

  private static String rule(String rule) {
    return """
    type: object
    properties: {size: {type: integer}}
    x-kubernetes-validations:
      - rule: "%s"
    """
        .formatted(rule);
  }

  /** What is wrong with an object, each with the text at its place. */
  private static List<String> breaches(String schema, String object) {
    CustomRules rules = CustomRules.of(map(schema));
    assertThat(rules.problems()).isEmpty();
    YamlDocument document = YamlParser.parse(new Source("object"), object);
    return rules.breaches((MapValue) document.root()).stream()
        .map(
            breach -> {
              var span = document.span(breach.place().node(), breach.place().part());
              return object.substring(span.start(), span.end()) + ": " + breach.message();
            })
        .toList();
  }

  private static MapValue map(String text) {
    return (MapValue) YamlParser.parse(new Source("schema"), text).root();
  }
}
