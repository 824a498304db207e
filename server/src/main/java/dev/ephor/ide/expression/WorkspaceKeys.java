package dev.ephor.ide.expression;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Names in the workspace's manifests that expressions may want: label keys, config maps. */
final class WorkspaceKeys {

  private WorkspaceKeys() {}

  /**
   * The keys of the objects' labels or annotations, those that most have first.
   *
   * @param field {@code labels} or {@code annotations}
   */
  static List<String> of(Snapshot snapshot, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    for (FileId file : snapshot.files()) {
      for (PlacedDocument document : snapshot.documents(file)) {
        MapValue root = document.yaml().root() instanceof MapValue map ? map : null;
        MapValue metadata = root == null ? null : root.map("metadata");
        MapValue keys = metadata == null ? null : metadata.map(field);
        if (keys != null) {
          keys.keys().forEach(key -> counts.merge(key, 1, Integer::sum));
        }
      }
    }
    List<String> keys = new ArrayList<>(counts.keySet());
    keys.sort((a, b) -> counts.getOrDefault(b, 0) - counts.getOrDefault(a, 0));
    return keys;
  }

  /** The data of a config map of the workspace; null where there is none. */
  static @Nullable MapValue configMap(Snapshot snapshot, String namespace, String name) {
    for (FileId file : snapshot.files()) {
      for (PlacedDocument document : snapshot.documents(file)) {
        Value root = document.yaml().root();
        if (root instanceof MapValue map && "ConfigMap".equals(map.string("kind"))) {
          MapValue metadata = map.map("metadata");
          if (metadata != null
              && name.equals(metadata.string("name"))
              && namespace.equals(
                  Objects.requireNonNullElse(metadata.string("namespace"), "default"))) {
            return map.map("data");
          }
        }
      }
    }
    return null;
  }
}
