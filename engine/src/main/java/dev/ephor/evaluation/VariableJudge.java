package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.validate.ValidateMessages;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rule with variables in its preconditions, check or message. What asks for something that this
 * build does not evaluate is skipped with a message that says so, whatever else was found.
 */
final class VariableJudge implements RuleBodyJudge {

  private final Rule rule;
  private final List<ContextEntry> context;
  private final @Nullable VariableConditions preconditions;
  private final RuleBodyJudge body;
  private final @Nullable Check check;

  private VariableJudge(
      Rule rule,
      @Nullable VariableConditions preconditions,
      RuleBodyJudge body,
      @Nullable Check check) {
    this.rule = rule;
    this.context = ContextEntry.read(rule.context());
    this.preconditions = preconditions;
    this.body = body;
    this.check = check;
  }

  /** Preconditions with variables before a body that has none, or is not evaluated. */
  static RuleBodyJudge before(Rule rule, Value preconditions, RuleBodyJudge body) {
    return new VariableJudge(rule, VariableConditions.of(preconditions), body, null);
  }

  /**
   * A validate rule with variables.
   *
   * @param preconditions what must hold first; null for nothing, or when it is known to hold
   */
  static RuleBodyJudge of(Rule rule, @Nullable Value preconditions, RuleBody.Validate validate) {
    RuleMessage message = new RuleMessage(Objects.requireNonNullElse(validate.message(), ""));
    Check check = new VariableChecks(rule.name(), message).of(validate.node(), 0);
    return new VariableJudge(
        rule,
        preconditions == null ? null : VariableConditions.of(preconditions),
        RuleBodyJudge.SILENT,
        check);
  }

  /** Whether a validate clause asks for variables, or loops. */
  static boolean concerns(RuleBody.Validate validate) {
    ValidateCheck check = validate.check();
    if (check instanceof ValidateCheck.Foreach) {
      return true;
    }
    String message = validate.message();
    return Unevaluated.firstVariable(check.node()) != null
        || (message != null && Unevaluated.hasVariable(message));
  }

  @Override
  public @Nullable RuleOutcome judge(
      Resource resource, AdmissionRequest request, RuleOutcomes outcomes) {
    RuleVariables variables = RuleVariables.of(resource, request, context);
    RuleOutcome outcome = judge(variables, resource, request, outcomes);
    RuleVariables.NotEvaluated missing = variables.notEvaluated();
    if (missing == null) {
      return outcome;
    }
    MapValue entry = missing.entry();
    return new Unevaluated(missing.what(), entry == null ? rule.body().node() : entry)
        .judge()
        .judge(resource, request, outcomes);
  }

  private @Nullable RuleOutcome judge(
      RuleVariables variables, Resource resource, AdmissionRequest request, RuleOutcomes outcomes) {
    if (preconditions != null) {
      VariableConditions.Tried tried = preconditions.tryWith(variables);
      if (tried.result() instanceof Conditions.Failed failed) {
        return outcomes.ofWhole(
            Status.ERROR,
            "failed to evaluate preconditions: " + failed.reason(),
            resource,
            failed.clause());
      }
      Conditions.Decided decided = (Conditions.Decided) tried.result();
      if (!decided.holds()) {
        Place clause =
            Objects.requireNonNullElse(
                decided.decisive(), preconditions.written().place(Place.Part.VALUE));
        Place found = tried.decisive(resource.root().source(), clause);
        return outcomes.of(
            Status.SKIP,
            ValidateMessages.notMet(decided.message()),
            found == null ? RuleOutcomes.whole(resource) : found,
            clause);
      }
    }
    if (check == null) {
      return body.judge(resource, request, outcomes);
    }
    Judgement judgement = check.judge(variables, resource.root());
    return judgement == null
        ? null
        : outcomes.of(judgement.status(), judgement.message(), judgement.findings());
  }
}
