package dev.ephor.cli.apply;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.FailureAction;
import dev.ephor.policy.FailureActionOverride;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;

/**
 * Which failures are only warnings.
 *
 * @param asked whether somebody wants failures that a cluster would only note to be warnings
 */
record AuditWarnings(boolean asked) {

  /** The verdict of a failed outcome in the last line's figures. */
  Status counted(KyvernoPolicy policy, Response response, RuleOutcome outcome) {
    boolean scored = !"false".equals(policy.annotations().get("policies.kyverno.io/scored"));
    return scored && !isWarning(response, outcome) ? Status.FAIL : Status.WARN;
  }

  /** Whether a failed outcome is a warning in reports and tables. */
  boolean isWarning(Response response, RuleOutcome outcome) {
    return asked && isAudit(response, outcome);
  }

  /**
   * Whether a cluster would only note a failure. The first rule of a policy that says what is to be
   * done speaks for all of its rules; all other kinds of policies count as noting only.
   */
  private static boolean isAudit(Response response, RuleOutcome outcome) {
    if (!(response.policy() instanceof KyvernoPolicy policy)) {
      return true;
    }
    for (Rule rule : policy.spec().rules()) {
      if (rule.body() instanceof RuleBody.Validate validate) {
        for (FailureActionOverride override : validate.failureActionOverrides()) {
          if (override.namespaces() != null
              && override.namespaces().stream()
                  .anyMatch(name -> Wildcard.matches(name, response.resource().namespace()))) {
            return override.action() == FailureAction.AUDIT;
          }
        }
        if (validate.failureAction() != null) {
          return validate.failureAction() == FailureAction.AUDIT;
        }
      } else if (rule.body() instanceof RuleBody.VerifyImages images
          && images.failureAction() != null) {
        return images.failureAction() == FailureAction.AUDIT;
      }
    }
    return outcome.action() == RuleOutcome.Action.AUDIT;
  }
}
