package dev.ephor.evaluation;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What rules do, by the kind of their body: one line for each kind that may ask for variables. */
final class RuleBodies {

  private RuleBodies() {}

  /** Makes a body ready; null for a validate rule without variables, and for no body. */
  static @Nullable VariableBody of(KyvernoPolicy policy, Rule rule) {
    RuleBody body = rule.body();
    if (body instanceof RuleBody.Validate validate) {
      return ofCheck(rule, validate);
    } else if (body instanceof RuleBody.Mutate mutate) {
      return MutateBody.of(rule, mutate.node());
    } else if (body instanceof RuleBody.Generate generate) {
      return GenerateBody.of(policy, rule, generate);
    }
    return null;
  }

  private static @Nullable VariableBody ofCheck(Rule rule, RuleBody.Validate validate) {
    if (validate.check() instanceof ValidateCheck.PodSecurity security) {
      return PodSecurityBody.of(rule.name(), security);
    }
    if (!asksForVariables(validate)) {
      return null;
    }
    RuleMessage message = new RuleMessage(Objects.requireNonNullElse(validate.message(), ""));
    Check check = new VariableChecks(rule.name(), message).of(validate.node(), 0);
    return check == null ? VariableBody.of(RuleBodyJudge.SILENT) : VariableBody.of(check);
  }

  private static boolean asksForVariables(RuleBody.Validate validate) {
    ValidateCheck check = validate.check();
    String message = validate.message();
    return check instanceof ValidateCheck.Foreach
        || Unevaluated.firstVariable(check.node()) != null
        || (message != null && Unevaluated.hasVariable(message));
  }
}
