package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.manifests.ManifestCheck;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code validate.manifests}: signatures that a resource carries, by whom the rule names. */
final class ManifestBody {

  private ManifestBody() {}

  static VariableBody of(ValidateCheck.Manifests written) {
    MapValue clause = written.node();
    Value attestors = clause.child("attestors");
    ListValue sets =
        attestors instanceof ListValue list
            ? list
            : ListValue.of(List.of(), clause.source(), clause.node());
    ManifestCheck check = new ManifestCheck(clause, sets);
    Place asked = Objects.requireNonNullElse(attestors, clause).place(Place.Part.VALUE);
    return (variables, trial, outcomes) -> judge(check, asked, trial, outcomes);
  }

  private static @Nullable RuleOutcome judge(
      ManifestCheck check, Place asked, Trial trial, RuleOutcomes outcomes) {
    if (trial.request().operation() == Operation.DELETE) {
      return null;
    }
    ManifestCheck.Verdict verdict = check.judge(trial.resource());
    return verdict.status() == Status.PASS
        ? outcomes.passed(verdict.message())
        : outcomes.of(verdict.status(), verdict.message(), place(trial, verdict.field()), asked);
  }

  /** Where the first field is that is not as signed; the resource where nothing is. */
  private static Place place(Trial trial, String field) {
    Value root = trial.resource().root();
    Value at = root;
    String rest = field;
    while (!rest.isEmpty()) {
      // keys have dots too: the longest that is there
      int end = rest.length();
      Value next = child(at, rest);
      while (next == null && end > 0) {
        end = rest.lastIndexOf('.', end - 1);
        next = end < 0 ? null : child(at, rest.substring(0, end));
      }
      if (next == null) {
        break;
      }
      at = next;
      rest = end == rest.length() ? "" : rest.substring(end + 1);
    }
    if (at == root) {
      return RuleOutcomes.whole(trial.resource());
    }
    return at.place(rest.isEmpty() ? Place.Part.VALUE : Place.Part.KEY);
  }

  private static @Nullable Value child(Value parent, String key) {
    if (parent instanceof MapValue map) {
      return map.child(key);
    }
    boolean index = !key.isEmpty() && key.chars().allMatch(Character::isDigit) && key.length() < 9;
    return index && parent instanceof ListValue list && Integer.parseInt(key) < list.size()
        ? list.at(Integer.parseInt(key))
        : null;
  }
}
