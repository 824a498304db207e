package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions of a ValidatingPolicy and what becomes of them. */
class CelLanguageTest {

  private static final Facts NOTHING =
      new Facts() {
        @Override
        public <T> T ask(Question<T> question) {
          throw new AssertionError("asked " + question);
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 2 | 3",
        "7 % 0 | error: modulus by zero",
        "1 < 2.5 | true",
        "dyn(1) == 1.0 | true",
        "dyn(9007199254740993) > 9007199254740992.0 | false",
        "dyn(9007199254740993) == 9007199254740992.0 | true",
        "dyn(18446744073709551615u) <= 18446744073709551616.0 | true",
        "dyn(-1) < 1u && 1.5 > dyn(1u) | true",
        "dyn({'a': 1})[null] | invalid qualifier type: types.Null",
        "1 == 1.0 | ERROR: <input>:1:3: found no matching overload for '_==_' applied to '(int,"
            + " double)'",
        "object.metadata.nope | error: no such key: nope",
        "object.spec.containers[5].name | error: index out of bounds: 5",
        "object.metadata.?nope.orValue('dflt') | dflt",
        "object.spec.containers.map(c, c.name) | [a, b]",
        "object.spec.containers.all(c, has(c.image)) | false",
        "object.nope.x == 1 || true | true",
        "object.metadata.name + 1 | error: no such overload",
        "foo(1) | ERROR: <input>:1:4: undeclared reference to 'foo' (in container '')",
        "int('x') | type conversion error from 'string' to 'int'",
        "[1, 2].transformMap(i, v, v * v) | {0=1, 1=4}",
        "cel.bind(x, 3, x * x) | 9",
      })
  void expressions(String text, @Nullable String expected) {
    assertThat(answer(text)).startsWith(expected == null ? "" : expected);
  }

  private static String answer(String text) {
    CelCompilation compiled = CelEnvironment.of(CelDialect.VALIDATING).compile(text);
    if (compiled instanceof CelProblem problem) {
      return problem.message();
    }
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("object", object());
    CelResult result = ((CelExpression) compiled).evaluate(CelInput.of(bindings, NOTHING));
    return result instanceof CelResult.Success success
        ? success.value().toString()
        : "error: " + ((CelResult.Failure) result).message();
  }

  private static Object object() {
    return Map.of(
        "metadata", Map.of("name", "web"),
        "spec", Map.of("containers", java.util.List.of(Map.of("name", "a"), Map.of("name", "b"))));
  }
}
