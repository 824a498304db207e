package dev.ephor.rule.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.validate.Conditions.Decided;
import dev.ephor.rule.validate.Conditions.Failed;
import dev.ephor.rule.validate.Conditions.Substitution;
import dev.ephor.rule.validate.Conditions.Unresolved;
import dev.ephor.text.Span;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "a         | Equals              | a          | true",
        "abc       | Equals              | a*         | true",
        "a*        | Equals              | abc        | false",
        "'1h'      | Equals              | 3600       | true",
        "'1Gi'     | Equals              | '1024Mi'   | true",
        "'1'       | Equals              | '*'        | false",
        "'1'       | NotEquals           | '*'        | false",
        "'200Mi'   | NotEquals           | ''         | true",
        "2         | NotEquals           | 2.5        | true",
        "5         | Equals              | '5'        | true",
        "true      | Equals              | 'true'     | false",
        "true      | NotEquals           | 'true'     | true",
        "[1, 2]    | Equals              | [1, 2]     | true",
        "{a: 1}    | NotEqual            | {a: 2}     | true",
        "b         | AnyIn               | [a, b]     | true",
        "'b*'      | AnyIn               | [a, bc]    | true",
        "[a, z]    | AnyIn               | [a, b]     | true",
        "[a, z]    | AllIn               | [a, b]     | false",
        "[a, z]    | AnyNotIn            | [a, b]     | true",
        "[a, z]    | AllNotIn            | [a, b]     | false",
        "[y, z]    | AllNotIn            | [a, b]     | true",
        "[y, z]    | AllNotIn            | 2          | false",
        "[a]       | AllIn               | a          | true",
        "[a]       | AnyNotIn            | a          | false",
        "[a]       | AllNotIn            | a          | true",
        "[a]       | AllNotIn            | b          | true",
        "[a]       | NotIn               | a          | true",
        "5         | AnyIn               | '1-10'     | true",
        "[5, 50]   | AllIn               | '1-10'     | false",
        "[5, 50]   | AnyNotIn            | '1-10'     | true",
        "a         | AnyIn               | '[\"a\"]'  | true",
        "a         | AnyNotIn            | '7'        | false",
        "a         | In                  | [a, b]     | true",
        "c         | NotIn               | [a, b]     | true",
        "a         | NotIn               | b          | false",
        "5         | GreaterThan         | '4'        | true",
        "5         | greaterThan         | '4'        | false",
        "a         | EQUALS              | a          | true",
        "'1Gi'     | GreaterThan         | '1G'       | true",
        "'30s'     | LessThan            | 60         | true",
        "'1.10.0'  | GreaterThan         | '1.9.0'    | true",
        "'1.0.0'   | GreaterThan         | '1.0.0-rc' | true",
        "a         | LessThanOrEquals    | b          | false",
        "'2h'      | DurationGreaterThan | '90m'      | true",
        "90        | DurationLessThan    | '2m'       | true",
      })
  void holds(String key, String operator, String value, boolean expected) {
    String text = "all: [{key: " + key + ", operator: " + operator + ", value: " + value + "}]";
    YamlDocument document = YamlParser.parse(new Source("conditions"), text);
    assertThat(document.problems()).isEmpty();
    Decided decided = (Decided) Conditions.evaluate(document.root(), Substitution.NONE);
    assertThat(decided.holds()).isEqualTo(expected);
  }

  @Test
  void theConditionThatDecidedIsNamed() {
    String conditions =
        """
        any:
        - {key: a, operator: Equals, value: b}
        - {key: c, operator: Equals, value: c}
        all:
        - {key: d, operator: Equals, value: d}
        - {key: e, operator: Equals, value: f}
        """;
    assertThat(decisive(conditions, false)).contains("key: e");
    assertThat(decisive(conditions.replace("value: f", "value: e"), true)).contains("key: c");
  }

  @Test
  void theOldListHoldsWhenAllOfItDoes() {
    assertThat(decisive("[{key: a, operator: Equals, value: a}]", true)).contains("key: a");
    assertThat(decisive("[{key: a, operator: Equals, value: b}]", false)).contains("key: a");
  }

  @Test
  void substitutionIsAskedNoFurtherThanNeeded() {
    String text =
        "any: [{key: a, operator: Equals, value: a}, {key: absent, operator: Equals, value: a}]";
    Substitution refusing =
        value ->
            "absent".equals(value.asString())
                ? new Unresolved("gone")
                : new Conditions.Resolved(value);
    YamlDocument document = YamlParser.parse(new Source("conditions"), text);
    assertThat(Conditions.evaluate(document.root(), refusing)).isInstanceOf(Decided.class);
    document =
        YamlParser.parse(new Source("conditions"), text.replace("value: a}, ", "value: b}, "));
    assertThat(((Failed) Conditions.evaluate(document.root(), refusing)).reason())
        .isEqualTo("failed to substitute variables in condition key: gone");
  }

  private static String decisive(String text, boolean holds) {
    YamlDocument document = YamlParser.parse(new Source("conditions"), text);
    Decided decided = (Decided) Conditions.evaluate(document.root(), Substitution.NONE);
    assertThat(decided.holds()).isEqualTo(holds);
    Span span = document.valueSpan(decided.decisive().node());
    return text.substring(span.start(), span.end());
  }
}
