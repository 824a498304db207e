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

  /**
   * Makes a body ready; null for a validate rule without variables, and for no body.
   *
   * @param exemptions from the rules of the policy; they go before every body
   */
  static @Nullable VariableBody of(KyvernoPolicy policy, Rule rule, Exemptions exemptions) {
    RuleBody body = rule.body();
    if (body instanceof RuleBody.Mutate mutate) {
      return exemptions.around(rule, MutateBody.of(policy, rule, mutate.node()));
    } else if (body instanceof RuleBody.Generate generate) {
      return exemptions.around(rule, GenerateBody.of(policy, rule, generate));
    }
    return body instanceof RuleBody.Validate validate && asksForVariables(validate)
        ? check(rule, validate, exemptions)
        : null;
  }

  /** Makes a body ready so that a trace hears of all of it. */
  static VariableBody told(KyvernoPolicy policy, Rule rule, Exemptions exemptions) {
    VariableBody body = of(policy, rule, exemptions);
    if (body != null) {
      return body;
    }
    return rule.body() instanceof RuleBody.Validate validate
        ? check(rule, validate, exemptions)
        : VariableBody.of(RuleBodyJudge.SILENT);
  }

  private static VariableBody check(Rule rule, RuleBody.Validate validate, Exemptions exemptions) {
    if (validate.check() instanceof ValidateCheck.PodSecurity security) {
      return PodSecurityBody.of(rule.name(), security, exemptions);
    } else if (validate.check() instanceof ValidateCheck.Manifests manifests) {
      return exemptions.around(rule, ManifestBody.of(manifests));
    } else if (validate.check() instanceof ValidateCheck.Cel cel) {
      return exemptions.around(rule, CelRuleBody.of(rule, validate, cel));
    }
    RuleMessage message = new RuleMessage(Objects.requireNonNullElse(validate.message(), ""));
    Check check = new VariableChecks(rule.name(), message).of(validate.node(), 0);
    return check == null
        ? VariableBody.of(RuleBodyJudge.SILENT)
        : exemptions.around(rule, VariableBody.of(check));
  }

  private static boolean asksForVariables(RuleBody.Validate validate) {
    ValidateCheck check = validate.check();
    String message = validate.message();
    return check instanceof ValidateCheck.Foreach
        || check instanceof ValidateCheck.PodSecurity
        || check instanceof ValidateCheck.Manifests
        || check instanceof ValidateCheck.Cel
        || WrittenVariables.first(check.node()) != null
        || (message != null && WrittenVariables.in(message));
  }
}
