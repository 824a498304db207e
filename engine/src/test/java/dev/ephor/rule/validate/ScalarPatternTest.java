package dev.ephor.rule.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarPatternTest {

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        // pattern, value as YAML, whether it matches
        "true, true, true",
        "true, 'true', false",
        "'true', true, true",
        "80, 80, true",
        "80, '80', true",
        "80, 80.5, false",
        "1.5, '1.5', true",
        "null, 0, true",
        "null, '', true",
        "null, 'a', false",
        "'', '', true",
        "'?*', '', false",
        "'?*', 5, true",
        "'*', null, false",
        "'>100m', 0.2, true",
        "'>100m', 100m, false",
        "'<=1Gi', 1024Mi, true",
        "'<1Gi', null, true",
        "'!1Gi', 1024Mi, false",
        "'>1 & <4', 2, true",
        "'>1 & <4', 4, false",
        "'80 | 443', 443, true",
        "'1-3', 3, true",
        "'1-3', 4, false",
        "'1!-3', 4, true",
        "'!1-3', 2, true",
        "'10Mi-1Gi', 64Mi, true",
        "'1h', 60m, true",
        "'<1h', 59m30s, true",
        "'nginx*', nginx:1, true",
        "'!nginx*', nginx:1, false",
        "'>', '>', true",
        "'> 5', 6, true",
        "'>a', b, false",
      })
  void matches(String pattern, String value, boolean expected) {
    ScalarPattern demand = ScalarPattern.of(scalar(pattern));
    assertThat(demand.matches(scalar(value))).isEqualTo(expected);
  }

  private static Scalar scalar(String yaml) {
    return (Scalar) YamlParser.parse(new Source("scalar"), yaml).root();
  }
}
