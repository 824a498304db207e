package dev.ephor.evaluation;

import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.validate.Conditions.Resolved;
import dev.ephor.rule.validate.Conditions.Substituted;
import dev.ephor.rule.validate.Conditions.Substitution;
import dev.ephor.rule.validate.Conditions.Unresolved;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Conditions tried once, without any resource. They are tried in order and only as far as needed,
 * so a variable in a condition that is not reached is no obstacle.
 *
 * @param result what they say; meaningless where a variable was met
 * @param variable the first value with a variable that was reached; null for none
 */
record ConstantConditions(Conditions.Result result, @Nullable Value variable) {

  static ConstantConditions of(Value conditions) {
    UntilVariable substitution = new UntilVariable();
    Conditions.Result result = Conditions.evaluate(conditions, substitution);
    return new ConstantConditions(result, substitution.met);
  }

  /** The conditions of a deny clause; one without any refuses everything. */
  static ConstantConditions of(ValidateCheck.Deny deny) {
    Value conditions = deny.node().child("conditions");
    return of(conditions == null ? deny.node() : conditions);
  }

  boolean hold() {
    return result instanceof Conditions.Decided decided && decided.holds();
  }

  /** Gives up at the first variable. */
  private static final class UntilVariable implements Substitution {
    private @Nullable Value met;

    @Override
    public Substituted apply(Value written) {
      Value variable = WrittenVariables.first(written);
      if (variable == null) {
        return new Resolved(written);
      }
      met = variable;
      return new Unresolved("a variable is met, and nothing else is looked at");
    }
  }
}
