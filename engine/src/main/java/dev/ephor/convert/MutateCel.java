package dev.ephor.convert;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
          targets,
          "mutate.targets: a MutatingPolicy changes existing objects whatever else is judged, and"
              + " does not know the variable target");
    } else if (draft.where instanceof Cel.Join) {
      // Of several operands CEL takes the one that does not fail, in any order; the rule does not.
      throw new NotConvertible(
          mutate, "several preconditions of a mutation that fail where a field is absent");
    } else if (loops != null) {
      for (Value loop : loops.values()) {
        if (loop instanceof MapValue map) {
          loop(map);
        }
      }
      return;
    } else if (json != null) {
      put(new JsonPatchCel(names, schema, mutate, null).of(json), true);
      return;
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
      PatchCel partial = new PatchCel(new LiteralCel(names, schema, true), null);
      String made = partial.of(patch, Ref.of("object", schema));
      only(partial.conditions());
      put(made, false);
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
    String made = ops.merge(patch, root.ref(), root.path()).list();
    only(ops.conditions());
    put(made, true);
  }

  /** A patch whose conditions do not hold changes nothing. */
  private void only(List<Cel> conditions) {
    Cel all = Cel.and(conditions);
    if (!all.equals(Cel.Text.TRUE)) {
      draft.matchConditions.add(new PolicyDraft.Named("patched", all.lines()));
    }
  }

  private void loop(MapValue loop) throws NotConvertible {
    JmesCel jmes = new JmesCel(names, schema, loop);
    Val.Each each = jmes.each(jmes.of(Objects.requireNonNullElse(loop.string("list"), "")), false);
    MapValue patch = loop.map("patchStrategicMerge");
    String json = loop.string("patchesJson6902");
    if (loop.list("foreach") != null) {
      throw new NotConvertible(loop, "a foreach in another that mutates");
    } else if (each.levels().size() != 1
        || !(each.item() instanceof Val.Path)
        || each.levels().get(0).solid().startsWith("(")) {
      throw new NotConvertible(loop, "a foreach that mutates over a list that is computed");
    } else if (patch == null && json == null) {
      throw new NotConvertible(loop, "a foreach without a patch");
    }
    Ref element = ((Val.Path) each.item()).ref();
    Map<String, Val> inner = new HashMap<>(names);
    inner.put("element", each.item());
    inner.put("element0", each.item());
    for (String index : List.of("elementIndex", "elementIndex0")) {
      inner.put(index, new Val.Expr("i", Val.Type.NUMBER));
    }
    ContextCel.add(loop.list("context"), schema, inner);
    Value preconditions = loop.child("preconditions");
    Cel holds =
        preconditions == null || preconditions.isNull()
            ? Cel.Text.TRUE
            : new ConditionsCel(inner, schema).of(preconditions);
    Cel kept = Cel.and(Cel.and(each.guards()), holds);
    Val.Level named = each.levels().get(0);
    // A list that is absent is an error, unless the rule has a default for it.
    boolean always = each.there().equals(Cel.Text.TRUE);
    Val.Level level =
        new Val.Level(always ? named.list() : named.solid(), named.solid(), named.variable());
    if (patch != null) {
      if (MergeOps.isNeeded(patch, schema)) {
        throw new NotConvertible(
            patch, "a foreach that merges into what an API server replaces as a whole");
      }
      PatchCel.Loop about = new PatchCel.Loop(level, element, kept);
      PatchCel partial = new PatchCel(new LiteralCel(inner, schema, true), about);
      String made = partial.of(patch, Ref.of("object", schema));
      only(partial.conditions());
      put(made, false);
      return;
    }
    boolean backwards = "Descending".equals(loop.string("order"));
    JsonPatchCel.Loop about =
        new JsonPatchCel.Loop(level, element, kept, backwards, !each.guards().isEmpty());
    put(new JsonPatchCel(inner, schema, loop, about).of(String.valueOf(json)), true);
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
