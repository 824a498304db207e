package dev.ephor.convert;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code mutate} clause of a rule as mutations. */
final class MutateCel {

  private final PolicyDraft draft;
  private final Map<String, Val> names;
  private final @Nullable Schema schema;
  private final Set<String> controllers;

  /**
   * @param controllers those for which Kyverno makes rules of this one
   */
  MutateCel(
      PolicyDraft draft, Map<String, Val> names, @Nullable Schema schema, Set<String> controllers) {
    this.draft = draft;
    this.names = names;
    this.schema = schema;
    this.controllers = controllers;
  }

  /** Adds the mutations to the draft. */
  void add(MapValue mutate) throws NotConvertible {
    Value targets = mutate.child("targets");
    ListValue loops = mutate.list("foreach");
    String json = mutate.string("patchesJson6902");
    MapValue patch = mutate.map("patchStrategicMerge");
    if (targets != null) {
      throw new NotConvertible(
          targets, "mutate.targets: a MutatingPolicy changes them whatever is admitted");
    } else if (draft.where instanceof Cel.Join) {
      // Of several operands CEL takes the one that does not fail, in any order; the rule does not.
      throw new NotConvertible(
          mutate, "several preconditions of a mutation that fail where a field is absent");
    } else if (loops != null) {
      throw new NotConvertible(loops, "mutate.foreach");
    } else if (json != null) {
      throw new NotConvertible(mutate, "mutate.patchesJson6902");
    } else if (patch == null) {
      throw new NotConvertible(mutate, "a mutation without a patch");
    }
    merge(patch);
  }

  private void merge(MapValue patch) throws NotConvertible {
    if (schema == null) {
      throw new NotConvertible(patch, "a patch of a kind whose schema is unknown");
    }
    boolean metadata = !controllers.isEmpty() && named(patch, "metadata");
    if (!metadata && !MergeOps.isNeeded(patch, schema)) {
      put(PatchCel.of(patch, Ref.of("object", schema)), false);
      return;
    }
    MergeOps ops = new MergeOps(new LiteralCel(names, schema, true));
    PodOrTemplate root = new PodOrTemplate(Ref.of("object", schema), Pointer.ROOT);
    if (!controllers.isEmpty()) {
      if (!draft.where.equals(Cel.Text.TRUE) || draft.asksForPod) {
        throw new NotConvertible(
            patch, "preconditions beside a patch that auto-generation does not carry over");
      }
      root = PodOrTemplate.in(draft, controllers);
    }
    put(ops.merge(patch, root.ref(), root.path()).list(), true);
  }

  private static boolean named(MapValue patch, String field) {
    return patch.keys().stream()
        .anyMatch(
            key -> {
              Anchor anchor = Anchor.parse(key);
              return (anchor == null ? key : anchor.key()).equals(field);
            });
  }

  private void put(String expression, boolean json) {
    String none = json ? "[]" : "Object{}";
    draft.mutations.add(
        new PolicyDraft.Mutation(
            draft.where.equals(Cel.Text.TRUE)
                ? expression
                : draft.where.lines()
                    + " ?\n"
                    + expression.indent(2).stripTrailing()
                    + " :\n  "
                    + none,
            json));
  }
}
