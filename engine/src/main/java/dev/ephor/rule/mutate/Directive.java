package dev.ephor.rule.mutate;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $patch} asks for.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/">Kubernetes:
 *     strategic merge patch</a>
 */
enum Directive {
  MERGE,
  REPLACE,
  DELETE;

  static final String KEY = "$patch";

  /** A patch and what it asks for; the directive is taken out of it. */
  record Found(Directive directive, Value patch) {}

  /** Reads and removes the directive of a map or list. */
  static Found in(@Nullable Value patch, Value otherwise) {
    if (patch instanceof MapValue map) {
      Value written = map.child(KEY);
      return written == null
          ? new Found(MERGE, map)
          : new Found(of(NodeText.of(written)), map.without(KEY));
    }
    return patch instanceof ListValue list ? in(list) : new Found(MERGE, otherwise);
  }

  /** A list is directed by an item that holds nothing but the directive. */
  private static Found in(ListValue list) {
    for (Value item : list.values()) {
      if (item instanceof MapValue map && map.containsKey(KEY)) {
        return map.size() > 1
            ? new Found(MERGE, list)
            : new Found(of(NodeText.of(map.valueAt(0))), without(list, map));
      }
    }
    return new Found(MERGE, list);
  }

  private static ListValue without(ListValue list, MapValue directive) {
    List<Value> items = new ArrayList<>();
    for (Value item : list.values()) {
      if (!NodeText.isNothingOrEmptyMap(item) && !isSame(item, directive)) {
        items.add(item);
      }
    }
    return ListValue.of(items, list.source(), list.node());
  }

  private static boolean isSame(Value item, MapValue directive) {
    return item instanceof MapValue map
        && map.containsKey(KEY)
        && NodeText.of(java.util.Objects.requireNonNull(map.child(KEY)))
            .equals(NodeText.of(directive.valueAt(0)));
  }

  /** Whether a text is a directive. */
  static boolean isKnown(Value written) {
    return switch (NodeText.of(written)) {
      case "merge", "replace", "delete" -> true;
      default -> false;
    };
  }

  private static Directive of(String text) {
    return switch (text) {
      case "merge" -> MERGE;
      case "replace" -> REPLACE;
      case "delete" -> DELETE;
      default -> throw new PatchFailure("unknown patch strategy '" + text + "'");
    };
  }
}
