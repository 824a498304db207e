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
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.RuleReader;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.variable.GivenObject;
import dev.ephor.rule.verifyimages.VerifiedImages;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ClusterPolicy or Policy made ready: auto-generated rules added, patterns compiled. */
final class PreparedRules implements PreparedPolicy {

  private final KyvernoPolicy policy;
  private final List<PreparedRule> rules;
  private final boolean applyOne;
  private final CrashHook.OfPolicy hook;
  private final Detail detail;

  private PreparedRules(
      KyvernoPolicy policy,
      List<PreparedRule> rules,
      boolean applyOne,
      CrashHook.OfPolicy hook,
      Detail detail) {
    this.policy = policy;
    this.rules = rules;
    this.applyOne = applyOne;
    this.hook = hook;
    this.detail = detail;
  }

  static PreparedRules of(KyvernoPolicy policy, CrashHook.OfPolicy hook, Detail detail) {
    boolean applyOne = policy.spec().applyRules() == ApplyRules.ONE;
    return new PreparedRules(policy, prepared(policy, hook), applyOne, hook, detail);
  }

  @Override
  public Policy policy() {
    return policy;
  }

  @Override
  public int ruleCount() {
    return (int)
        rules.stream().filter(rule -> rule.stage() == Stage.of(rule.rule().body())).count();
  }

  @Override
  public List<PolicyProblem> errors() {
    List<PolicyProblem> errors = new ArrayList<>();
    for (Rule rule : policy.spec().rules()) {
      if (rule.body() instanceof RuleBody.Validate validate
          && validate.check() instanceof ValidateCheck.Cel cel) {
        errors.addAll(CelErrors.problems(CelRuleBody.of(rule, validate, cel).errors()));
      }
    }
    return errors;
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).mayMatch(type)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean acts(Stage stage) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).stage() == stage) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PolicyAnswer run(Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    List<RuleOutcome> outcomes = null;
    Resource current = GivenObject.of(resource, request);
    for (int i = 0; i < rules.size(); i++) {
      PreparedRule rule = rules.get(i);
      if (rule.stage() != stage || current.isLost()) {
        continue;
      }
      List<RuleOutcome> said = rule.evaluate(new Trial(current, request, facts, detail), hook);
      if (!said.isEmpty()) {
        outcomes = outcomes == null ? new ArrayList<>(2) : outcomes;
        for (RuleOutcome outcome : said) {
          outcomes.add(ManifestPlaces.of(outcome, current));
        }
        current = after(said, current);
        if (applyOne && said.stream().anyMatch(PreparedRules::isApplied)) {
          break;
        }
      }
    }
    if (outcomes == null) {
      return PolicyAnswer.nothing(current);
    }
    return new PolicyAnswer(
        stage == Stage.GENERATE ? GeneratedTogether.of(outcomes) : outcomes,
        stage == Stage.VERIFY_IMAGES ? noted(outcomes, current) : current);
  }

  /** A policy that has verified images leaves a note of which of them. */
  private static Resource noted(List<RuleOutcome> outcomes, Resource resource) {
    Map<String, Status> statuses = new LinkedHashMap<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.VerifiedImages verified) {
        statuses.putAll(verified.statuses());
      }
    }
    return statuses.isEmpty()
        ? resource
        : Resource.changed(VerifiedImages.annotated(resource.root(), statuses));
  }

  /** What a rule has left of a resource. */
  private static Resource after(List<RuleOutcome> outcomes, Resource resource) {
    Resource current = resource;
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.Mutated mutated) {
        current = Resource.changed(mutated.root());
      } else if (outcome.effect() instanceof Effect.Lost) {
        current = current.lost();
      } else if (outcome.effect() instanceof Effect.VerifiedImages verified
          && verified.root() != current.root()) {
        current = Resource.changed(verified.root());
      }
    }
    return current;
  }

  @Override
  public List<RuleExplanation> explain(Resource resource, AdmissionRequest request, Facts facts) {
    List<RuleExplanation> explanations = new ArrayList<>();
    Resource current = resource;
    for (Stage stage : Stage.IN_ORDER) {
      current = explain(stage, GivenObject.of(current, request), request, facts, explanations);
    }
    return List.copyOf(explanations);
  }

  @Override
  public List<RuleExplanation> explain(
      Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
    List<RuleExplanation> explanations = new ArrayList<>();
    explain(stage, GivenObject.of(resource, request), request, facts, explanations);
    return explanations;
  }

  /** Explains the rules of one stage, as {@link #run} runs them; gives what they leave. */
  private Resource explain(
      Stage stage,
      Resource resource,
      AdmissionRequest request,
      Facts facts,
      List<RuleExplanation> explanations) {
    Resource current = resource;
    List<RuleExplanation> inStage = new ArrayList<>();
    List<RuleOutcome> outcomes = new ArrayList<>();
    for (PreparedRule rule : rules) {
      if (rule.stage() != stage || current.isLost()) {
        continue;
      }
      RuleExplanation told = rule.explain(policy, current, request, facts);
      List<RuleOutcome> placed = new ArrayList<>();
      for (RuleOutcome outcome : told.outcomes()) {
        placed.add(ManifestPlaces.of(outcome, current));
      }
      inStage.add(told.with(placed));
      outcomes.addAll(placed);
      current = after(placed, current);
      if (applyOne && placed.stream().anyMatch(PreparedRules::isApplied)) {
        break;
      }
    }
    int next = 0;
    List<RuleOutcome> together =
        stage == Stage.GENERATE ? GeneratedTogether.of(outcomes) : outcomes;
    for (RuleExplanation told : inStage) {
      int end = next + told.outcomes().size();
      explanations.add(told.with(together.subList(next, end)));
      next = end;
    }
    return stage == Stage.VERIFY_IMAGES ? noted(outcomes, current) : current;
  }

  private static boolean isApplied(RuleOutcome outcome) {
    return outcome.status() == Status.PASS || outcome.status() == Status.FAIL;
  }

  private static List<PreparedRule> prepared(KyvernoPolicy policy, CrashHook.OfPolicy hook) {
    IdentityHashMap<MapValue, Rule> written = new IdentityHashMap<>();
    for (Rule rule : policy.spec().rules()) {
      written.put(rule.node(), rule);
    }
    Exemptions exemptions = new Exemptions(policy.qualifiedName());
    List<PreparedRule> rules = new ArrayList<>();
    for (AutogenRules.ForKinds computed : AutogenRules.of(policy.document())) {
      Rule known = written.get(computed.rule());
      Rule rule = known == null ? RuleReader.read(computed.rule()) : known;
      PreparedRule prepared = PreparedRule.of(policy, rule, computed.kinds(), exemptions, hook);
      PreparedRule check = prepared.check(policy.namespace(), exemptions);
      rules.add(prepared);
      if (check != null) {
        rules.add(check);
      }
    }
    rules.sort(Comparator.comparing(PreparedRule::stage));
    return List.copyOf(rules);
  }
}
