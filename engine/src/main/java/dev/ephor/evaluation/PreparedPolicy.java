package dev.ephor.evaluation;

import dev.ephor.autogen.AutogenRules;
import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.ApplyRules;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleReader;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A policy made ready to judge many resources: auto-generated rules added, patterns compiled.
 * Immutable and safe for any number of threads.
 */
public final class PreparedPolicy {

  private final Policy policy;
  private final List<PreparedRule> rules;
  private final boolean applyOne;
  private final CrashHook.OfPolicy hook;

  private PreparedPolicy(
      Policy policy, List<PreparedRule> rules, boolean applyOne, CrashHook.OfPolicy hook) {
    this.policy = policy;
    this.rules = rules;
    this.applyOne = applyOne;
    this.hook = hook;
  }

  /** Prepares a policy whose crashes are told in outcomes only. */
  public static PreparedPolicy of(Policy policy) {
    return of(policy, CrashHook.IGNORE);
  }

  /** Prepares a policy. One of a kind that is not evaluated matches nothing. */
  public static PreparedPolicy of(Policy policy, CrashHook hook) {
    CrashHook.OfPolicy told = hook.of(policy.qualifiedName());
    if (policy instanceof KyvernoPolicy kyverno) {
      List<PreparedRule> rules = prepared(kyverno, told);
      boolean applyOne = kyverno.spec().applyRules() == ApplyRules.ONE;
      return new PreparedPolicy(policy, rules, applyOne, told);
    }
    return new PreparedPolicy(policy, List.of(), false, told);
  }

  public Policy policy() {
    return policy;
  }

  /** The rules, generated ones included, in the order in which they are evaluated. */
  public List<Rule> rules() {
    return rules.stream().map(PreparedRule::rule).toList();
  }

  /** A note for each written rule that this build does not evaluate, at what it does not know. */
  public List<PolicyProblem> unevaluated() {
    List<PolicyProblem> notes = new ArrayList<>();
    if (policy instanceof KyvernoPolicy kyverno) {
      for (Rule rule : kyverno.spec().rules()) {
        Unevaluated found = Unevaluated.in(rule);
        if (found != null) {
          notes.add(
              new PolicyProblem(
                  found.clause().place(Place.Part.KEY),
                  Severity.INFORMATION,
                  "not-evaluated",
                  "rule " + rule.name() + " is " + found.message()));
        }
      }
    }
    return notes;
  }

  /**
   * Whether some rule could match a resource of this type; false is certain, true is not. Callers
   * use it as an index, so that pairs that cannot match cost nothing.
   */
  public boolean mayMatch(GroupVersionKind type) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).mayMatch(type)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Judges a resource.
   *
   * @return an outcome for each rule that matches, in the order in which Kyverno reports them;
   *     empty when none does
   */
  public List<RuleOutcome> evaluate(Resource resource, AdmissionRequest request, Facts facts) {
    List<RuleOutcome> outcomes = null;
    RuleBodyJudge afterChange = null;
    Stage done = null;
    for (int i = 0; i < rules.size(); i++) {
      PreparedRule rule = rules.get(i);
      if (rule.stage() == done) {
        continue;
      }
      RuleOutcome outcome = rule.evaluate(resource, request, facts, afterChange, hook);
      if (outcome != null) {
        outcomes = outcomes == null ? new ArrayList<>(2) : outcomes;
        outcomes.add(outcome);
        if (afterChange == null && Unevaluated.isToldBy(outcome)) {
          afterChange = rule.afterChange();
        }
        done = applyOne && isApplied(outcome) ? rule.stage() : done;
      }
    }
    return outcomes == null ? List.of() : List.copyOf(outcomes);
  }

  private static boolean isApplied(RuleOutcome outcome) {
    return outcome.status() == Status.PASS || outcome.status() == Status.FAIL;
  }

  private static List<PreparedRule> prepared(KyvernoPolicy policy, CrashHook.OfPolicy hook) {
    IdentityHashMap<MapValue, Rule> written = new IdentityHashMap<>();
    for (Rule rule : policy.spec().rules()) {
      written.put(rule.node(), rule);
    }
    List<PreparedRule> rules = new ArrayList<>();
    for (AutogenRules.ForKinds computed : AutogenRules.of(policy.document())) {
      Rule known = written.get(computed.rule());
      Rule rule = known == null ? RuleReader.read(computed.rule()) : known;
      rules.add(PreparedRule.of(policy, rule, computed.kinds(), hook));
    }
    rules.sort(Comparator.comparing(PreparedRule::stage));
    return List.copyOf(rules);
  }
}
