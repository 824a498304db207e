package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a workspace is used to write where no structure says what may be written: keys of labels and
 * annotations, fields of kinds that are not known. Read from the trees that are there, and only for
 * places that need it.
 */
final class Habits {

  /** Trees nested deeper are no manifests. */
  private static final int DEEPEST = 60;

  /** Fields that hold labels, whatever their names. */
  private static final Set<String> LABELS =
      Set.of("labels", "matchLabels", "selector", "nodeSelector");

  private final Map<String, Integer> uses = new HashMap<>();

  private Habits() {}

  /** The keys of labels, annotations and other maps of texts like the one at the end of a path. */
  static List<String> keys(Snapshot snapshot, NodePath path) {
    Set<String> holders = like(path);
    Habits habits = new Habits();
    habits.read(
        snapshot,
        root ->
            habits.walk(
                root,
                holders,
                map -> {
                  for (int i = 0; i < map.size(); i++) {
                    if (map.valueAt(i).asString() != null) {
                      habits.used(Dialect.PATTERN.field(map.keyAt(i)));
                    }
                  }
                },
                0));
    return habits.byUse();
  }

  /** The texts that stand under the last key of a path in maps like the one that it stands in. */
  static List<String> values(Snapshot snapshot, NodePath path) {
    Set<String> holders = like(path.parent());
    String key = last(path);
    Habits habits = new Habits();
    habits.read(
        snapshot,
        root ->
            habits.walk(
                root,
                holders,
                map -> {
                  String text = key == null ? null : map.string(key);
                  if (text != null) {
                    habits.used(text);
                  }
                },
                0));
    return habits.byUse();
  }

  /** The keys that documents of the same kind have at the same place. */
  static List<String> fields(Snapshot snapshot, NodePath path) {
    String kind = kind(path.root());
    Habits habits = new Habits();
    habits.read(
        snapshot,
        root -> {
          if (Objects.equals(kind(root), kind)) {
            habits.at(root, path.steps(), 0);
          }
        });
    return habits.byUse();
  }

  private void read(Snapshot snapshot, Consumer<Value> reader) {
    for (FileId file : snapshot.files()) {
      for (PlacedDocument document : snapshot.documents(file)) {
        reader.accept(document.yaml().root());
      }
    }
  }

  private void used(String word) {
    if (!word.isBlank()) {
      uses.merge(word, 1, Integer::sum);
    }
  }

  private List<String> byUse() {
    return uses.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<String, Integer> use) -> -use.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The names of fields that hold the same as the field at the end of a path. */
  private static Set<String> like(NodePath path) {
    String field = last(path);
    return field == null ? Set.of() : LABELS.contains(field) ? LABELS : Set.of(field);
  }

  private static @Nullable String last(NodePath path) {
    List<NodePath.Step> steps = path.steps();
    return steps.isEmpty() ? null : steps.get(steps.size() - 1).key();
  }

  private static @Nullable String kind(Value root) {
    return root instanceof MapValue map ? map.string("kind") : null;
  }

  private void at(Value value, List<NodePath.Step> way, int depth) {
    if (depth == way.size()) {
      if (value instanceof MapValue map) {
        map.keys().forEach(this::used);
      }
      return;
    }
    String key = way.get(depth).key();
    if (key == null && value instanceof ListValue list) {
      list.values().forEach(item -> at(item, way, depth + 1));
    } else if (key != null && value instanceof MapValue map) {
      Value below = map.child(key);
      if (below != null) {
        at(below, way, depth + 1);
      }
    }
  }

  private void walk(Value value, Set<String> holders, Consumer<MapValue> found, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        Value below = map.valueAt(i);
        if (below instanceof MapValue held && holders.contains(map.keyAt(i))) {
          found.accept(held);
        }
        walk(below, holders, found, depth + 1);
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> walk(item, holders, found, depth + 1));
    }
  }
}
