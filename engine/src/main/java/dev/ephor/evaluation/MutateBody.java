package dev.ephor.evaluation;

import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a mutate rule does to a resource.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/mutate/">Kyverno: mutate
 *     rules</a>
 */
final class MutateBody implements VariableBody {

  private final MapValue clause;
  private final Template rule;
  private final @Nullable MutationLoops loops;

  private MutateBody(MapValue clause, Template rule, @Nullable MutationLoops loops) {
    this.clause = clause;
    this.rule = rule;
    this.loops = loops;
  }

  /**
   * @param clause the {@code mutate} clause
   */
  static VariableBody of(Rule rule, MapValue clause) {
    ListValue each = clause.list("foreach");
    return new MutateBody(
        clause, Template.of(rule.node()), each == null ? null : MutationLoops.of(each, 0));
  }

  @Override
  public RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    Mutation mutation = mutate(variables, trial.resource().root());
    Place whole = RuleOutcomes.whole(trial.resource());
    if (mutation instanceof Mutation.Changed changed) {
      return outcomes.withEffect(
          Status.PASS, message(changed.root()), List.of(), new Effect.Mutated(changed.root()));
    } else if (mutation instanceof Mutation.Failed failed) {
      Place place = failed.clause().place(Place.Part.VALUE);
      return outcomes.withEffect(
          Status.ERROR, failed.message(), List.of(new Finding(whole, place)), new Effect.Lost());
    }
    return outcomes.of(
        Status.SKIP,
        ((Mutation.Unchanged) mutation).message(),
        whole,
        clause.place(Place.Part.VALUE));
  }

  private Mutation mutate(RuleVariables variables, MapValue object) {
    return loops == null ? patch(variables, object) : loops.mutate(variables, object);
  }

  /** As the reference does, variables in all of the rule are filled in, not in the patch alone. */
  private Mutation patch(RuleVariables variables, MapValue object) {
    Resolution resolution = rule.resolve(variables);
    if (resolution instanceof Unresolved unresolved) {
      return new Mutation.Failed("variable substitution failed: " + unresolved.reason(), clause);
    }
    MapValue resolved =
        ((Resolved) resolution).value() instanceof MapValue map ? map.map("mutate") : null;
    return Patch.apply(Objects.requireNonNullElse(resolved, clause), clause, object);
  }

  /** What the reference says of an object that was changed. */
  static String message(MapValue root) {
    MapValue metadata = root.map("metadata");
    String name = metadata == null ? null : metadata.string("name");
    String namespace = metadata == null ? null : metadata.string("namespace");
    String message =
        "mutated "
            + Objects.requireNonNullElse(root.string("kind"), "")
            + "/"
            + Objects.requireNonNullElse(name, "");
    return namespace == null || namespace.isEmpty()
        ? message
        : message + " in namespace " + namespace;
  }
}
