package dev.ephor.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function has an example, and what the examples say is so. */
class FunctionExamplesTest {

  @ParameterizedTest
  @MethodSource("functions")
  void examplesAreTrue(String name) {
    FunctionExamples.Example example = FunctionExamples.of(name).orElseThrow();
    Expression expression = Expression.parse(example.expression());
    assertThat(expression.syntaxError()).isEmpty();
    assertThat(expression.check()).isEmpty();
    assertThat(example.expression()).startsWith(name + "(");
    if (!example.answer().isEmpty()) {
      assertThat(expression.evaluate(GoJsonReader.read("{}"), Settings.FIXED))
          .isInstanceOfSatisfying(
              Answer.Found.class,
              found -> assertThat(GoJson.write(found.value(), 1_000)).isEqualTo(example.answer()));
    }
  }

  static java.util.List<String> functions() {
    return Functions.all().stream().map(Function::name).toList();
  }
}
