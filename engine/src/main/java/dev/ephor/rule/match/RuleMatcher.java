package dev.ephor.rule.match;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.Rule;
import dev.ephor.rule.Trace;
import dev.ephor.rule.match.MatchDecision.Reason;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The match and exclude clauses of a rule, compiled.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/match-exclude/">Kyverno: Match
 *     and Exclude</a>
 */
public final class RuleMatcher {

  private final String policyNamespace;
  private final Value matchNode;
  private final @Nullable Value excludeNode;
  private final MatchBlock.Mode matchMode;
  private final List<FilterMatcher> match;
  private final MatchBlock.Mode excludeMode;
  private final List<FilterMatcher> exclude;
  private final MatchDecision matched;
  private final MatchDecision elsewhere;
  private final MatchDecision excluded;

  private RuleMatcher(
      String policyNamespace, MatchBlock match, @Nullable MatchBlock exclude, Place rule) {
    this.policyNamespace = policyNamespace;
    this.matchNode = match.node();
    this.excludeNode = exclude == null ? null : exclude.node();
    this.matchMode = match.mode();
    this.match = match.filters().stream().map(FilterMatcher::new).toList();
    this.excludeMode = exclude == null ? MatchBlock.Mode.ANY : exclude.mode();
    this.exclude =
        exclude == null ? List.of() : exclude.filters().stream().map(FilterMatcher::new).toList();
    Place matchPlace = match.node().place(Place.Part.VALUE);
    this.matched = new MatchDecision(true, Reason.MATCHED, matchPlace);
    this.elsewhere = new MatchDecision(false, Reason.POLICY_NAMESPACE, rule);
    this.excluded =
        new MatchDecision(
            false,
            Reason.EXCLUDED,
            exclude == null ? rule : exclude.node().place(Place.Part.VALUE));
  }

  /**
   * Compiles a rule's clauses.
   *
   * @param policyNamespace the namespace to which the rule's policy is confined, or empty
   */
  public static RuleMatcher of(Rule rule, String policyNamespace) {
    return new RuleMatcher(
        policyNamespace, rule.match(), rule.exclude(), rule.node().place(Place.Part.VALUE));
  }

  /** Whether a resource of a type can match; false is certain. */
  public boolean mayMatch(GroupVersionKind type) {
    return mayMatch(match, matchMode, type) && !isAlwaysExcluded(type);
  }

  /** Whether the rule concerns a resource. The world is asked only where the clauses need it. */
  public MatchDecision decide(Resource resource, AdmissionRequest request, Facts facts) {
    return decide(resource, request, facts, Trace.OFF);
  }

  /**
   * Whether the rule concerns a resource. The world is asked only where the clauses need it.
   *
   * @param trace hears of each condition that is tried
   */
  public MatchDecision decide(
      Resource resource, AdmissionRequest request, Facts facts, Trace trace) {
    if (!policyNamespace.isEmpty() && !policyNamespace.equals(resource.namespace())) {
      if (trace.on()) {
        String seen = MatchWords.namespace(resource.namespace());
        Value wanted = Scalar.of(policyNamespace);
        trace.add(
            new Trace.Filtered(elsewhere.clause(), "the policy's namespace", wanted, seen, false));
      }
      return elsewhere;
    }
    boolean userMatters = !request.user().equals(UserInfo.UNKNOWN);
    trace.begin(Trace.Step.MATCH, matchNode, word(matchMode));
    MatchDecision decision = matched;
    for (int i = 0; i < match.size(); i++) {
      decision = match.get(i).decide(resource, request, facts, userMatters, trace);
      if (decision.matches() == (matchMode == MatchBlock.Mode.ANY)) {
        break;
      }
    }
    trace.end(decision.matches());
    return decision.matches() && isExcluded(resource, request, facts, trace) ? excluded : decision;
  }

  private static String word(MatchBlock.Mode mode) {
    return mode == MatchBlock.Mode.ANY ? "any" : "all";
  }

  /** Unlike in a match clause, conditions on a user who is not known do not hold here. */
  private boolean isExcluded(
      Resource resource, AdmissionRequest request, Facts facts, Trace trace) {
    if (exclude.isEmpty() || excludeNode == null) {
      return false;
    }
    trace.begin(Trace.Step.EXCLUDE, excludeNode, word(excludeMode));
    boolean any = excludeMode == MatchBlock.Mode.ANY;
    boolean excludes = !any;
    for (int i = 0; i < exclude.size(); i++) {
      if (exclude.get(i).decide(resource, request, facts, true, trace).matches() == any) {
        excludes = any;
        break;
      }
    }
    trace.end(excludes);
    return excludes;
  }

  private boolean isAlwaysExcluded(GroupVersionKind type) {
    if (exclude.isEmpty()) {
      return false;
    }
    boolean any = excludeMode == MatchBlock.Mode.ANY;
    for (int i = 0; i < exclude.size(); i++) {
      if (exclude.get(i).mustMatch(type) == any) {
        return any;
      }
    }
    return !any;
  }

  private static boolean mayMatch(
      List<FilterMatcher> filters, MatchBlock.Mode mode, GroupVersionKind type) {
    boolean any = mode == MatchBlock.Mode.ANY;
    for (int i = 0; i < filters.size(); i++) {
      if (filters.get(i).mayMatch(type) == any) {
        return any;
      }
    }
    return !any;
  }
}
