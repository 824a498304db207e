package dev.ephor.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What Kyverno's {@code jp query} answered, where the recorded cases are at hand. */
class ConformanceTest {

  private static final double MESSAGES = 98.0;

  private final Map<String, Value> inputs = new HashMap<>();
  private final List<String> differences = new ArrayList<>();

  @Test
  void answersAsKyvernoDoes() throws IOException {
    Optional<Path> found = cases();
    assumeTrue(found.isPresent(), "no recorded cases here");
    Path folder = found.orElseThrow();
    int rows = 0;
    int same = 0;
    int messages = 0;
    int sameMessages = 0;
    for (String line : Files.readAllLines(folder.resolve("cases.jsonl"))) {
      MapValue row = (MapValue) GoJsonReader.read(line);
      String expression = Objects.requireNonNull(row.string("expression"));
      Value input = input(folder.resolve("inputs").resolve(row.string("input")));
      rows++;
      String expected = row.string("error");
      Object got = query(expression, input);
      if (expected == null) {
        boolean anyOrder = row.containsKey("any_order");
        Value wanted = Objects.requireNonNull(row.child("result"));
        boolean agrees =
            got instanceof Value value
                && Types.equal(
                    anyOrder ? bag(value) : value, anyOrder ? bag(wanted) : wanted, new Budget());
        same += agrees ? 1 : 0;
        note(agrees, expression, GoJson.write(wanted, 10_000), got);
      } else if (got instanceof String error) {
        same++;
        messages++;
        sameMessages += error.equals(expected) ? 1 : 0;
        note(error.equals(expected), expression, expected, error);
      } else {
        note(false, expression, expected, got);
      }
    }
    double share = 100.0 * sameMessages / messages;
    System.out.printf(
        "jmespath: %d of %d results, %d of %d messages (%.2f%%)%n",
        same, rows, sameMessages, messages, share);
    differences.forEach(System.out::println);
    assertThat(rows).isPositive();
    assertThat(same).as(String.join("\n", differences)).isEqualTo(rows);
    assertThat(share).as(String.join("\n", differences)).isGreaterThanOrEqualTo(MESSAGES);
  }

  /** The value as one sees it in what the command prints, or the error as a string. */
  private static Object query(String text, Value input) {
    Expression expression = Expression.parse(text);
    if (expression.syntaxError().isPresent()) {
      String message = expression.syntaxError().get().message();
      return "failed to compile JMESPath: " + text + ", error: " + message;
    }
    Answer answer = expression.evaluate(input, Settings.FIXED);
    if (!(answer instanceof Answer.Found result)) {
      return "error evaluating JMESPath expression: " + answer.error();
    }
    try {
      String printed = "# " + text + "\n" + GoJson.writeDoubles(result.value(), 1_000_000);
      StringBuilder shown = new StringBuilder();
      for (String line : printed.split("\n")) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          shown.append(shown.isEmpty() ? "" : "\n").append(line);
        }
      }
      return parsed(shown.toString());
    } catch (JsonException e) {
      return "error marshalling result to JSON: " + e.getMessage();
    }
  }

  private static Value parsed(String shown) {
    try {
      return GoJsonReader.read(shown);
    } catch (JsonException e) {
      return Scalar.of(shown);
    }
  }

  private static String text(Value value) {
    return GoJson.writeDoubles(value, 1_000_000);
  }

  private static Value bag(Value value) {
    if (value instanceof ListValue list) {
      List<Value> items =
          new ArrayList<>(list.values().stream().map(ConformanceTest::bag).toList());
      items.sort((a, b) -> text(a).compareTo(text(b)));
      return ListValue.of(items, Source.NONE, 0);
    }
    if (value instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(Source.NONE, 0);
      map.keys().forEach(key -> builder.put(key, bag(Objects.requireNonNull(map.child(key)))));
      return builder.build();
    }
    return value;
  }

  private Value input(Path path) throws IOException {
    Value known = inputs.get(path.toString());
    if (known == null) {
      known = GoJsonReader.read(Files.readString(path));
      inputs.put(path.toString(), known);
    }
    return known;
  }

  private void note(boolean agrees, String expression, String expected, Object got) {
    if (!agrees) {
      String shown = got instanceof Value value ? GoJson.write(value, 10_000) : "ERROR " + got;
      differences.add(expression + "\n   kyverno: " + expected + "\n   ephor:   " + shown);
    }
  }

  private static Optional<Path> cases() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/conformance/jmespath");
      if (Files.exists(folder.resolve("cases.jsonl"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }
}
