package dev.ephor.evaluation;

import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.policy.Rule;
import dev.ephor.rule.Trace;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes an object as a {@code mutate} clause says: by loops, or by one patch. */
final class Mutator {

  private final MapValue clause;
  private final Template rule;
  private final @Nullable MutationLoops loops;

  /**
   * @param clause the {@code mutate} clause
   */
  Mutator(Rule rule, MapValue clause) {
    ListValue each = clause.list("foreach");
    this.clause = clause;
    this.rule = Template.of(rule.node());
    this.loops = each == null ? null : MutationLoops.of(each, 0);
  }

  MapValue clause() {
    return clause;
  }

  Mutation mutate(RuleVariables variables, MapValue object) {
    Trace trace = variables.trace();
    trace.begin(Trace.Step.MUTATE, clause, "");
    Mutation mutation = loops == null ? patch(variables, object) : loops.mutate(variables, object);
    mutation.endOf(trace, clause, object);
    return mutation;
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
