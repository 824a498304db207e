package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes expressions about the pod point to where its owner holds it. Kyverno replaces text wherever
 * it stands in a rule, in keys and messages too, and so does this.
 *
 * @param owner the path from the owner to the pod, such as {@code spec.template}
 */
record PodPaths(String owner) {

  static final PodPaths TEMPLATE = new PodPaths("spec.template");
  static final PodPaths JOB_TEMPLATE = new PodPaths("spec.jobTemplate.spec.template");

  /** Rules nested deeper keep their text below this depth. */
  private static final int DEEPEST = 500;

  private static final List<String> OBJECTS = List.of("request.object.", "request.oldObject.");
  private static final List<String> CEL_OBJECTS = List.of("object.", "oldObject.");
  private static final List<String> PARTS = List.of("spec", "metadata");

  MapValue rewrite(MapValue rule) {
    MapValue validate = rule.map("validate");
    boolean cel = validate != null && validate.map("cel") != null;
    return (MapValue) rewrite(rule, cel ? CEL_OBJECTS : OBJECTS, 0);
  }

  private Value rewrite(Value value, List<String> objects, int depth) {
    if (depth > DEEPEST) {
      return value;
    }
    if (value instanceof MapValue map) {
      return map(map, objects, depth);
    }
    if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      boolean changed = false;
      for (int i = 0; i < list.size(); i++) {
        Value item = rewrite(list.at(i), objects, depth + 1);
        changed |= item != list.at(i);
        items.add(item);
      }
      return changed ? ListValue.of(items, list.source(), list.node()) : list;
    }
    String text = value.asString();
    String moved = text == null ? null : text(text, objects);
    return moved == null || moved.equals(text)
        ? value
        : new Scalar(moved, value.source(), value.node());
  }

  private Value map(MapValue map, List<String> objects, int depth) {
    MapValue.Builder made = MapValue.builder(map.source(), map.node());
    boolean changed = false;
    for (int i = 0; i < map.size(); i++) {
      String key = text(map.keyAt(i), objects);
      Value value = rewrite(map.valueAt(i), objects, depth + 1);
      changed |= value != map.valueAt(i) || !key.equals(map.keyAt(i));
      made.put(key, value);
    }
    return changed ? made.build() : map;
  }

  private String text(String text, List<String> objects) {
    String moved = text;
    if (text.contains("bject.")) {
      for (String part : PARTS) {
        for (String object : objects) {
          moved = moved.replace(object + part, object + owner + "." + part);
        }
      }
    }
    return moved;
  }
}
