package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the examples of functions say is so. */
class CelExamplesTest {

  private static final Facts NOTHING =
      new Facts() {
        @Override
        public <T> T ask(Question<T> question) {
          throw new AssertionError("asked the world: " + question);
        }
      };

  private static final List<CelDialect> DIALECTS =
      List.of(
          CelDialect.MUTATING,
          CelDialect.ADMISSION,
          CelDialect.GENERATING,
          CelDialect.IMAGE_VALIDATING,
          CelDialect.HTTP,
          CelDialect.ENVOY);

  @ParameterizedTest
  @MethodSource("functions")
  void examplesAreTrue(String function) {
    CelExamples.Example example = CelExamples.of(function).orElseThrow();
    String bare = function.substring(function.lastIndexOf('.') + 1);
    assertThat(example.expression()).contains(bare + "(");
    String text =
        example.value().isEmpty()
            ? example.expression()
            : "(" + example.expression() + ") == " + example.value();
    CelCompilation compiled =
        DIALECTS.stream()
            .map(dialect -> CelEnvironment.of(dialect).compile(text))
            .filter(CelExpression.class::isInstance)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no kind of policy may say " + text));
    if (!example.value().isEmpty()) {
      assertThat(((CelExpression) compiled).evaluate(CelInput.of(Map.of(), NOTHING)))
          .isEqualTo(new CelResult.Success(true));
    }
  }

  @ParameterizedTest
  @EnumSource(CelDialect.class)
  void everyFunctionHasAnExample(CelDialect dialect) {
    Set<String> without = new TreeSet<>();
    CelVocabulary.of(dialect, false)
        .functions()
        .forEach(
            (name, declared) -> {
              for (CelVocabulary.Declared each : declared) {
                if (CelExamples.of(each.overload()).isEmpty()) {
                  without.add(each.overload().id());
                }
              }
            });
    assertThat(without).isEmpty();
  }

  static Set<String> functions() {
    return CelExamples.all().keySet();
  }
}
