package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @ParameterizedTest
  @MethodSource("functions")
  void examplesAreTrue(String function) {
    CelExamples.Example example = CelExamples.of(function).orElseThrow();
    String bare = function.substring(function.indexOf('.') + 1);
    assertThat(example.expression()).contains(bare + "(");
    String text =
        example.value().isEmpty()
            ? example.expression()
            : "(" + example.expression() + ") == " + example.value();
    boolean asks = text.startsWith("authorizer.");
    CelDialect dialect = asks ? CelDialect.ADMISSION : CelDialect.MUTATING;
    CelCompilation compiled = CelEnvironment.of(dialect).compile(text);
    assertThat(compiled).isInstanceOf(CelExpression.class);
    if (!example.value().isEmpty()) {
      assertThat(((CelExpression) compiled).evaluate(CelInput.of(Map.of(), NOTHING)))
          .isEqualTo(new CelResult.Success(true));
    }
  }

  /** The functions of Kubernetes and Kyverno that policies mostly use; those of gateways not. */
  @Test
  void everyFunctionOfAMutatingPolicyHasAnExample() {
    Set<String> without = new TreeSet<>();
    CelVocabulary.of(CelDialect.MUTATING, false)
        .functions()
        .forEach(
            (name, declared) -> {
              if (CelExamples.of(name).isEmpty()) {
                without.add(name);
              }
            });
    assertThat(without).isEmpty();
  }

  static Set<String> functions() {
    return CelExamples.all().keySet();
  }
}
