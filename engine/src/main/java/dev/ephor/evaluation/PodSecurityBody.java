package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.podsecurity.PodSecurityCheck;
import java.util.List;

/** {@code validate.podSecurity}: asks for no variables, and has nothing to say of deletions. */
final class PodSecurityBody {

  private PodSecurityBody() {}

  static VariableBody of(String rule, ValidateCheck.PodSecurity written) {
    PodSecurityCheck check = new PodSecurityCheck(rule, written.node());
    return (variables, trial, outcomes) -> {
      if (trial.request().operation() == Operation.DELETE) {
        return null;
      }
      PodSecurityCheck.Verdict verdict =
          check.judge(trial.resource(), List.of(), "", RuleOutcomes.whole(trial.resource()));
      return outcomes
          .of(verdict.status(), verdict.message(), verdict.findings())
          .withProperties(verdict.properties());
    };
  }
}
