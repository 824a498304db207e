package dev.ephor.convert;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.schema.ApplyTopology;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A strategic merge patch as operations of a JSON patch, for what a partial object cannot say: an
 * API server merges no partial object into lists and maps that it takes for one value.
 */
final class MergeOps {

  private final LiteralCel literals;
  private final List<String> used = new ArrayList<>();
  private final List<Cel> conditions = new ArrayList<>();

  MergeOps(LiteralCel literals) {
    this.literals = literals;
  }

  /** Whether a patch reaches into something that an API server replaces as a whole. */
  static boolean isNeeded(Value patch, @Nullable Schema schema) {
    if (patch instanceof ListValue list) {
      return list.values().stream()
          .anyMatch(item -> isNeeded(item, schema == null ? null : schema.item()));
    }
    if (!(patch instanceof MapValue map)) {
      return false;
    }
    for (String written : map.keys()) {
      Anchor anchor = Anchor.parse(written);
      String key = anchor == null ? written : anchor.key();
      Value value = map.child(written);
      Schema below = schema == null ? null : schema.under(key);
      if (schema instanceof ObjectSchema type && value != null) {
        boolean atomic =
            (below instanceof ListSchema
                    && ApplyTopology.list(type, key) instanceof ApplyTopology.Atomic)
                || (!(below instanceof ListSchema) && ApplyTopology.isAtomicMap(type, key))
                || (below instanceof ObjectSchema object && ApplyTopology.isAtomic(object));
        if (atomic) {
          return true;
        }
      }
      if (value != null && isNeeded(value, below)) {
        return true;
      }
    }
    return false;
  }

  /** What must be so for anything to be patched; none for always. */
  List<Cel> conditions() {
    return conditions;
  }

  /** The operations that merge a map into what stands at a place, which is there. */
  PatchOps merge(MapValue patch, Ref at, Pointer path) throws NotConvertible {
    PatchOps ops = new PatchOps();
    for (String written : patch.keys()) {
      Value value = patch.child(written);
      Anchor anchor = Anchor.parse(written);
      if (value != null && anchor != null && anchor.kind() == Anchor.Kind.CONDITION) {
        conditions.add(PatchItems.passes(anchor.key(), value, at));
        continue;
      }
      if (value == null || (anchor != null && anchor.kind() != Anchor.Kind.ADD_IF_ABSENT)) {
        throw new NotConvertible(patch, "a condition in a patch");
      }
      String key = anchor == null ? written : anchor.key();
      if (key.startsWith("$") || key.indexOf('*') >= 0) {
        throw new NotConvertible(patch, "a directive or a wildcard in a patch");
      }
      Ref child = at.child(key);
      Pointer there = path.child(key);
      if (value.isNull()) {
        PatchOps remove = new PatchOps().operation("remove", there, "");
        ops.either(child.asked(), remove, new PatchOps());
      } else if (anchor != null) {
        ops.either(child.asked(), new PatchOps(), added(there, value));
      } else {
        entry(value, child, there, ops);
      }
    }
    return ops;
  }

  private PatchOps added(Pointer path, Value value) throws NotConvertible {
    return new PatchOps().operation("add", path, literals.of(unconditional(value), ""));
  }

  private void entry(Value value, Ref child, Pointer path, PatchOps ops) throws NotConvertible {
    boolean map = !(child.schema() instanceof ListSchema);
    if (value instanceof MapValue inner && PatchItems.isOnlyConditional(value)) {
      merge(inner, child, path);
    } else if (value instanceof MapValue inner && map) {
      PatchOps merged = merge(inner, child.present(), path);
      if (child.optional()) {
        ops.either(child.asked(), merged, added(path, value));
      } else {
        ops.either(Cel.Text.TRUE, merged, merged);
      }
    } else if (value instanceof ListValue list
        && child.schema() instanceof ListSchema schema
        && schema.mergeKey() != null) {
      List<Value> plain = new ArrayList<>();
      for (Value item : list.values()) {
        if (item instanceof MapValue some && PatchItems.isConditional(some)) {
          Ref one = child.item(used);
          used.add(one.text());
          Cel kept = PatchItems.condition(some, one);
          PatchOps inner = merge(PatchItems.unconditional(some), one, path.computed("string(i)"));
          ops.each(child.or("[]"), "i", one.text(), kept, inner);
        } else {
          plain.add(item);
        }
      }
      if (plain.isEmpty()) {
        return;
      } else if (plain.size() < list.size()) {
        throw new NotConvertible(list, "items with conditions beside others in a patch");
      }
      PatchOps merged = items(list, child.present(), path, schema.mergeKey());
      ops.either(child.optional() ? child.asked() : Cel.Text.TRUE, merged, added(path, value));
    } else {
      added(ops, path, value);
    }
  }

  private void added(PatchOps ops, Pointer path, Value value) throws NotConvertible {
    ops.operation("add", path, literals.of(unconditional(value), ""));
  }

  /** Items are merged with those that have the same key; others are put in front. */
  private PatchOps items(ListValue list, Ref at, Pointer path, String key) throws NotConvertible {
    PatchOps ops = new PatchOps();
    for (Value item : list.values()) {
      Value name = item instanceof MapValue map ? map.child(key) : null;
      if (!(item instanceof MapValue map) || name == null || name.isNull()) {
        throw new NotConvertible(list, "items of a list in a patch without their key");
      }
      Ref one = at.item(used);
      used.add(one.text());
      String wanted = literals.of(name, "");
      Cel same = Cel.compare(one.child(key).or("''"), "==", wanted);
      PatchOps inner = merge(map.without(key), one, path.computed("string(i)"));
      PatchOps merged = new PatchOps().each(at.text(), "i", one.text(), same, inner);
      PatchOps added = new PatchOps();
      added(added, path.child("0"), item);
      if (inner.isEmpty()) {
        ops.either(Cel.exists(at.text(), one.text(), same), new PatchOps(), added);
      } else {
        ops.either(Cel.exists(at.text(), one.text(), same), merged, added);
      }
    }
    return ops;
  }

  /** What is put where nothing stands: the anchors that only add are no conditions there. */
  static Value unconditional(Value value) throws NotConvertible {
    if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      for (Value item : list.values()) {
        items.add(unconditional(item));
      }
      return ListValue.of(items, list.source(), list.node());
    }
    if (!(value instanceof MapValue map)) {
      return value;
    }
    MapValue.Builder made = MapValue.builder(Source.NONE, 0);
    for (String written : map.keys()) {
      Anchor anchor = Anchor.parse(written);
      Value child = map.child(written);
      if (anchor != null && anchor.kind() != Anchor.Kind.ADD_IF_ABSENT) {
        throw new NotConvertible(map, "a condition in a patch");
      } else if (child != null && !child.isNull()) {
        made.put(anchor == null ? written : anchor.key(), unconditional(child));
      }
    }
    return made.build();
  }
}
