package dev.ephor.rule.apply;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Merges a partial object into a whole one without knowing their type: maps are merged, and all
 * else is replaced, lists as a whole. So does the reference for admission policies of Kubernetes,
 * where the API server would merge by type.
 */
public final class DeducedMerge {

  private DeducedMerge() {}

  /**
   * Merges.
   *
   * @param original the whole object
   * @param patch the partial object
   * @return the same object where the patch changes nothing
   */
  public static MapValue apply(MapValue original, MapValue patch) {
    MapValue.Builder merged = null;
    for (int i = 0; i < patch.size(); i++) {
      String name = patch.keyAt(i);
      Value before = original.child(name);
      Value after = value(before, patch.valueAt(i));
      if (after != before) {
        merged = merged == null ? original.toBuilder() : merged;
        merged.put(name, after);
      }
    }
    return merged == null ? original : merged.build();
  }

  private static Value value(@Nullable Value before, Value after) {
    if (before instanceof MapValue map && map.size() > 0) {
      if (after instanceof MapValue patch) {
        return apply(map, patch);
      } else if (after.isNull()) {
        // Null says nothing of a map's fields, so that they stay.
        return before;
      }
    }
    return before != null && before.equals(after) ? before : after;
  }
}
