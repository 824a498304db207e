package dev.ephor.impact;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many resources a policy lets pass or fail.
 *
 * @param policy kind and name, such as {@code ClusterPolicy require-owner}
 * @param span where the policy is named, in its file
 * @param tally the sum over its rules
 * @param rules each rule; none for a policy in CEL
 */
public record PolicyImpact(String policy, Span span, Tally tally, List<RuleImpact> rules) {

  public PolicyImpact {
    rules = List.copyOf(rules);
  }

  /**
   * How many resources a rule lets pass or fail, those of pod controllers included.
   *
   * @param rule the rule as it is written
   * @param span where the rule is named, in its file
   * @param tally the resources by verdict
   */
  public record RuleImpact(String rule, Span span, Tally tally) {}

  /**
   * A resource on which a rule has a say.
   *
   * @param rule the rule as it is written; empty for a policy in CEL
   * @param resource the resource
   * @param outcome what is said of it
   */
  public record Hit(String rule, Judged resource, RuleOutcome outcome) {}

  /**
   * The policies of a file. A policy that cannot be evaluated, or whose text is torn, is left out:
   * what is counted then would be nobody's intention.
   */
  public static List<PolicyImpact> of(Snapshot snapshot, FileId file, Cancellation cancellation) {
    List<PolicyImpact> impacts = new ArrayList<>();
    List<WorkspacePolicy> policies = whole(snapshot, file, cancellation);
    if (policies.isEmpty()) {
      return impacts;
    }
    List<Judged> judged = snapshot.judged(Edition.TYPED, cancellation);
    for (WorkspacePolicy policy : policies) {
      WrittenRules rules = WrittenRules.of(policy.root());
      Map<String, Tally> tallies = new LinkedHashMap<>();
      rules.names().forEach(rule -> tallies.put(rule, Tally.NONE));
      for (Judged resource : judged) {
        rules
            .fold(resource.outcomes(policy))
            .forEach(
                (rule, outcome) ->
                    tallies.put(
                        rule, tallies.getOrDefault(rule, Tally.NONE).and(outcome.status())));
      }
      impacts.add(impact(policy, rules, tallies));
    }
    return impacts;
  }

  /**
   * The resources on which a policy of a file has a say, those that it speaks against first.
   *
   * @param policy kind and name of the policy
   * @param rule one of its rules; empty for all
   */
  public static List<Hit> hits(
      Snapshot snapshot, FileId file, String policy, String rule, Cancellation cancellation) {
    List<Hit> hits = new ArrayList<>();
    for (WorkspacePolicy one : whole(snapshot, file, cancellation)) {
      if (one.key().equals(policy)) {
        WrittenRules rules = WrittenRules.of(one.root());
        for (Judged resource : snapshot.judged(Edition.TYPED, cancellation)) {
          rules
              .fold(resource.outcomes(one))
              .forEach(
                  (name, outcome) -> {
                    if (rule.isEmpty() || rule.equals(name)) {
                      hits.add(new Hit(name, resource, outcome));
                    }
                  });
        }
      }
    }
    hits.sort((one, other) -> WrittenRules.order(one.outcome(), other.outcome()));
    return hits;
  }

  private static List<WorkspacePolicy> whole(
      Snapshot snapshot, FileId file, Cancellation cancellation) {
    return snapshot.policies(Edition.TYPED, cancellation).stream()
        .filter(policy -> policy.document().file().equals(file) && policy.isWhole())
        .toList();
  }

  private static PolicyImpact impact(
      WorkspacePolicy policy, WrittenRules rules, Map<String, Tally> tallies) {
    List<RuleImpact> impacts = new ArrayList<>();
    for (String rule : rules.names()) {
      Value place = rules.place(rule);
      if (place != null) {
        impacts.add(
            new RuleImpact(
                rule,
                policy.document().span(place.place(Place.Part.VALUE)),
                tallies.getOrDefault(rule, Tally.NONE)));
      }
    }
    Tally all = tallies.values().stream().reduce(Tally.NONE, Tally::plus);
    return new PolicyImpact(policy.key(), policy.document().nameSpan(policy.root()), all, impacts);
  }
}
