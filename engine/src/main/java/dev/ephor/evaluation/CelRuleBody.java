package dev.ephor.evaluation;

import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.AdmissionInput;
import dev.ephor.rule.cel.AdmissionProgram;
import dev.ephor.rule.cel.AdmittedObject;
import dev.ephor.rule.cel.FieldError;
import dev.ephor.rule.cel.NamespaceMap;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule with {@code validate.cel}, which runs as an admission policy of Kubernetes does. Its
 * {@code celPreconditions} are that policy's match conditions.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#common-expression-language-cel">Kyverno:
 *     CEL in validate rules</a>
 */
final class CelRuleBody implements VariableBody {

  private final String rule;
  private final AdmissionProgram program;

  private CelRuleBody(String rule, AdmissionProgram program) {
    this.rule = rule;
    this.program = program;
  }

  static CelRuleBody of(Rule rule, RuleBody.Validate validate, ValidateCheck.Cel cel) {
    CelBody.Admit body = CelPolicyReader.admitted(cel.node());
    return new CelRuleBody(
        rule.name(),
        AdmissionProgram.of(
            body,
            CelPolicyReader.clauses(rule.node(), "celPreconditions"),
            CelPolicyReader.clauses(cel.node(), "variables"),
            FailurePolicy.FAIL,
            Objects.requireNonNullElse(validate.message(), "")));
  }

  /** The expressions that cannot be compiled. */
  List<FieldError> errors() {
    return program.errors();
  }

  @Override
  public @Nullable RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    AdmittedObject object = AdmittedObject.of(trial.resource(), trial.request());
    AdmissionProgram.Decision decision =
        program.decide(new AdmissionInput(object, namespace(object), null), trial.facts());
    if (decision instanceof AdmissionProgram.NotMet notMet) {
      Place clause = notMet.condition().node().place(Place.Part.VALUE);
      return outcomes.ofWhole(Status.SKIP, "cel preconditions not met", trial.resource(), clause);
    } else if (decision instanceof AdmissionProgram.Refused refused) {
      return outcomes.of(Status.FAIL, refused.message(), refused.finding());
    }
    return outcomes.passed("Validation rule '" + rule + "' passed.");
  }

  /** Without a cluster a namespace has a name and nothing else. */
  private static @Nullable MapValue namespace(AdmittedObject object) {
    String name = object.resource().namespace();
    return name.isEmpty() || object.isNamespace() ? null : NamespaceMap.of(name, Map.of());
  }
}
