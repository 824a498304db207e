package dev.ephor.yaml;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the top of a document to one of its nodes.
 *
 * @param root the value at the top
 * @param steps the entries and items on the way, outermost first
 */
public record NodePath(Value root, List<Step> steps) {

  /**
   * One step down.
   *
   * @param in the collection
   * @param key the entry's key; null for an item of a list
   * @param index the entry's or item's index
   * @param value what stands there
   */
  public record Step(Value in, @Nullable String key, int index, Value value) {}

  public NodePath {
    steps = List.copyOf(steps);
  }

  /**
   * The way to a node. It ends above entries that a later one with the same key hides, and above
   * what an alias stands for.
   */
  public static NodePath of(YamlDocument document, int node) {
    List<Integer> down = new ArrayList<>();
    for (int at = node; at > 0; at = document.parent(at)) {
      down.add(at);
    }
    Collections.reverse(down);
    List<Step> steps = new ArrayList<>();
    Value value = document.root();
    for (int next : down) {
      Step step = step(value, next);
      if (step == null) {
        break;
      }
      steps.add(step);
      value = step.value;
    }
    return new NodePath(document.root(), steps);
  }

  private static @Nullable Step step(Value in, int node) {
    if (in instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        if (map.valueAt(i).node() == node) {
          return new Step(in, map.keyAt(i), i, map.valueAt(i));
        }
      }
    } else if (in instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.at(i).node() == node) {
          return new Step(in, null, i, list.at(i));
        }
      }
    }
    return null;
  }

  /** What stands at the end. */
  public Value value() {
    return steps.isEmpty() ? root : steps.get(steps.size() - 1).value;
  }

  /** The value at the top if another stood at the end; the rest of it is the same. */
  public Value replaced(Value now) {
    Value value = now;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (step.key != null && step.in instanceof MapValue map) {
        value = map.with(step.key, value);
      } else if (step.in instanceof ListValue list) {
        List<Value> items = new ArrayList<>(list.values());
        items.set(step.index, value);
        value = ListValue.of(items, list.source(), list.node());
      }
    }
    return value;
  }

  /** The value at the top without what stands at the end; null without a path. */
  public Value removed() {
    if (steps.isEmpty()) {
      return new Scalar(null, root.source(), root.node());
    }
    Step last = steps.get(steps.size() - 1);
    if (last.key != null && last.in instanceof MapValue map) {
      return parent().replaced(map.without(last.key));
    }
    List<Value> items = new ArrayList<>(((ListValue) last.in).values());
    items.remove(last.index);
    return parent().replaced(ListValue.of(items, last.in.source(), last.in.node()));
  }

  /**
   * The value at the top if a field below the end had a value; maps that are missing on the way are
   * made, and what is no map on the way gives way to one.
   *
   * @param fields from the map at the end on, outermost first
   */
  public Value with(List<String> fields, Value now) {
    return replaced(with(value(), fields, now));
  }

  private static Value with(Value in, List<String> fields, Value now) {
    if (fields.isEmpty()) {
      return now;
    }
    MapValue map = in instanceof MapValue there ? there : MapValue.empty(Source.NONE, 0);
    Value inner = map.child(fields.get(0));
    Value below = inner == null ? Scalar.of(null) : inner;
    return map.with(fields.get(0), with(below, fields.subList(1, fields.size()), now));
  }

  /** The path without its last step. */
  public NodePath parent() {
    return new NodePath(root, steps.subList(0, Math.max(0, steps.size() - 1)));
  }
}
