package dev.ephor.rule.mutate;

import dev.ephor.rule.mutate.MergeTypes.Known;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A patch merged into an object as the reference's library (kyaml) does it: maps field by field, a
 * null removes, known lists item by item with new items first, other lists replace. The object is
 * cleaned of nulls on the way, except inside lists that are left alone.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/">Kubernetes:
 *     strategic merge patch</a>
 */
public final class StrategicMerge {

  /** How deep objects and patches are looked into. */
  static final int DEEPEST = 500;

  private StrategicMerge() {}

  /**
   * Merges a patch without anchors.
   *
   * @return the very same object where the patch changes nothing
   * @throws PatchFailure where it does not apply
   */
  public static MapValue merge(MapValue object, MapValue patch) {
    if (merge(object, patch, Known.NOTHING, 0) instanceof MapValue merged) {
      return merged;
    }
    throw new PatchFailure("filter cannot create or delete objects");
  }

  /** Null for nothing left. */
  static @Nullable Value merge(
      @Nullable Value target, @Nullable Value patch, Known known, int depth) {
    if (depth > DEEPEST) {
      throw new PatchFailure("the patch or the object nests deeper than " + DEEPEST + " levels");
    }
    Value first = NodeText.isNothing(target) ? patch : target;
    if (first instanceof ListValue) {
      NodeText.demand("SequenceNode", target);
      NodeText.demand("SequenceNode", patch);
      return known.keys() == null ? replaced(target, patch) : list(target, patch, known, depth);
    }
    if (first instanceof Scalar && !first.isNull()) {
      NodeText.demand("ScalarNode", target);
      NodeText.demand("ScalarNode", patch);
      return replaced(target, patch);
    }
    NodeText.demand("MappingNode", target);
    NodeText.demand("MappingNode", patch);
    return map(target, patch, known, depth);
  }

  private static @Nullable Value replaced(@Nullable Value target, @Nullable Value patch) {
    Value left = patch == null ? target : patch;
    return left == null || left.isNull() ? null : left;
  }

  private static @Nullable Value map(
      @Nullable Value target, @Nullable Value patch, Known known, int depth) {
    String type = known.keys() == null ? known.type() : null;
    type = type == null ? MergeTypes.named(target) : type;
    type = type == null ? MergeTypes.named(patch) : type;
    if (!(target instanceof MapValue present)) {
      if (!(patch instanceof MapValue added)) {
        return patch == null ? target : null;
      }
      Value written = added.child(Directive.KEY);
      boolean directed = written != null && Directive.isKnown(written);
      MapValue clean = directed ? added.without(Directive.KEY) : added;
      return directed && written != null && NodeText.of(written).equals("delete")
          ? null
          : fields(clean, clean, type, depth);
    }
    if (patch != null && patch.isNull()) {
      return null;
    }
    Directive.Found found = Directive.in(patch, present);
    return switch (found.directive()) {
      case DELETE -> null;
      case REPLACE -> fields((MapValue) found.patch(), (MapValue) found.patch(), type, depth);
      case MERGE ->
          fields(
              target == patch ? (MapValue) found.patch() : present,
              patch == null ? null : (MapValue) found.patch(),
              type,
              depth);
    };
  }

  /** The fields of a map merged with those of a patch; a map merged with itself is cleaned. */
  private static MapValue fields(
      MapValue base, @Nullable MapValue patch, @Nullable String type, int depth) {
    TreeSet<String> names = new TreeSet<>(GoJson.BY_CODE_POINT);
    names.addAll(base.keys());
    if (patch != null) {
      names.addAll(patch.keys());
    }
    MapValue merged = base;
    for (String name : names) {
      Value before = base.child(name);
      Value after =
          merge(
              before,
              patch == null ? null : patch.child(name),
              MergeTypes.field(type, name),
              depth + 1);
      if (after == null) {
        merged = merged.without(name);
      } else if (after != before) {
        merged = merged.with(name, quotedAs(before, after));
      }
    }
    return merged;
  }

  /** What takes the place of a quoted string is quoted, and so a string. */
  private static Value quotedAs(@Nullable Value before, Value after) {
    return before != null
            && before.asString() != null
            && after instanceof Scalar scalar
            && scalar.asString() == null
        ? new Scalar(NodeText.of(scalar), scalar.source(), scalar.node())
        : after;
  }

  private static @Nullable Value list(
      @Nullable Value target, @Nullable Value patch, Known known, int depth) {
    if (!(target instanceof ListValue present)) {
      return patch instanceof ListValue added
          ? new KeyedLists(known, depth).merge(added, added)
          : null;
    }
    if (patch == null) {
      return new KeyedLists(known, depth).merge(present, null);
    }
    if (patch.isNull()) {
      return null;
    }
    if (patch == target) {
      Directive.Found found = Directive.in(patch, present);
      ListValue clean = (ListValue) found.patch();
      return found.directive() == Directive.DELETE
          ? null
          : new KeyedLists(known, depth).merge(clean, clean);
    }
    Directive.Found found = Directive.in(patch, present);
    ListValue given = (ListValue) found.patch();
    return switch (found.directive()) {
      case DELETE -> null;
      case REPLACE -> new KeyedLists(known, depth).merge(given, given);
      case MERGE -> new KeyedLists(known, depth).merge(present, given);
    };
  }
}
