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
import dev.ephor.rule.cel.RuleParameters;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
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
  private final MapValue clause;
  private final AdmissionProgram program;

  private CelRuleBody(String rule, MapValue clause, AdmissionProgram program) {
    this.rule = rule;
    this.clause = clause;
    this.program = program;
  }

  static CelRuleBody of(Rule rule, RuleBody.Validate validate, ValidateCheck.Cel cel) {
    CelBody.Admit body = CelPolicyReader.admitted(cel.node());
    return new CelRuleBody(
        rule.name(),
        cel.node(),
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
    MapValue namespace = namespace(object);
    MapValue kind = clause.map("paramKind");
    if (kind == null) {
      AdmissionInput input = new AdmissionInput(object, namespace, null);
      RuleOutcome told = told(program.decide(input, trial.facts()), trial, outcomes);
      return told == null ? passed(outcomes) : told;
    }
    MapValue reference = clause.map("paramRef");
    RuleParameters parameters =
        RuleParameters.of(
            kind,
            reference == null ? MapValue.empty(clause.source(), clause.node()) : reference,
            object.isNamespace() ? "" : trial.resource().namespace(),
            trial.facts());
    if (parameters instanceof RuleParameters.Missing missing) {
      String message = "error in parameterized resource: " + missing.reason();
      return told(Status.ERROR, message, reference == null ? kind : reference, trial, outcomes);
    }
    for (MapValue parameter : ((RuleParameters.Found) parameters).objects()) {
      AdmissionInput input = new AdmissionInput(object, namespace, parameter);
      RuleOutcome told = told(program.decide(input, trial.facts()), trial, outcomes);
      if (told != null) {
        return told;
      }
    }
    return passed(outcomes);
  }

  private RuleOutcome passed(RuleOutcomes outcomes) {
    return outcomes.passed("Validation rule '" + rule + "' passed.");
  }

  /** What is said of a resource that does not pass; null for one that does. */
  private static @Nullable RuleOutcome told(
      AdmissionProgram.Decision decision, Trial trial, RuleOutcomes outcomes) {
    if (decision instanceof AdmissionProgram.NotMet notMet) {
      Value condition = notMet.condition().node();
      return told(Status.SKIP, "cel preconditions not met", condition, trial, outcomes);
    }
    return decision instanceof AdmissionProgram.Refused refused
        ? outcomes.of(
            Status.FAIL,
            refused.message(),
            refused.reason().finding(trial.detail() == Detail.REASONS))
        : null;
  }

  private static RuleOutcome told(
      Status status, String message, Value clause, Trial trial, RuleOutcomes outcomes) {
    return outcomes.ofWhole(status, message, trial.resource(), clause.place(Place.Part.VALUE));
  }

  /** Without a cluster a namespace has a name and nothing else. */
  private static @Nullable MapValue namespace(AdmittedObject object) {
    String name = object.resource().namespace();
    return name.isEmpty() || object.isNamespace() ? null : NamespaceMap.of(name, Map.of());
  }
}
