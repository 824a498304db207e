package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.RuleOutcome.Action;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.AdmittedObject;
import dev.ephor.rule.cel.CelRow;
import dev.ephor.rule.cel.PolicyProgram;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** A policy that is written in CEL, compiled. */
final class PreparedCelPolicy implements PreparedPolicy {

  private final CelPolicy policy;
  private final PolicyProgram program;
  private final Stage stage;
  private final Action action;
  private final CrashHook.OfPolicy hook;
  private final Detail detail;

  private PreparedCelPolicy(
      CelPolicy policy,
      PolicyProgram program,
      Stage stage,
      Action action,
      CrashHook.OfPolicy hook,
      Detail detail) {
    this.policy = policy;
    this.program = program;
    this.stage = stage;
    this.action = action;
    this.hook = hook;
    this.detail = detail;
  }

  static PreparedCelPolicy of(CelPolicy policy, CrashHook.OfPolicy hook, Detail detail) {
    return new PreparedCelPolicy(
        policy,
        PolicyProgram.of(policy),
        stage(policy.spec().body()),
        action(policy),
        hook,
        detail);
  }

  private static Stage stage(CelBody body) {
    if (body instanceof CelBody.Mutate || body instanceof CelBody.MutateAdmitted) {
      return Stage.MUTATE;
    }
    return body instanceof CelBody.Generate ? Stage.GENERATE : Stage.VALIDATE;
  }

  /** What a policy that names no action does: it denies. */
  private static Action action(CelPolicy policy) {
    CelBody body = policy.spec().body();
    Set<String> actions =
        body instanceof CelBody.Validate validate
            ? validate.actions()
            : body instanceof CelBody.ValidateImages images ? images.actions() : Set.of();
    return !actions.isEmpty() && !actions.contains("Deny") ? Action.AUDIT : Action.ENFORCE;
  }

  @Override
  public CelPolicy policy() {
    return policy;
  }

  @Override
  public int ruleCount() {
    return 1;
  }

  @Override
  public List<PolicyProblem> errors() {
    return CelErrors.problems(program.errors());
  }

  @Override
  public Optional<String> refusal() {
    return Optional.ofNullable(program.refusal());
  }

  @Override
  public Optional<String> refusal(Facts facts) {
    return Optional.ofNullable(program.refusal(facts));
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return program.mayMatch(type);
  }

  /** An admission policy asks for its bindings. */
  @Override
  public boolean mayAskForOthers() {
    CelBody body = policy.spec().body();
    return body instanceof CelBody.Admit
        || body instanceof CelBody.MutateAdmitted
        || PreparedPolicy.super.mayAskForOthers();
  }

  @Override
  public boolean deletes() {
    return policy.spec().body() instanceof CelBody.Delete;
  }

  @Override
  public boolean acts(Stage asked) {
    return asked == stage;
  }

  private RuleOutcome outcome(CelRow row) {
    return new RuleOutcome(
        row.rule(),
        row.status(),
        row.message(),
        action,
        row.findings(),
        row.effect(),
        row.properties());
  }

  @Override
  public PolicyAnswer run(Stage asked, Resource resource, AdmissionRequest request, Facts facts) {
    if (asked != stage || resource.isLost()) {
      return new PolicyAnswer(List.of(), resource, 0);
    } else if (!program.mayMatch(resource.type())) {
      return new PolicyAnswer(List.of(), resource, program.silentDocuments());
    }
    List<RuleOutcome> outcomes = new ArrayList<>(1);
    Resource current = resource;
    PolicyProgram.Verdict verdict = verdict(resource, request, facts);
    for (CelRow row : verdict.rows()) {
      outcomes.add(outcome(row));
      if (row.effect() instanceof Effect.Mutated mutated) {
        current = Resource.of(mutated.root());
      }
    }
    return new PolicyAnswer(outcomes, current, verdict.documents());
  }

  @Override
  public List<RuleExplanation> explain(
      Stage asked, Resource resource, AdmissionRequest request, Facts facts) {
    if (asked != stage || resource.isLost()) {
      return List.of();
    }
    List<RuleExplanation> explanations = new ArrayList<>();
    for (PolicyProgram.Told told : program.explain(resource, request, facts)) {
      List<RuleOutcome> said = told.rows().stream().map(this::outcome).toList();
      explanations.add(
          new RuleExplanation(
              told.spec() == 0 ? "" : "autogen",
              !said.isEmpty(),
              policy.spec().node(),
              told.log(),
              said));
    }
    return explanations;
  }

  private PolicyProgram.Verdict verdict(Resource resource, AdmissionRequest request, Facts facts) {
    try {
      PolicyProgram.Verdict verdict = program.judge(AdmittedObject.of(resource, request), facts);
      return detail == Detail.REASONS ? verdict.closely() : verdict;
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (RuntimeException | StackOverflowError crash) {
      hook.crashed(policy.name(), crash);
      CelRow row =
          new CelRow(
              "",
              Status.ERROR,
              "internal error in Ephor: "
                  + crash
                  + "; please report it with the policy and resource",
              List.of(
                  new Finding(
                      RuleOutcomes.whole(resource), policy.spec().node().place(Place.Part.VALUE))),
              Map.of(),
              Effect.NONE);
      return new PolicyProgram.Verdict(List.of(row), 1);
    }
  }
}
