package dev.ephor.evaluation;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Trace;
import dev.ephor.rule.match.MatchDecision;
import java.util.List;

/**
 * Why a rule says what it says of a resource, or why it says nothing.
 *
 * @param rule the rule's name, auto-generated rules with their prefix
 * @param match whether the rule concerns the resource, and what decided that
 * @param events what was looked at after it matched, in that order; each names its clause
 * @param outcomes what the rule says; empty for nothing
 */
public record RuleExplanation(
    String rule, MatchDecision match, List<Trace.Event> events, List<RuleOutcome> outcomes) {

  public RuleExplanation {
    events = List.copyOf(events);
    outcomes = List.copyOf(outcomes);
  }

  /** The same explanation of other outcomes. */
  RuleExplanation with(List<RuleOutcome> others) {
    return new RuleExplanation(rule, match, events, others);
  }
}
