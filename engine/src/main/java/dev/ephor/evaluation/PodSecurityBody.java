package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.podsecurity.Exemption;
import dev.ephor.rule.podsecurity.PodSecurityCheck;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code validate.podSecurity}: asks for no variables, and has nothing to say of deletions. An
 * exception may lift some controls only.
 */
final class PodSecurityBody {

  private final String rule;
  private final MapValue clause;
  private final PodSecurityCheck check;
  private final Exemptions exemptions;

  private PodSecurityBody(
      String rule, MapValue clause, PodSecurityCheck check, Exemptions exemptions) {
    this.rule = rule;
    this.clause = clause;
    this.check = check;
    this.exemptions = exemptions;
  }

  static VariableBody of(String rule, ValidateCheck.PodSecurity written, Exemptions exemptions) {
    PodSecurityCheck check = new PodSecurityCheck(rule, written.node());
    return new PodSecurityBody(rule, written.node(), check, exemptions)::judge;
  }

  private @Nullable RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    if (trial.request().operation() == Operation.DELETE) {
      return null;
    }
    List<PolicyException> exceptions = exemptions.of(rule, () -> variables, trial);
    List<Exemption> exempted = new ArrayList<>();
    for (PolicyException exception : exceptions) {
      if (exception.podSecurity() == null) {
        return exemptions.skipped(
            "rule is skipped due to policy exception " + exception.qualifiedName(),
            rule,
            List.of(exception),
            trial,
            outcomes);
      }
      exempted.addAll(Exemption.read(exception.podSecurity()));
    }
    Trace trace = trial.trace();
    trace.begin(Trace.Step.POD_SECURITY, clause, "");
    PodSecurityCheck.Verdict verdict =
        check.judge(trial.resource(), exempted, RuleOutcomes.whole(trial.resource()), trace);
    trace.end(Trace.Answer.of(verdict.status()), "");
    if (verdict.status() == Status.SKIP) {
      return exemptions.skipped(
          "rule is skipped due to policy exceptions " + Exemptions.names(exceptions),
          rule,
          exceptions,
          trial,
          outcomes);
    }
    return outcomes
        .of(verdict.status(), verdict.message(), verdict.findings())
        .withProperties(verdict.properties());
  }
}
