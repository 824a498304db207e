package dev.ephor.fuzz;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Breaks valid documents and texts at random. The same seed breaks the same document in the same
 * way.
 */
final class Mangler {

  private static final List<Object> ODD =
      List.of(
          "",
          "x",
          "*",
          "{{",
          "{{ x }}",
          "{{ request.object }}",
          "(a)",
          "?",
          "-1",
          "1Gi",
          "1h",
          "/",
          "Pod",
          "v1",
          "a/b/c/d",
          "[",
          "{",
          "\\",
          "\u0000",
          "😀",
          "null",
          "$(./x)",
          "@",
          "!",
          "&x",
          0L,
          -1L,
          1L,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          1.5,
          1e300,
          true,
          false);

  private final Random random;

  Mangler(long seed) {
    random = new Random(seed);
  }

  /** The document with one to four of its nodes dropped, repeated, retyped, renamed or moved. */
  MapValue document(MapValue root) {
    Value mangled = root;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      Value donor = node(mangled, random.nextInt(size(mangled)));
      mangled = at(mangled, new Target(random.nextInt(size(mangled))), donor);
    }
    return mangled instanceof MapValue map ? map : root;
  }

  /** The text with one to three of its characters or parts dropped, repeated or replaced. */
  String text(String text, List<String> pieces) {
    StringBuilder mangled = new StringBuilder(text);
    for (int i = 1 + random.nextInt(3); i > 0 && !mangled.isEmpty(); i--) {
      int at = random.nextInt(mangled.length());
      int end = Math.min(mangled.length(), at + 1 + random.nextInt(6));
      switch (random.nextInt(5)) {
        case 0 -> mangled.delete(at, end);
        case 1 -> mangled.insert(at, mangled.substring(at, end));
        case 2 -> mangled.insert(at, pick(pieces));
        case 3 -> mangled.setCharAt(at, mangled.charAt(random.nextInt(mangled.length())));
        default -> mangled.replace(at, end, pick(pieces));
      }
    }
    return mangled.toString();
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** Counts down to the node that is to be changed. */
  private static final class Target {
    private int left;

    Target(int left) {
      this.left = left;
    }

    boolean here() {
      return left-- == 0;
    }
  }

  /** The entries of a map or list: changed, and joined again. */
  private Value at(Value value, Target target, Value donor) {
    if (target.here()) {
      return changed(value, donor);
    } else if (value instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        boolean drops = target.left == 0 && random.nextInt(3) == 0;
        boolean renames = target.left == 0 && random.nextInt(6) == 0;
        Value child = at(map.valueAt(i), target, donor);
        if (!drops) {
          builder.put(renames ? String.valueOf(pick(ODD)) : map.keyAt(i), child);
        }
      }
      return builder.build();
    } else if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      for (Value item : list.values()) {
        int before = target.left;
        Value child = at(item, target, donor);
        int copies = before == 0 ? random.nextInt(3) : 1;
        for (int i = 0; i < copies; i++) {
          items.add(child);
        }
      }
      return ListValue.of(items, list.source(), list.node());
    }
    return value;
  }

  private Value changed(Value value, Value donor) {
    return switch (random.nextInt(8)) {
      case 0 -> Scalar.of(null).from(value.source(), value.node());
      case 1 -> MapValue.empty(value.source(), value.node());
      case 2 -> ListValue.of(List.of(), value.source(), value.node());
      case 3 -> ListValue.of(List.of(value), value.source(), value.node());
      case 4 -> MapValue.builder(value.source(), value.node()).put("x", value).build();
      case 5 -> donor;
      case 6 -> Scalar.of(pick(ODD)).from(value.source(), value.node());
      default ->
          value instanceof Scalar scalar && scalar.content() instanceof String text
              ? Scalar.of(text(text, List.of("{{", "}}", "(", ")", "*", ".", "@", "'", "`", "|")))
                  .from(value.source(), value.node())
              : value;
    };
  }

  private static int size(Value value) {
    int size = 1;
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        size += size(map.valueAt(i));
      }
    } else if (value instanceof ListValue list) {
      for (Value item : list.values()) {
        size += size(item);
      }
    }
    return size;
  }

  private static Value node(Value value, int number) {
    int left = number;
    if (left == 0) {
      return value;
    }
    left--;
    for (Value child : children(value)) {
      int size = size(child);
      if (left < size) {
        return node(child, left);
      }
      left -= size;
    }
    throw new IllegalArgumentException("there is no node " + number);
  }

  private static List<Value> children(Value value) {
    if (value instanceof ListValue list) {
      return list.values();
    }
    List<Value> children = new ArrayList<>();
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        children.add(map.valueAt(i));
      }
    }
    return children;
  }
}
