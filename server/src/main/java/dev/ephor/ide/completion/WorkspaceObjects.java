package dev.ephor.ide.completion;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a workspace, policies and exceptions among them. Read from the trees that are
 * there: a thousand documents cost less than a millisecond.
 */
final class WorkspaceObjects {

  private WorkspaceObjects() {}

  /**
   * An object with a name.
   *
   * @param file where it stands
   * @param sort what it is
   * @param kind its kind
   * @param namespace empty where it says none
   * @param name its name
   * @param root all of it
   */
  record Named(
      FileId file, DocumentKind sort, String kind, String namespace, String name, MapValue root) {}

  static List<Named> of(Snapshot snapshot) {
    List<Named> objects = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      for (PlacedDocument document : snapshot.documents(file)) {
        add(file, document.yaml().root(), objects);
      }
    }
    return objects;
  }

  private static void add(FileId file, Value value, List<Named> objects) {
    if (!(value instanceof MapValue map)) {
      return;
    }
    String kind = text(map, "kind");
    ListValue items = kind.endsWith("List") ? map.list("items") : null;
    if (items != null) {
      items.values().forEach(item -> add(file, item, objects));
      return;
    }
    MapValue metadata = map.map("metadata");
    if (!kind.isEmpty()) {
      objects.add(
          new Named(
              file,
              DocumentKind.of(file, map),
              kind,
              text(metadata, "namespace"),
              text(metadata, "name"),
              map));
    }
  }

  static String text(@Nullable MapValue map, String key) {
    return map == null ? "" : Objects.requireNonNullElse(map.string(key), "");
  }
}
