package dev.ephor.ide.outline;

import dev.ephor.ide.outline.Symbol.Kind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The named things of a manifest: items of lists that have a name, such as containers, volumes and
 * ports, inside one another as they are written; and the entries of a ConfigMap or Secret.
 */
final class ManifestOutline {

  /** Maps whose keys the author chose. */
  private static final Set<String> ENTRIES = Set.of("data", "binaryData", "stringData");

  /** Lists whose items use a name that something else has. */
  private static final Set<String> MENTIONS =
      Set.of("volumeMounts", "volumeDevices", "imagePullSecrets", "ownerReferences");

  private static final Set<String> OF_EVERY_OBJECT =
      Set.of("apiVersion", "kind", "metadata", "status");

  private ManifestOutline() {}

  static List<Symbol> of(SymbolTree tree, MapValue manifest) {
    List<Symbol> symbols = new ArrayList<>();
    String kind = manifest.string("kind");
    boolean hasEntries = "ConfigMap".equals(kind) || "Secret".equals(kind);
    for (int i = 0; i < manifest.size(); i++) {
      String key = manifest.keyAt(i);
      Value value = manifest.valueAt(i);
      if (hasEntries && ENTRIES.contains(key) && value instanceof MapValue map) {
        entries(tree, key, map, symbols);
      } else if (!OF_EVERY_OBJECT.contains(key)) {
        walk(tree, key, value, symbols);
      }
    }
    return symbols;
  }

  private static void entries(SymbolTree tree, String field, MapValue map, List<Symbol> found) {
    for (int i = 0; i < map.size() && tree.isHere(map) && tree.takes(); i++) {
      found.add(tree.symbol(map.keyAt(i), field, Kind.ENTRY, map.valueAt(i), null, List.of()));
    }
  }

  private static void walk(SymbolTree tree, String key, Value value, List<Symbol> found) {
    if (!tree.isHere(value) || MENTIONS.contains(key)) {
      return;
    }
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        walk(tree, map.keyAt(i), map.valueAt(i), found);
      }
    } else if (value instanceof ListValue list) {
      for (Value item : list.values()) {
        Value name = item instanceof MapValue map ? name(map) : null;
        if (name == null || !tree.takes()) {
          walk(tree, key, item, found);
        } else {
          List<Symbol> inside = new ArrayList<>();
          walk(tree, key, item, inside);
          String image = ((MapValue) item).string("image");
          String detail = SymbolTree.joined(SymbolTree.singular(key), image);
          found.add(tree.symbol(DocumentOutline.text(name), detail, Kind.ITEM, item, name, inside));
        }
      }
    }
  }

  /** What names an item: its name, or that of an object it is a template of. */
  private static @Nullable Value name(MapValue item) {
    MapValue metadata = item.map("metadata");
    Value name = item.child("name");
    Value chosen = name == null && metadata != null ? metadata.child("name") : name;
    return DocumentOutline.text(chosen).isBlank() ? null : chosen;
  }
}
