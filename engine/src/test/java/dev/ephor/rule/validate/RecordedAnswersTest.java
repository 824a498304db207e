package dev.ephor.rule.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.autogen.AutogenRules;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules without variables, generated ones included, held against what the reference said of the
 * same resources. Which resources a rule matches is taken from the recordings.
 */
class RecordedAnswersTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "fuzz"})
  void agrees(String part) {
    Optional<Recorded> recorded = Recorded.in(part);
    Assumptions.assumeTrue(recorded.isPresent(), "no recordings beside the repository");
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (Recorded.Answers answers : recorded.get().answers()) {
      if (mutates(answers.policy())) {
        continue;
      }
      Map<String, MapValue> rules = new TreeMap<>();
      AutogenRules.of(answers.policy())
          .forEach(one -> rules.put(one.rule().string("name"), one.rule()));
      for (Recorded.Row row : answers.rows()) {
        MapValue rule = rules.get(row.rule());
        Optional<MapValue> resource = recorded.get().resource(row.resource());
        if (rule == null || !isOurs(rule) || resource.isEmpty()) {
          continue;
        }
        compared++;
        String said = judge(rule, resource.get());
        String wanted = row.result() + " " + row.message();
        if (!said.equals(wanted)) {
          String where = answers.file() + " " + row.rule() + " " + row.resource();
          differences.add(where + "\n  kyverno " + wanted + "\n  ephor   " + said);
        }
      }
    }
    assertThat(compared).isGreaterThan(900);
    assertThat(differences).isEmpty();
  }

  /** Whether rules judge something else than the manifest. */
  private static boolean mutates(MapValue policy) {
    return AutogenRules.of(policy).stream().anyMatch(one -> one.rule().containsKey("mutate"));
  }

  /** Whether a rule needs nothing but patterns and conditions over constants. */
  private static boolean isOurs(MapValue rule) {
    MapValue validate = rule.map("validate");
    return validate != null
        && !validate.containsKey("foreach")
        && !rule.containsKey("preconditions")
        && !rule.containsKey("context")
        && !hasVariable(rule)
        && (validate.containsKey("pattern")
            || validate.containsKey("anyPattern")
            || validate.containsKey("deny"));
  }

  private static boolean hasVariable(Value value) {
    if (value instanceof MapValue map) {
      return map.keys().stream().anyMatch(k -> k.contains("{{") || hasVariable(map.child(k)));
    }
    if (value instanceof ListValue list) {
      return list.values().stream().anyMatch(RecordedAnswersTest::hasVariable);
    }
    String text = value.asString();
    return text != null && (text.contains("{{") || text.contains("$("));
  }

  private static String judge(MapValue rule, MapValue resource) {
    MapValue validate = rule.map("validate");
    String name = rule.string("name");
    String message = validate.string("message") == null ? "" : validate.string("message");
    if (validate.containsKey("pattern")) {
      PatternResult result = CompiledPattern.of(validate.child("pattern")).match(resource);
      if (result instanceof PatternResult.Skip skip) {
        return "skip " + skip.message();
      }
      return result instanceof PatternResult.Fail fail
          ? "fail " + ValidateMessages.failed(name, message, fail)
          : result instanceof PatternResult.Pathless error
              ? "error " + ValidateMessages.error(name, message, error)
              : "pass " + ValidateMessages.passed(name);
    }
    if (validate.containsKey("anyPattern")) {
      AnyPattern.Result result = AnyPattern.of(validate.list("anyPattern")).match(resource);
      if (result instanceof AnyPattern.Skip skip) {
        return "skip " + ValidateMessages.skipped(name, skip);
      }
      return result instanceof AnyPattern.Fail fail
          ? "fail " + ValidateMessages.failed(name, message, fail)
          : result instanceof AnyPattern.Pass pass
              ? "pass " + ValidateMessages.passed(name, pass)
              : "pass " + message;
    }
    Value conditions = validate.map("deny").child("conditions");
    Conditions.Result result = Conditions.evaluate(conditions, Conditions.Substitution.NONE);
    return result instanceof Conditions.Decided decided
        ? decided.holds()
            ? "fail " + ValidateMessages.denied(name, message)
            : "pass " + ValidateMessages.passed(name)
        : "error " + result;
  }
}
