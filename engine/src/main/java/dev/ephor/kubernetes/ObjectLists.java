package dev.ephor.kubernetes;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of objects as {@code kubectl get -o yaml} writes them: a {@code List}, or {@code PodList}
 * and the like.
 */
public final class ObjectLists {

  private ObjectLists() {}

  /** The objects of documents: what has a kind, lists item by item, lists of lists too. */
  public static List<MapValue> objects(List<? extends Value> roots) {
    List<MapValue> objects = new ArrayList<>();
    roots.forEach(root -> add(root, objects));
    return objects;
  }

  private static void add(Value root, List<MapValue> objects) {
    if (!(root instanceof MapValue map)) {
      return;
    }
    String kind = map.string("kind");
    ListValue items = map.list("items");
    if (kind != null && kind.endsWith("List") && items != null) {
      items.values().forEach(item -> add(item, objects));
    } else if (kind != null) {
      objects.add(map);
    }
  }
}
