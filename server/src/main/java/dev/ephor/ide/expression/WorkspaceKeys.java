package dev.ephor.ide.expression;

import dev.ephor.policy.meaning.Meaning;
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

  /** Resources that containers ask for. */
  private static final List<String> RESOURCES =
      List.of("memory", "cpu", "ephemeral-storage", "storage");

  /** More manifests than these are not looked at. */
  private static final int MOST = 1_000;

  /** The keys that a map of strings may have at a place, likely ones first. */
  static List<String> at(Snapshot snapshot, Meaning meaning) {
    return switch (Descriptions.fieldOf(meaning)) {
      case "labels", "matchLabels" -> keys(snapshot, "metadata", "labels");
      case "annotations" -> keys(snapshot, "metadata", "annotations");
      case "data", "stringData" -> keys(snapshot, "", Descriptions.fieldOf(meaning));
      case "limits", "requests", "capacity", "hard" -> RESOURCES;
      default -> List.of();
    };
  }

  /**
   * The keys of a map in the objects of the workspace, those that most have first.
   *
   * @param in the field that holds the map's; empty for the object itself
   */
  private static List<String> keys(Snapshot snapshot, String in, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    int looked = 0;
    for (FileId file : snapshot.files()) {
      for (PlacedDocument document : snapshot.documents(file)) {
        MapValue root = document.yaml().root() instanceof MapValue map ? map : null;
        MapValue holder = root == null || in.isEmpty() ? root : root.map(in);
        MapValue keys = holder == null ? null : holder.map(field);
        if (keys != null) {
          keys.keys().forEach(key -> counts.merge(key, 1, Integer::sum));
        }
        looked++;
      }
      if (looked > MOST) {
        break;
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
