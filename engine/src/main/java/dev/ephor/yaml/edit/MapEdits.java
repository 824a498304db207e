package dev.ephor.yaml.edit;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of the entries of one map that keeps at least one of them. */
final class MapEdits {

  private final NodeEdits nodes;
  private final Written written;
  private final EditList edits;
  private final int node;
  private final boolean flow;

  MapEdits(NodeEdits nodes, Written written, EditList edits, int node) {
    this.nodes = nodes;
    this.written = written;
    this.edits = edits;
    this.node = node;
    this.flow = written.kind(node) == NodeKind.FLOW;
  }

  void change(MapValue before, MapValue now) {
    List<Integer> children = written.children(node);
    Map<Integer, String> keys = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      int at = before.valueAt(i).node();
      if (children.contains(at)) {
        keys.put(at, before.keyAt(i));
      }
    }
    Map<String, Value> inherited = inherited(before, keys);
    Map<String, Value> added = new LinkedHashMap<>();
    List<Integer> merges =
        children.stream().filter(c -> !keys.containsKey(c) && written.isMerge(c)).toList();
    boolean unfold =
        inherited.keySet().stream().anyMatch(key -> now.child(key) == null)
            || merges.stream().anyMatch(merge -> !isIntact(merge) || offers(merge, now));
    inherited.forEach(
        (key, value) -> {
          Value after = now.child(key);
          if (after != null && (unfold || !Layout.same(value, after))) {
            added.put(key, after);
          }
        });
    for (int i = 0; i < now.size(); i++) {
      if (before.child(now.keyAt(i)) == null) {
        added.put(now.keyAt(i), now.valueAt(i));
      }
    }
    List<Integer> removed = new ArrayList<>();
    for (int child : children) {
      String key = keys.get(child);
      if (key == null ? unfold && merges.contains(child) : now.child(key) == null) {
        removed.add(child);
      }
    }
    if (removed.size() == children.size()) {
      nodes.replace(node, now);
      return;
    }
    for (int child : children) {
      String key = keys.get(child);
      if (key != null && !removed.contains(child)) {
        Value then = before.child(key);
        Value after = now.child(key);
        if (then != null && after != null) {
          nodes.value(child, then, after);
        }
      }
    }
    new Removal(written, edits, node).of(removed);
    insert(added, now, keys, removed, !merges.isEmpty());
  }

  private static Map<String, Value> inherited(MapValue before, Map<Integer, String> keys) {
    Map<String, Value> inherited = new LinkedHashMap<>();
    for (int i = 0; i < before.size(); i++) {
      if (!keys.containsValue(before.keyAt(i))) {
        inherited.put(before.keyAt(i), before.valueAt(i));
      }
    }
    return inherited;
  }

  /** Whether all that a merge key names still says what it said. */
  private boolean isIntact(int merge) {
    return aliases(merge).stream()
        .map(written::definition)
        .allMatch(definition -> definition != null && nodes.isUnchanged(definition));
  }

  /** Whether a merge brings a key that is not to be there. */
  private boolean offers(int merge, MapValue now) {
    return aliases(merge).stream()
        .map(written::definition)
        .anyMatch(
            definition ->
                definition != null
                    && nodes.said(definition) instanceof MapValue map
                    && map.keys().stream().anyMatch(key -> now.child(key) == null));
  }

  private List<Integer> aliases(int merge) {
    return written.kind(merge) == NodeKind.ALIAS
        ? List.of(merge)
        : written.children(merge).stream()
            .filter(item -> written.kind(item) == NodeKind.ALIAS)
            .toList();
  }

  /** Puts each new entry below the kept one that it follows in the new map; else at the end. */
  private void insert(
      Map<String, Value> added,
      MapValue now,
      Map<Integer, String> keys,
      List<Integer> removed,
      boolean merges) {
    List<Integer> kept =
        written.children(node).stream().filter(child -> !removed.contains(child)).toList();
    int last = kept.get(kept.size() - 1);
    Map<Integer, Map<String, Value>> places = new LinkedHashMap<>();
    Integer place = null;
    for (int i = 0; i < now.size(); i++) {
      String key = now.keyAt(i);
      Value value = added.get(key);
      if (value == null) {
        place = nodeOf(key, keys, kept);
      } else {
        int after = place == null || merges ? last : place;
        places.computeIfAbsent(after, at -> new LinkedHashMap<>()).put(key, value);
      }
    }
    places.forEach(flow ? this::insertInFlow : this::insertLines);
  }

  private static @Nullable Integer nodeOf(
      String key, Map<Integer, String> keys, List<Integer> kept) {
    for (int child : kept) {
      if (key.equals(keys.get(child))) {
        return child;
      }
    }
    return null;
  }

  private void insertLines(int after, Map<String, Value> entries) {
    NewText writer = nodes.writer(Habits.near(written, after));
    int column = written.column(node);
    StringBuilder text = new StringBuilder();
    entries.forEach(
        (key, value) ->
            writer
                .entry(key, value, column)
                .forEach(line -> text.append(written.newline).append(line)));
    int end = written.entryEnd(after);
    edits.insert(end, nodes.ended(text.toString(), end));
  }

  private void insertInFlow(int after, Map<String, Value> entries) {
    boolean json = nodes.isJson(node);
    FlowPlace place = FlowPlace.of(written, after);
    StringBuilder text = new StringBuilder();
    entries.forEach(
        (key, value) -> text.append(place.separator()).append(NewText.flowEntry(key, value, json)));
    edits.insert(place.end(), text.toString());
  }
}
