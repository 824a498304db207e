package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A collection whose end has not been seen. */
final class Frame {

  final int node;
  final @Nullable String anchor;
  final MapValue.@Nullable Builder map;
  final boolean flow;
  final List<Value> items = new ArrayList<>();

  int keyStart;
  int keyEnd;

  /** Where the last child ends. */
  int end;

  /** How many nodes a walk through this collection meets, aliases included. */
  long size = 1;

  /** How many collections stand inside one another below this one. */
  int height;

  private @Nullable String key;
  private boolean mergeKey;
  private @Nullable Set<String> merged;

  Frame(
      int node, @Nullable String anchor, MapValue.@Nullable Builder map, boolean flow, int start) {
    this.node = node;
    this.anchor = anchor;
    this.map = map;
    this.flow = flow;
    this.keyStart = start;
    this.keyEnd = start;
    this.end = start;
  }

  boolean expectsKey() {
    return map != null && key == null;
  }

  void key(String written, boolean merge, int start, int keyEnd) {
    this.key = written;
    this.mergeKey = merge;
    this.keyStart = start;
    this.keyEnd = keyEnd;
    this.end = keyEnd;
  }

  /** Whether a key was written in this mapping before; one that was only merged in is not. */
  boolean repeats(String written) {
    return map != null && map.contains(written) && (merged == null || !merged.contains(written));
  }

  void grow(int childEnd, long childSize, int childHeight) {
    end = Math.max(end, childEnd);
    size += childSize;
    height = Math.max(height, childHeight);
  }

  /** Gives the pending key its value. */
  void put(Value value, Problems problems) {
    if (map == null || key == null) {
      throw new IllegalStateException("a value without a key");
    }
    String name = key;
    key = null;
    if (!mergeKey) {
      map.put(name, value);
      if (merged != null) {
        merged.remove(name);
      }
      return;
    }
    if (value instanceof MapValue from) {
      merge(from, problems);
    } else if (value instanceof ListValue list
        && list.values().stream().allMatch(MapValue.class::isInstance)) {
      // Earlier maps of the list win over later ones.
      for (int i = list.size() - 1; i >= 0; i--) {
        merge((MapValue) list.at(i), problems);
      }
    } else {
      problems.error(
          new Span(keyStart, keyEnd),
          "merge-type",
          "\"<<\" merges a mapping, an alias of one, or a list of those; give it one or quote it.");
    }
  }

  /**
   * Go's reader merges where {@code <<} stands: keys below it win over it, it wins over keys above.
   * The entries keep their nodes.
   */
  private void merge(MapValue from, Problems problems) {
    MapValue.Builder into = map;
    if (into == null) {
      return;
    }
    if (merged == null) {
      merged = new HashSet<>();
    }
    for (int i = 0; i < from.size(); i++) {
      String name = from.keyAt(i);
      if (into.contains(name) && !merged.contains(name)) {
        problems.warning(
            new Span(keyStart, keyEnd),
            "merge-overrides",
            "This merge replaces \"%s\", which is written above it; move \"<<\" to the top."
                .formatted(name));
      }
      into.put(name, from.valueAt(i));
      merged.add(name);
    }
  }
}
