package dev.ephor.evaluation;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;

/**
 * What a mutate rule does to the resource that it matches.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/mutate/">Kyverno: mutate
 *     rules</a>
 */
record MutateBody(Mutator mutator) implements VariableBody {

  /**
   * @param clause the {@code mutate} clause
   */
  static VariableBody of(KyvernoPolicy policy, Rule rule, MapValue clause) {
    Mutator mutator = new Mutator(rule, clause);
    ListValue targets = clause.list("targets");
    return targets == null || targets.isEmpty()
        ? new MutateBody(mutator)
        : MutationTargets.of(policy, mutator, targets);
  }

  @Override
  public RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    Mutation mutation = mutator.mutate(variables, trial.resource().root());
    Place whole = RuleOutcomes.whole(trial.resource());
    if (mutation instanceof Mutation.Changed changed) {
      return outcomes.withEffect(
          Status.PASS,
          Mutator.message(changed.root()),
          List.of(),
          new Effect.Mutated(changed.root()));
    } else if (mutation instanceof Mutation.Failed failed) {
      Place place = failed.clause().place(Place.Part.VALUE);
      return outcomes.withEffect(
          Status.ERROR, failed.message(), List.of(new Finding(whole, place)), new Effect.Lost());
    }
    return outcomes.of(
        Status.SKIP,
        ((Mutation.Unchanged) mutation).message(),
        whole,
        mutator.clause().place(Place.Part.VALUE));
  }
}
