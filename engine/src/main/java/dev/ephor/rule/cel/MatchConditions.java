package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions that must all be true before a policy is asked. */
final class MatchConditions {

  private final List<Program> conditions;

  MatchConditions(List<Program> conditions) {
    this.conditions = List.copyOf(conditions);
  }

  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /**
   * What they came to.
   *
   * @param met whether all are true; false too where one could not be evaluated
   * @param errors why some could not be evaluated; none where one is false
   * @param decisive the condition that is false, or the first that could not be evaluated
   */
  record Result(boolean met, List<String> errors, @Nullable CelClause decisive) {}

  private static final Result MET = new Result(true, List.of(), null);

  /** Tries them in order; one that is false decides, whatever could not be evaluated before. */
  Result tryIn(Scope scope) {
    if (conditions.isEmpty()) {
      return MET;
    }
    List<String> errors = new ArrayList<>(0);
    CelClause broken = null;
    for (int i = 0; i < conditions.size(); i++) {
      Program condition = conditions.get(i);
      Program.Result result = condition.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        errors.add(failed.message());
        broken = broken == null ? condition.text() : broken;
      } else if (result instanceof Program.Valued valued && !Boolean.TRUE.equals(valued.value())) {
        return new Result(false, List.of(), condition.text());
      }
    }
    return errors.isEmpty() ? MET : new Result(false, errors, broken);
  }
}
