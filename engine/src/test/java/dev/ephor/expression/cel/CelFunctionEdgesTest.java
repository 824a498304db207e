package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.value.GoJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where functions of Kubernetes and Kyverno end: texts that they cannot read, in the words of Go's
 * libraries, and values that cannot be compared.
 */
class CelFunctionEdgesTest {

  private static final Facts NOTHING =
      new Facts() {
        @Override
        public <T> T ask(Question<T> question) {
          throw new AssertionError("asked the world: " + question);
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``          | unable to parse IP",
        "%eth        | missing IPv6 address",
        "1.2.3       | IPv4 address too short",
        "1.2.3.4.5   | IPv4 address too long",
        "1..3.4      | IPv4 field must have at least one digit (at \".3.4\")",
        "1.2.3.      | IPv4 field must have at least one digit (at \".\")",
        "1.2.03.4    | IPv4 field has octet with leading zero",
        "1.2.256.4   | IPv4 field has value >255",
        "1.2.x.4     | unexpected character (at \"x.4\")",
        ":           | each colon-separated field must have at least one digit (at \":\")",
        "1:2         | address string too short",
        "1::2::3     | multiple :: in address (at \":3\")",
        "1:          | colon must be followed by more characters (at \":\")",
        "12345::     | each group must have 4 or less digits (at \"12345::\")",
        "1:x::       | each colon-separated field must have at least one digit (at \"x::\")",
        "1:2x::      | unexpected character, want colon (at \"x::\")",
        "1:2:3:4:5:6:7:8:9 | trailing garbage after address (at \"9\")",
        "1:2:3:4:5:6:7::8  | the :: must expand to at least one field of zeros",
        "1:2:1.2.3.4 | embedded IPv4 address must replace the final 2 fields of the address"
            + " (at \"1.2.3.4\")",
        "::1%        | zone must be a non-empty string",
      })
  void noAddress(String text, String problem) {
    assertThat(answer("ip(object)", text))
        .isEqualTo(
            "error: IP Address \"%s\" parse error during conversion from string: ParseAddr(\"%s\"):"
                    .formatted(text, text)
                + " "
                + problem);
    assertThat(answer("isIP(object)", text)).isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "::              | ::",
        "::1.2.3.4       | ::102:304",
        "1::             | 1::",
        "1:2:3:4:5:6:7:: | 1:2:3:4:5:6:7:0",
        "FE80::A         | fe80::a",
      })
  void addresses(String text, String canonical) {
    assertThat(answer("string(ip(object))", text)).isEqualTo("\"" + canonical + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1.2.3.4     | netip.ParsePrefix(\"1.2.3.4\"): no '/'",
        "1.2.3.4/33  | netip.ParsePrefix(\"1.2.3.4/33\"): prefix length out of range",
        "1.2.3.4/08  | netip.ParsePrefix(\"1.2.3.4/08\"): bad bits after slash: \"08\"",
        "1.2.3/8     | netip.ParsePrefix(\"1.2.3/8\"): ParseAddr(\"1.2.3\"): IPv4 address too"
            + " short",
        "fe80::1%e/8 | netip.ParsePrefix(\"fe80::1%e/8\"): IPv6 zones cannot be present in a"
            + " prefix",
      })
  void noRange(String text, String problem) {
    String twice = "network address parse error during conversion from string: ".repeat(2);

    assertThat(answer("cidr(object)", text)).isEqualTo("error: " + twice + problem);
    assertThat(answer("cidr('::/0').containsCIDR(object)", text))
        .isEqualTo("error: " + twice + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``          | Version string empty",
        "1.2         | No Major.Minor.Patch elements found",
        "a.2.3       | Invalid character(s) found in major number \"a\"",
        "1.02.3      | Minor number must not contain leading zeroes \"02\"",
        "1.2.x-a     | Invalid character(s) found in patch number \"x\"",
        "1..3        | strconv.ParseUint: parsing \"\": invalid syntax",
        "1.2.18446744073709551616 "
            + "| strconv.ParseUint: parsing \"18446744073709551616\": value out of range",
        "1.2.3-      | Prerelease is empty",
        "1.2.3-01    | Numeric PreRelease version must not contain leading zeroes \"01\"",
        "1.2.3-a_b   | Invalid character(s) found in prerelease \"a_b\"",
        "1.2.3+      | Build meta data is empty",
        "1.2.3+a_b   | Invalid character(s) found in build meta data \"a_b\"",
      })
  void noVersion(String text, String problem) {
    assertThat(answer("semver(object)", text)).isEqualTo("error: " + problem);
    assertThat(answer("isSemver(object)", text)).isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "semver('v01.002', true).minor()                         | 2",
        "semver('v1.2.03-rc.1', true) == semver('1.2.3-rc.1+b')  | true",
        "semver(' v1', true) | error: Invalid character(s) found in major number \"0 v1\"",
        "semver('1-a', true) | error: short version cannot contain PreRelease/Build meta data",
        "isSemver('1.2.3.4', true)                               | false",
        "quantity('1K')      | error: unable to parse quantity's suffix",
        "quantity('1x')      | error: quantities must match the regular expression"
            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        "math.round(0.49999999999999994, 0)                      | 0",
        "math.round(-2.5, 0)                                     | -3",
        "math.round(1.25, 1)                                     | 1.3",
        "url('//a.b/c').getHost()                                | `\"a.b\"`",
        "url('http://a.b/c%2Fd').getEscapedPath()                | `\"/c%2Fd\"`",
        "url('http://a.b/c%2Fd e').getEscapedPath()              | `\"/c/d%20e\"`",
        "url('http://a.b?x=1&y=%zz').getQuery()                  | `{\"x\":[\"1\"]}`",
        "isURL('http://a<b>')                                    | true",
        "isURL('http://a.b#c')                                   | false",
        "isURL('http://a.b/#c')                                  | true",
        "isURL('http://[::1]x/')                                 | false",
        "isURL('http://a^b@c/')                                  | false",
        "format.dns1123Label().validate('a.b').value()           | `[\"must not contain dots\"]`",
        "format.dns1123LabelPrefix().validate('a-')              | null",
        "format.dns1123LabelPrefix().validate('-').hasValue()    | true",
        "dyn([1, 'a']).isSorted()                                | true",
        "dyn([2, 'a', 1]).min()                                  | 1",
        "dyn([1, null]).max()                                    | error: no such overload",
        "cidr('::/0').containsIP('1.2.3')                        | error: no such overload",
      })
  void edges(String text, String expected) {
    assertThat(answer(text, null)).isEqualTo(expected);
  }

  private static String answer(String text, @Nullable Object object) {
    CelCompilation compiled = CelEnvironment.of(CelDialect.GENERATING).compile(text);
    if (compiled instanceof CelProblem problem) {
      return problem.message();
    }
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("object", object == null ? List.of() : object);
    CelResult result = ((CelExpression) compiled).evaluate(CelInput.of(bindings, NOTHING));
    return result instanceof CelResult.Success success
        ? GoJson.write(PlainValues.toValue(success.value()), 1_000)
        : "error: " + ((CelResult.Failure) result).message();
  }
}
