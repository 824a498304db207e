package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.expression.cel.value.Doubles;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The recorded answers of the reference to expressions that stand as the message of a
 * ValidatingPolicy, where the recordings are at hand.
 */
class RecordedCelTest {

  /** Of the recorded answers, how many agree at least. */
  private static final int AGREEING = 235;

  private static final Facts WORLD =
      new Facts() {
        @Override
        @SuppressWarnings("unchecked") // the answer's type is the question's
        public <T> T ask(Question<T> question) {
          if (question instanceof Question.Time) {
            return (T) Clock.systemUTC();
          } else if (question instanceof Question.Chance) {
            return (T) (dev.ephor.context.Randomness) bound -> 0;
          }
          return (T) dev.ephor.context.Reply.UNAVAILABLE;
        }
      };

  @Test
  void agreesWithTheReference() throws IOException {
    Path folder = folder();
    assumeTrue(Files.isDirectory(folder), "no recordings");
    Value pod =
        YamlParser.parse(new Source("pod"), Files.readString(folder.resolve("pod.yaml"))).root();
    List<String> differences = new ArrayList<>();
    int cases = 0;
    for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
      MapValue recorded = (MapValue) GoJsonReader.read(line);
      cases++;
      String text = String.valueOf(recorded.string("message_expression"));
      String expected = expected(recorded.child("outcome"));
      String answered = answer(text, (MapValue) Doubles.in(pod));
      if (!agrees(expected, answered)) {
        differences.add(recorded.string("expression") + "\n   " + expected + "\n   " + answered);
      }
    }
    assertThat(cases - differences.size())
        .as(String.join("\n", differences))
        .isGreaterThanOrEqualTo(Math.min(cases, AGREEING));
  }

  private static boolean agrees(String expected, String answered) {
    return expected.startsWith("...")
        ? expected.endsWith(answered + "]))")
        : expected.equals(answered);
  }

  /** A message, or an error of which the recording may lack the beginning. */
  private static String expected(Value outcome) {
    if (outcome instanceof MapValue error) {
      return "..." + error.string("error");
    }
    return String.valueOf(((ListValue) ((ListValue) outcome).at(0)).at(1).asString());
  }

  private static String answer(String text, MapValue pod) {
    CelEnvironment environment = CelEnvironment.of(CelDialect.VALIDATING);
    String[][] variables = {
      {"imgs", "object.spec.containers.map(c, c.image)"},
      {"count", "size(variables.imgs)"},
      {"lazyErr", "object.nope.deep"}
    };
    for (String[] variable : variables) {
      CelExpression definition = (CelExpression) environment.compile(variable[1]);
      environment = environment.withVariable(variable[0], definition);
    }
    CelCompilation compiled = environment.compile(text, "string");
    if (compiled instanceof CelProblem problem) {
      return problem.message();
    }
    CelInput input = CelInput.of(bindings(pod), WORLD).withVariables(environment.variables());
    CelResult result = ((CelExpression) compiled).evaluate(input);
    if (result instanceof CelResult.Success success) {
      String message = (String) success.value();
      return message.isEmpty() ? "CEL expression validation failed at index 0" : message;
    }
    return "failed to evaluate message expression: " + ((CelResult.Failure) result).message();
  }

  private static Map<String, Object> bindings(MapValue pod) {
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("object", pod);
    bindings.put("oldObject", Map.of());
    bindings.put(
        "request",
        Map.of("kind", Map.of("kind", "Pod"), "namespace", "default", "operation", "CREATE"));
    bindings.put("namespaceObject", null);
    return bindings;
  }

  private static Path folder() {
    String named = System.getenv("EPHOR_CONFORMANCE");
    Path root = named == null ? Path.of("..", "..", "shared", "conformance") : Path.of(named);
    return root.resolve("cel");
  }
}
