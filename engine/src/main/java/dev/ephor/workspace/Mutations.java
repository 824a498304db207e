package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyAnswer;
import dev.ephor.evaluation.Stage;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What policies make of a resource before it is judged: each changes what the one before has left,
 * as at admission. One that fails to change it leaves nothing, and ends that.
 *
 * @param steps the policies that may change it, in order
 * @param result what they leave of it; the same object where nothing changed it
 */
record Mutations(List<Step> steps, Resource result) {

  private static final List<Stage> STAGES = List.of(Stage.MUTATE, Stage.VERIFY_IMAGES);

  /**
   * One policy in one stage.
   *
   * @param input the resource as it found it
   * @param answer what it said, and left
   */
  record Step(PolicyUnit policy, Stage stage, Resource input, PolicyAnswer answer, Reads reads) {

    /** The rules that changed the resource; one that verifies images leaves a note in it. */
    List<String> changing() {
      List<String> rules = new ArrayList<>();
      MapValue current = input.root();
      for (RuleOutcome outcome : answer.outcomes()) {
        MapValue next = current;
        boolean noted = false;
        if (outcome.effect() instanceof Effect.Mutated mutated) {
          next = mutated.root();
        } else if (outcome.effect() instanceof Effect.VerifiedImages verified) {
          next = verified.root();
          noted = !verified.statuses().isEmpty();
        }
        if (next != current || noted) {
          rules.add(outcome.rule());
        }
        current = next;
      }
      return rules;
    }
  }

  Mutations {
    steps = List.copyOf(steps);
  }

  /**
   * Runs the policies that change things.
   *
   * @param known an earlier run on the same resource; its steps are kept where nothing they read
   *     has changed
   */
  static Mutations of(
      @Nullable Mutations known,
      Resource resource,
      List<PolicyUnit> candidates,
      AdmissionRequest request,
      Facts facts,
      Evaluations evaluations) {
    List<Step> steps = new ArrayList<>();
    Resource current = resource;
    for (Stage stage : STAGES) {
      for (PolicyUnit policy : candidates) {
        if (policy.changes(stage) && !current.isLost()) {
          Step step = known == null ? null : known.find(policy, stage, current);
          if (step == null || !step.reads().hold(facts)) {
            evaluations.count(policy, resource);
            step = run(policy, stage, current, request, facts);
          }
          steps.add(step);
          current = step.answer().resource();
        }
      }
    }
    if (known != null
        && current != known.result()
        && same(known.result().root(), current.root(), resource.root().source())) {
      current = known.result();
    }
    return new Mutations(steps, current);
  }

  /** The resource as a policy finds it in a stage: others have changed it before. */
  Resource input(PolicyUnit policy, Stage stage) {
    for (Step step : steps) {
      if (step.policy() == policy && step.stage() == stage) {
        return step.input();
      }
    }
    return result;
  }

  /** What each rule made of the resource, in order; rules that left it as it was say nothing. */
  List<Judged.Mutation> made() {
    List<Judged.Mutation> made = new ArrayList<>();
    for (Step step : steps) {
      MapValue current = step.input().root();
      for (RuleOutcome outcome : step.answer().outcomes()) {
        MapValue next =
            outcome.effect() instanceof Effect.Mutated mutated
                ? mutated.root()
                : outcome.effect() instanceof Effect.VerifiedImages verified
                    ? verified.root()
                    : current;
        if (next != current) {
          made.add(new Judged.Mutation(step.policy().key(), outcome.rule(), current, next));
        }
        current = next;
      }
    }
    return made;
  }

  /** What a policy said while it changed the resource. */
  List<RuleOutcome> outcomes(PolicyUnit policy) {
    List<RuleOutcome> outcomes = List.of();
    for (Step step : steps) {
      if (step.policy() == policy && !step.answer().outcomes().isEmpty()) {
        outcomes = new ArrayList<>(outcomes);
        outcomes.addAll(step.answer().outcomes());
      }
    }
    return outcomes;
  }

  private @Nullable Step find(PolicyUnit policy, Stage stage, Resource input) {
    for (Step step : steps) {
      if (step.policy() == policy && step.stage() == stage && step.input() == input) {
        return step;
      }
    }
    return null;
  }

  private static Step run(
      PolicyUnit policy, Stage stage, Resource input, AdmissionRequest request, Facts facts) {
    Reads.Recorder recorder = new Reads.Recorder(facts);
    PolicyAnswer answer;
    try {
      answer = policy.change(stage, input, request, recorder);
    } catch (RuntimeException | StackOverflowError crash) {
      answer = new PolicyAnswer(List.of(Cell.crashed(policy, input, crash)), input);
    }
    return new Step(policy, stage, input, answer, recorder.reads());
  }

  /**
   * Whether two objects say the same and have the same parts in the manifest, so that whatever is
   * said of the one, and where, holds for the other.
   */
  private static boolean same(Value then, Value now, Source manifest) {
    if (then == now) {
      return true;
    }
    boolean written = then.source() == manifest;
    if (written != (now.source() == manifest) || (written && then.node() != now.node())) {
      return false;
    }
    if (then instanceof MapValue before && now instanceof MapValue after) {
      if (before.size() != after.size()) {
        return false;
      }
      for (int i = 0; i < before.size(); i++) {
        if (!before.keyAt(i).equals(after.keyAt(i))
            || !same(before.valueAt(i), after.valueAt(i), manifest)) {
          return false;
        }
      }
      return true;
    }
    if (then instanceof ListValue before && now instanceof ListValue after) {
      if (before.size() != after.size()) {
        return false;
      }
      for (int i = 0; i < before.size(); i++) {
        if (!same(before.at(i), after.at(i), manifest)) {
          return false;
        }
      }
      return true;
    }
    return then.equals(now);
  }
}
