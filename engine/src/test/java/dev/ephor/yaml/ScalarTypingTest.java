package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values follow sigs.k8s.io/yaml: YAML 1.1 words, Go's number syntax, then JSON. */
class ScalarTypingTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "NIL",
      value = {
        "y, Boolean, true",
        "Y, Boolean, true",
        "yes, Boolean, true",
        "On, Boolean, true",
        "n, Boolean, false",
        "NO, Boolean, false",
        "off, Boolean, false",
        "FALSE, Boolean, false",
        "yEs, String, yEs",
        "t, String, t",
        "nULL, String, nULL",
        "~, NIL, NIL",
        "Null, NIL, NIL",
        "0, Long, 0",
        "-0, Long, 0",
        "+7, Long, 7",
        "014, Long, 12",
        "0o14, Long, 12",
        "0b11, Long, 3",
        "-0b11, Long, -3",
        "0b-11, Long, -3",
        "0x1F, Long, 31",
        "0XfF, Long, 255",
        "1_000, Long, 1000",
        "0_7, Long, 7",
        "08, Long, 8",
        "089, Long, 89",
        "0b12, String, 0b12",
        "0x, String, 0x",
        "-, String, -",
        "+_, String, +_",
        "1.0, Long, 1",
        "1e3, Long, 1000",
        "1E-2, Double, 0.01",
        "1., Long, 1",
        ".5, Double, 0.5",
        "., String, .",
        "-.5, Double, -0.5",
        "1.5, Double, 1.5",
        "-0.0, Long, 0",
        "1e400, String, 1e400",
        "1_0.5, Double, 10.5",
        "._5, String, ._5",
        "1e, String, 1e",
        "1.2.3, String, 1.2.3",
        "0x1.8p1, String, 0x1.8p1",
        "9223372036854775807, Long, 9223372036854775807",
        "-9223372036854775808, Long, -9223372036854775808",
        "9223372036854775808, Double, 9.223372036854775807E18",
        "0xFFFFFFFFFFFFFFFFFF, Double, 4.722366482869645E21",
        "1e18, Long, 1000000000000000000",
        "1e19, Double, 1.0E19",
        ".inf, Double, Infinity",
        "-.INF, Double, -Infinity",
        "+.Inf, Double, Infinity",
        ".nan, Double, NaN",
        ".iNf, String, .iNf",
        "2001-12-14, String, 2001-12-14",
        "12:30:45, String, 12:30:45",
        "1Gi, String, 1Gi",
        "<<, String, <<",
        "1d, String, 1d",
        "1f, String, 1f",
        "１, String, １",
        "=, String, ="
      })
  void plainScalars(String written, String type, String value) {
    Object typed = ScalarTyping.typed(written);
    assertThat(typed == null ? null : typed.getClass().getSimpleName()).isEqualTo(type);
    assertThat(typed)
        .isEqualTo(
            type == null
                ? null
                : switch (type) {
                  case "Long" -> (Object) Long.valueOf(value);
                  case "Double" -> Double.valueOf(value);
                  case "Boolean" -> Boolean.valueOf(value);
                  default -> value;
                });
  }

  @Test
  void leftOutIsNullAndQuotedIsText() {
    assertThat(map("a:\nb: 'yes'\nc: \"1\"\nd: |-\n  true\n").toString())
        .isEqualTo("{a=null, b=yes, c=1, d=true}");
    assertThat(map("b: 'yes'\n").child("b")).isEqualTo(Scalar.of("yes"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "y, true",
        "off, false",
        "1, 1",
        "0x10, 16",
        "014, 12",
        "1.5, 1.5",
        "1.0, 1",
        "100000.0, 100000",
        "1e6, 1e+06",
        "1234567.0, 1.234567e+06",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        ".inf, .inf",
        "-.inf, -.inf",
        ".nan, .nan",
        "'y', y",
        "\"1.0\", 1.0",
        "!!str y, y",
        "!!int '7', 7",
        "2001-01-01, 2001-01-01",
        "-0.0, -0"
      })
  void keysAreTypedAndWrittenBack(String written, String key) {
    assertThat(map(written + ": v").keys()).containsExactly(key);
  }

  @Test
  void keysThatJsonCannotHave() {
    YamlDocument document = parse("null: a\n~: b\n18446744073709551615: c\n");
    assertThat(((MapValue) document.root()).keys())
        .containsExactly("null", "~", "18446744073709551615");
    assertThat(document.problems()).extracting(Problem::code).containsOnly("key-type").hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "!!str 1, String, 1",
        "!!int '12', Long, 12",
        "!!float 1, Long, 1",
        "!!float 1.5, Double, 1.5",
        "!!bool yes, Boolean, true",
        "!!binary aGk=, String, hi",
        "! 12, String, 12",
        "!foo 12, String, 12",
        "!!timestamp 2001-01-01, String, 2001-01-01",
        "`!<tag:yaml.org,2002:int> 7`, Long, 7"
      })
  void tags(String written, String type, String value) {
    YamlDocument document = parse("k: " + written);
    Object content = ((Scalar) ((MapValue) document.root()).child("k")).content();
    assertThat(content.getClass().getSimpleName() + " " + content).isEqualTo(type + " " + value);
    assertThat(document.problems()).isEmpty();
  }

  @Test
  void nullTagAndTagsThatDoNotFit() {
    assertThat(map("k: !!null ''").child("k")).isEqualTo(Scalar.of(null));
    for (String wrong : new String[] {"!!int 1.5", "!!bool maybe", "!!null x", "!!binary =="}) {
      YamlDocument document = parse("k: " + wrong);
      assertThat(document.problems()).extracting(Problem::code).containsExactly("tag-mismatch");
    }
  }

  @Test
  void infinitiesAreNotJson() {
    assertThat(parse("k: .inf").problems()).extracting(Problem::code).containsExactly("not-json");
  }

  private static YamlDocument parse(String text) {
    return YamlParser.parse(new Source("test"), text);
  }

  private static MapValue map(String text) {
    return (MapValue) parse(text).root();
  }
}
