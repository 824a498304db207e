package dev.ephor.evaluation;

import dev.ephor.context.Question;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.Rule;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.match.ExceptionMatcher;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions from the rules of one policy. They are asked for when a rule has matched and its
 * preconditions hold, as in the reference.
 */
final class Exemptions {

  private final String policy;
  private volatile Known known = new Known(List.of(), List.of());

  /**
   * @param policy the policy's name, with its namespace where it has one
   */
  Exemptions(String policy) {
    this.policy = policy;
  }

  /**
   * Exceptions made ready.
   *
   * @param documents what they were read from
   */
  private record Known(List<MapValue> documents, List<Ready> exceptions) {}

  /** An exception made ready to meet many resources. */
  private record Ready(
      PolicyException exception,
      ExceptionMatcher matcher,
      @Nullable VariableConditions conditions) {

    static Ready of(MapValue document) {
      PolicyException exception = ExceptionReader.read(document);
      return new Ready(
          exception,
          new ExceptionMatcher(exception.match()),
          exception.conditions() == null ? null : VariableConditions.of(exception.conditions()));
    }
  }

  /**
   * The exceptions from a rule for a resource, in order. Where the conditions of one of them cannot
   * be tried, there are none.
   *
   * @param variables what conditions may ask for
   */
  List<PolicyException> of(String rule, Supplier<RuleVariables> variables, Trial trial) {
    List<MapValue> documents = trial.facts().ask(new Question.Exceptions(policy));
    if (documents.isEmpty()) {
      return List.of();
    }
    List<PolicyException> matching = new ArrayList<>();
    Trace trace = trial.trace();
    for (Ready ready : ready(documents)) {
      PolicyException exception = ready.exception();
      trace.begin(Trace.Step.EXCEPTION, exception.document(), exception.qualifiedName());
      if (exception.exempting(policy, rule) == null) {
        trace.end(Trace.Answer.NO, "it names other rules of the policy");
        continue;
      } else if (!ready
          .matcher()
          .matches(trial.resource(), trial.request(), trial.facts(), trace)) {
        trace.end(false);
        continue;
      }
      if (ready.conditions() != null) {
        Conditions.Result result =
            ready.conditions().tryWith(variables.get(), Trace.Step.CONDITIONS).result();
        if (!(result instanceof Conditions.Decided decided)) {
          trace.end(Trace.Answer.ERROR, "so there are no exceptions at all");
          return List.of();
        } else if (!decided.holds()) {
          trace.end(false);
          continue;
        }
      }
      trace.end(true);
      matching.add(exception);
    }
    return matching;
  }

  /** Equal questions get the very same list, so reading it once is mostly enough. */
  private List<Ready> ready(List<MapValue> documents) {
    Known last = known;
    if (last.documents() != documents) {
      last = new Known(documents, documents.stream().map(Ready::of).toList());
      known = last;
    }
    return last.exceptions();
  }

  /** The outcome of a rule from which a resource is exempt; null where it is not. */
  @Nullable RuleOutcome outcome(
      String rule, Supplier<RuleVariables> variables, Trial trial, RuleOutcomes outcomes) {
    List<PolicyException> exceptions = of(rule, variables, trial);
    return exceptions.isEmpty()
        ? null
        : skipped(
            "rule is skipped due to policy exceptions" + names(exceptions),
            rule,
            exceptions,
            trial,
            outcomes);
  }

  /** A skip with the exceptions that are its reason. */
  RuleOutcome skipped(
      String message,
      String rule,
      List<PolicyException> exceptions,
      Trial trial,
      RuleOutcomes outcomes) {
    Place whole = RuleOutcomes.whole(trial.resource());
    List<Finding> findings = new ArrayList<>();
    for (PolicyException exception : exceptions) {
      PolicyException.Exempted entry = exception.exempting(policy, rule);
      MapValue node = entry == null ? exception.document() : entry.node();
      findings.add(new Finding(whole, node.place(Place.Part.VALUE)));
    }
    String names = exceptions.stream().map(PolicyException::name).collect(Collectors.joining(","));
    return outcomes.of(Status.SKIP, message, findings).withProperties(Map.of("exceptions", names));
  }

  static String names(List<PolicyException> exceptions) {
    return exceptions.stream()
        .map(PolicyException::qualifiedName)
        .collect(Collectors.joining(", "));
  }

  /** The body of a rule, judged only where there is no exception. */
  VariableBody around(Rule rule, VariableBody body) {
    return new Exemptible(rule.name(), body);
  }

  /** The same for a body that asks for no variables; exceptions still may. */
  RuleBodyJudge around(Rule rule, RuleBodyJudge body) {
    if (body == RuleBodyJudge.SILENT) {
      return body;
    }
    List<ContextEntry> context = ContextEntry.read(rule.context());
    RuleVariables.Asker asker =
        new RuleVariables.Asker(policy.substring(0, Math.max(0, policy.indexOf('/'))), rule.name());
    return (trial, outcomes) -> {
      RuleOutcome exempt =
          outcome(
              rule.name(),
              () ->
                  RuleVariables.of(
                      asker, trial.resource(), trial.request(), trial.facts(), context),
              trial,
              outcomes);
      return exempt != null ? exempt : body.judge(trial, outcomes);
    };
  }

  /** A body, judged only where there is no exception. */
  private final class Exemptible implements VariableBody {
    private final String rule;
    private final VariableBody body;

    Exemptible(String rule, VariableBody body) {
      this.rule = rule;
      this.body = body;
    }

    @Override
    public @Nullable RuleOutcome judge(
        RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
      RuleOutcome exempt = outcome(rule, () -> variables, trial, outcomes);
      return exempt != null ? exempt : body.judge(variables, trial, outcomes);
    }

    @Override
    public List<RuleOutcome> judgeAll(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
      RuleOutcome exempt = outcome(rule, () -> variables, trial, outcomes);
      return exempt != null ? List.of(exempt) : body.judgeAll(variables, trial, outcomes);
    }
  }
}
