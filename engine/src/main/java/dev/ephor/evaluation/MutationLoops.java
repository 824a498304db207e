package dev.ephor.evaluation;

import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The loops of {@code mutate.foreach}: a patch for each element of a list, each applied to what the
 * one before has left. Strategic merges go through a list from its end, since what is merged is put
 * in front.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/mutate/#foreach">Kyverno:
 *     foreach</a>
 */
final class MutationLoops {

  private final int nesting;
  private final List<Loop> loops;

  private MutationLoops(int nesting, List<Loop> loops) {
    this.nesting = nesting;
    this.loops = loops;
  }

  /**
   * One loop.
   *
   * @param backwards whether it begins at the end of its list
   * @param patches the two kinds of patches as one map; the reference fills in variables so
   * @param inner loops in this one; null for a patch
   */
  private record Loop(
      MapValue node,
      Query list,
      boolean backwards,
      List<ContextEntry> context,
      @Nullable VariableConditions preconditions,
      Template patches,
      @Nullable MutationLoops inner) {}

  static MutationLoops of(ListValue written, int nesting) {
    List<Loop> loops = new ArrayList<>();
    for (Value item : written.values()) {
      if (item instanceof MapValue node) {
        loops.add(loop(node, nesting));
      }
    }
    return new MutationLoops(nesting, List.copyOf(loops));
  }

  private static Loop loop(MapValue node, int nesting) {
    Value preconditions = node.child("preconditions");
    ListValue inner = node.list("foreach");
    String order = node.string("order");
    boolean merges = isPresent(node.child("patchStrategicMerge"));
    return new Loop(
        node,
        Query.of(Objects.requireNonNullElse(node.string("list"), "")),
        order == null ? merges : order.equals("Descending"),
        ContextEntry.read(node.child("context")),
        isPresent(preconditions) && preconditions != null
            ? VariableConditions.of(preconditions)
            : null,
        Template.of(patches(node)),
        inner == null || nesting >= Loops.DEEPEST ? null : of(inner, nesting + 1));
  }

  private static boolean isPresent(@Nullable Value value) {
    return value != null && !value.isNull();
  }

  private static MapValue patches(MapValue node) {
    MapValue.Builder patches = MapValue.builder(node.source(), node.node());
    for (String key : List.of("patchStrategicMerge", "patchesJson6902")) {
      Value patch = node.child(key);
      if (patch != null) {
        patches.put(key, patch);
      }
    }
    return patches.build();
  }

  /** Runs all loops; each sees in {@code request.object} what the one before has left. */
  Mutation mutate(RuleVariables variables, MapValue object) {
    int applied = 0;
    MapValue current = object;
    RuleVariables known = variables;
    Trace trace = variables.trace();
    for (Loop loop : loops) {
      trace.begin(Trace.Step.LOOP, loop.node(), loop.list().text());
      Resolution resolution = known.query(loop.list());
      if (resolution instanceof Unresolved unresolved) {
        String reason = unresolved.reason();
        trace.end(Trace.Answer.ERROR, reason);
        return new Mutation.Failed(
            "failed to evaluate list " + loop.list().text() + ": " + reason + ": " + reason,
            loop.node());
      }
      Value list = ((Resolved) resolution).value();
      Mutation mutation =
          turns(
              loop, list instanceof ListValue many ? many.values() : List.of(list), known, current);
      trace.end(answer(mutation), "");
      if (mutation instanceof Mutation.Failed failed) {
        return new Mutation.Failed(
            "failed to mutate elements: " + failed.message(), failed.clause());
      } else if (mutation instanceof Mutation.Changed changed) {
        applied++;
        current = changed.root();
        known = known.withObject(current);
      }
    }
    return applied == 0
        ? new Mutation.Unchanged("0 elements processed")
        : new Mutation.Changed(current);
  }

  private Mutation turns(
      Loop loop, List<Value> elements, RuleVariables variables, MapValue object) {
    MapValue current = object;
    for (int turn = 0; turn < elements.size(); turn++) {
      int index = loop.backwards() ? elements.size() - 1 - turn : turn;
      Value element = elements.get(index);
      if (element.isNull()) {
        continue;
      }
      RuleVariables inner = variables.inLoop(element, index, nesting, loop.context());
      Trace trace = variables.trace();
      trace.begin(Trace.Step.ELEMENT, loop.node(), trace.on() ? "" + index : "", element);
      if (loop.preconditions() != null) {
        Conditions.Result result =
            loop.preconditions().tryWith(inner, Trace.Step.PRECONDITIONS).result();
        if (result instanceof Conditions.Failed failed) {
          trace.end(Trace.Answer.ERROR, failed.reason());
          return new Mutation.Failed(
              "failed to evaluate mutate.foreach[" + index + "].preconditions: " + failed.reason(),
              loop.node());
        }
        if (!((Conditions.Decided) result).holds()) {
          trace.end(Trace.Answer.SKIP, "");
          continue;
        }
      }
      Mutation mutation = turn(loop, inner, current);
      mutation.endOf(trace, loop.node(), current);
      if (mutation instanceof Mutation.Failed) {
        return mutation;
      } else if (mutation instanceof Mutation.Changed changed) {
        current = changed.root();
      }
    }
    return current.equals(object)
        ? new Mutation.Unchanged(Mutation.NO_PATCHES)
        : new Mutation.Changed(current);
  }

  private static Trace.Answer answer(Mutation mutation) {
    if (mutation instanceof Mutation.Failed) {
      return Trace.Answer.ERROR;
    }
    return mutation instanceof Mutation.Changed ? Trace.Answer.YES : Trace.Answer.SKIP;
  }

  private static Mutation turn(Loop loop, RuleVariables variables, MapValue object) {
    if (loop.inner() != null) {
      return loop.inner().mutate(variables, object);
    }
    Resolution resolution = loop.patches().resolve(variables);
    if (resolution instanceof Unresolved unresolved) {
      return new Mutation.Failed(
          "variable substitution failed: " + unresolved.reason(), loop.node());
    }
    Value patches = ((Resolved) resolution).value();
    return patches instanceof MapValue map
        ? Patch.apply(map, loop.node(), object)
        : new Mutation.Failed("empty mutate rule", new Scalar(null, loop.node().source(), 0));
  }
}
