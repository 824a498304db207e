package dev.ephor.rule.apply;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.ApplyTopology;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges a partial object into a whole one, by type. */
public final class StructuredMerge {

  private StructuredMerge() {}

  /**
   * Merges.
   *
   * @param schema its structure; null where it is not known, which is an error
   * @param original the whole object
   * @param patch the partial object, without {@code apiVersion} and {@code kind}
   * @throws ApplyFailure with the reason, where the types forbid it
   */
  public static MapValue apply(@Nullable ObjectSchema schema, MapValue original, MapValue patch)
      throws ApplyFailure {
    if (schema == null) {
      throw new ApplyFailure("type converter must not be nil");
    }
    List<String> errors = TypedValue.errors(patch, schema, false);
    if (!errors.isEmpty()) {
      throw new ApplyFailure("failed to convert patch object to typed object: " + joined(errors));
    }
    List<String> atomics = TypedValue.atomics(patch, schema);
    if (!atomics.isEmpty()) {
      throw new ApplyFailure(
          "invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: "
              + String.join(", ", atomics));
    }
    errors = TypedValue.errors(original, schema, true);
    if (!errors.isEmpty()) {
      throw new ApplyFailure(
          "failed to convert original object to typed object: " + joined(errors));
    }
    return object(original, patch, schema);
  }

  private static String joined(List<String> errors) {
    return errors.size() == 1 ? errors.get(0) : "errors:\n  " + String.join("\n  ", errors);
  }

  private static MapValue object(MapValue left, MapValue right, ObjectSchema type) {
    MapValue.Builder merged = left.toBuilder();
    for (int i = 0; i < right.size(); i++) {
      String name = right.keyAt(i);
      Field field = type.field(name);
      Value before = left.child(name);
      Value after = right.valueAt(i);
      if (after.isNull() && before != null) {
        continue;
      }
      merged.put(name, field == null ? after : value(before, after, field.type(), type, name));
    }
    return merged.build();
  }

  private static Value value(
      @Nullable Value left, Value right, Schema type, ObjectSchema owner, String field) {
    if (type instanceof AnySchema any && any.merges()) {
      return free(left, right);
    }
    if (left instanceof MapValue before && right instanceof MapValue after) {
      if (type instanceof ObjectSchema object) {
        return ApplyTopology.isAtomic(object) ? after : object(before, after, object);
      } else if (type instanceof MapSchema && !ApplyTopology.isAtomicMap(owner, field)) {
        MapValue.Builder merged = before.toBuilder();
        for (int i = 0; i < after.size(); i++) {
          merged.put(after.keyAt(i), after.valueAt(i));
        }
        return merged.build();
      }
    } else if (left instanceof ListValue before
        && right instanceof ListValue after
        && type instanceof ListSchema list) {
      ApplyTopology.ListMerge merge = ApplyTopology.list(owner, field);
      return merge instanceof ApplyTopology.Atomic
          ? after
          : list(before, after, list, merge, owner, field);
    }
    return right;
  }

  /** Merges maps of which nothing is known, key by key and however deep. */
  private static Value free(@Nullable Value left, Value right) {
    if (!(left instanceof MapValue before) || !(right instanceof MapValue after)) {
      return right;
    }
    MapValue.Builder merged = before.toBuilder();
    for (int i = 0; i < after.size(); i++) {
      String key = after.keyAt(i);
      merged.put(key, free(before.child(key), after.valueAt(i)));
    }
    return merged.build();
  }

  /** Items of both, in an order that respects that of both; the right one's wins. */
  private static ListValue list(
      ListValue left,
      ListValue right,
      ListSchema type,
      ApplyTopology.ListMerge merge,
      ObjectSchema owner,
      String field) {
    List<String> leftKeys = keys(left, merge);
    List<String> rightKeys = keys(right, merge);
    Map<String, Value> inLeft = byKey(left, leftKeys);
    Map<String, Value> inRight = byKey(right, rightKeys);
    List<String> shared = new ArrayList<>(rightKeys);
    shared.removeIf(key -> !inLeft.containsKey(key));
    Set<String> merged = new HashSet<>();
    List<Value> items = new ArrayList<>();
    int next = 0;
    for (int l = 0, r = 0; l < left.size() || r < right.size(); ) {
      String expected = next < shared.size() ? shared.get(next) : null;
      if (l < left.size() && r < right.size()) {
        String key = leftKeys.get(l);
        if (key.equals(rightKeys.get(r))) {
          merged.add(key);
          items.add(item(inLeft.get(key), inRight.get(key), type, owner, field));
          l++;
          r++;
          next++;
          continue;
        }
        if (inRight.containsKey(key) && expected != null && !expected.equals(key)) {
          l++;
          continue;
        }
      }
      if (l < left.size()) {
        String key = leftKeys.get(l);
        if (!inRight.containsKey(key)) {
          items.add(left.at(l));
          l++;
          continue;
        } else if (merged.contains(key)) {
          l++;
        }
      }
      if (r < right.size()) {
        String key = rightKeys.get(r);
        merged.add(key);
        items.add(item(inLeft.get(key), inRight.get(key), type, owner, field));
        r++;
        if (key.equals(expected)) {
          next++;
        }
      }
    }
    return ListValue.of(items, left.source(), left.node());
  }

  private static Value item(
      @Nullable Value left,
      @Nullable Value right,
      ListSchema type,
      ObjectSchema owner,
      String field) {
    Value after = Objects.requireNonNull(right);
    return value(left, after, type.items(), owner, field);
  }

  private static List<String> keys(ListValue list, ApplyTopology.ListMerge merge) {
    List<String> keys = new ArrayList<>();
    for (Value item : list.values()) {
      keys.add(ItemKey.of(item, merge).text());
    }
    return keys;
  }

  /** Of items with the same key the first counts. */
  private static Map<String, Value> byKey(ListValue list, List<String> keys) {
    Map<String, Value> byKey = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      byKey.putIfAbsent(keys.get(i), list.at(i));
    }
    return byKey;
  }
}
