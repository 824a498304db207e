package dev.ephor.evaluation;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Trace;
import dev.ephor.rule.TraceLog;
import dev.ephor.value.Value;
import java.util.List;

/**
 * Why a rule says what it says of a resource, or why it says nothing.
 *
 * @param rule the rule's name, auto-generated rules with their prefix; empty for policies whose
 *     kind has no rules
 * @param matches whether it concerns the resource
 * @param clause the whole rule
 * @param events what was looked at, in that order; each step that begins has its end
 * @param cut how many events are left out for being too many
 * @param outcomes what the rule says; empty for nothing
 */
public record RuleExplanation(
    String rule,
    boolean matches,
    Value clause,
    List<Trace.Event> events,
    int cut,
    List<RuleOutcome> outcomes) {

  public RuleExplanation {
    events = List.copyOf(events);
    outcomes = List.copyOf(outcomes);
  }

  RuleExplanation(
      String rule, boolean matches, Value clause, TraceLog log, List<RuleOutcome> outcomes) {
    this(rule, matches, clause, log.events(), log.cut(), outcomes);
  }

  /** The same explanation of other outcomes. */
  RuleExplanation with(List<RuleOutcome> others) {
    return new RuleExplanation(rule, matches, clause, events, cut, others);
  }
}
