package dev.ephor.rule.mutate;

import dev.ephor.rule.mutate.PatchNode.Array;
import dev.ephor.rule.mutate.PatchNode.Container;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object to which the operations of a JSON patch are applied one after the other. */
final class PatchedDocument {

  private PatchNode root;

  PatchedDocument(Value object) {
    this.root = PatchNode.whole(object);
  }

  Value value() {
    if (root.isNull()) {
      throw new PatchFailure(
          "json: error calling MarshalJSON for type *jsonpatch.partialDoc: invalid value,"
              + " expected object");
    }
    return root.value();
  }

  void apply(MapValue operation) {
    String path = text(operation, "path");
    Value value = Objects.requireNonNullElse(operation.child("value"), Scalar.of(null));
    switch (text(operation, "op")) {
      case "add" -> add(path, value);
      case "remove" -> remove(path);
      case "replace" -> replace(path, value);
      case "move" -> move(text(operation, "from"), path);
      case "copy" -> copy(text(operation, "from"), path);
      default -> test(path, value);
    }
  }

  private static String text(MapValue operation, String field) {
    return Objects.requireNonNullElse(operation.string(field), "");
  }

  /** A container and a key in it that may or may not be there. */
  private record Spot(Container container, String key) {}

  private void add(String path, Value value) {
    if (path.isEmpty()) {
      if (value instanceof Scalar && !value.isNull()) {
        throw new PatchFailure(
            "json: cannot unmarshal "
                + (value.typeName().equals("boolean") ? "bool" : value.typeName())
                + " into Go value of type map[string]*jsonpatch.lazyNode");
      }
      root = PatchNode.whole(value);
      return;
    }
    makeParents(path, value);
    Spot spot = find(path);
    if (spot == null) {
      throw new PatchFailure(
          "add operation does not apply: doc is missing path: \"" + path + "\": missing value");
    }
    because("error in add for path: '" + path + "'", () -> addAt(spot, PatchNode.put(value)));
  }

  private static void addAt(Spot spot, PatchNode node) {
    spot.container().add(spot.key(), node);
  }

  private void remove(String path) {
    Spot spot = find(path);
    if (spot != null) {
      because(
          "error in remove for path: '" + path + "'", () -> spot.container().remove(spot.key()));
    }
  }

  private void replace(String path, Value value) {
    if (path.isEmpty()) {
      if (value instanceof Scalar && !value.isNull()) {
        throw new PatchFailure("replace operation value must be object or array: %!w(<nil>)");
      }
      root = PatchNode.put(value);
      return;
    }
    Spot spot = find(path);
    if (spot == null) {
      throw new PatchFailure(
          "replace operation does not apply: doc is missing path: " + path + ": missing value");
    }
    try {
      spot.container().get(spot.key());
    } catch (PatchFailure missing) {
      throw new PatchFailure(
          "replace operation does not apply: doc is missing key: " + path + ": missing value");
    }
    because(
        "error in remove for path: '" + path + "'",
        () -> spot.container().set(spot.key(), PatchNode.put(value)));
  }

  private void move(String from, String path) {
    if (from.isEmpty()) {
      throw new PatchFailure(
          "unable to move entire document to another path: invalid state detected");
    }
    Spot source = find(from);
    if (source == null) {
      throw new PatchFailure(
          "move operation does not apply: doc is missing from path: " + from + ": missing value");
    }
    PatchNode[] taken = new PatchNode[1];
    because(
        "error in move for path: '" + source.key() + "'",
        () -> {
          taken[0] = source.container().get(source.key());
          source.container().remove(source.key());
        });
    Spot target = find(path);
    if (target == null) {
      throw new PatchFailure(
          "move operation does not apply: doc is missing destination path: "
              + path
              + ": missing value");
    }
    because("error in move for path: '" + path + "'", () -> addAt(target, taken[0]));
  }

  private void copy(String from, String path) {
    Spot source = find(from);
    if (source == null) {
      throw new PatchFailure(
          "copy operation does not apply: doc is missing from path: \""
              + from
              + "\": missing value");
    }
    PatchNode[] taken = new PatchNode[1];
    because(
        "error in copy for from: '" + from + "'",
        () -> taken[0] = source.container().get(source.key()));
    Spot target = find(path);
    if (target == null) {
      throw new PatchFailure(
          "copy operation does not apply: doc is missing destination path: "
              + path
              + ": missing value");
    }
    because(
        "error while adding value during copy",
        () -> addAt(target, PatchNode.put(taken[0].value())));
  }

  private void test(String path, Value value) {
    boolean same;
    if (path.isEmpty()) {
      same = PatchNode.isSame(root.value(), value);
    } else {
      Spot spot = find(path);
      if (spot == null) {
        throw new PatchFailure(
            "test operation does not apply: is missing path: " + path + ": missing value");
      }
      @Nullable PatchNode[] there = new PatchNode[1];
      because(
          "error in test for path: '" + path + "'",
          () -> {
            if (spot.container().has(spot.key())) {
              there[0] = spot.container().get(spot.key());
            }
          });
      PatchNode found = there[0];
      same =
          (found == null || found.isNothing())
              ? value.isNull()
              : !value.isNull() && PatchNode.isSame(found.value(), value);
    }
    if (!same) {
      throw new PatchFailure("testing value " + path + " failed: test failed");
    }
  }

  private static void because(String what, Runnable action) {
    try {
      action.run();
    } catch (PatchFailure failure) {
      throw new PatchFailure(what + ": " + failure.getMessage());
    }
  }

  private static List<String> parts(String path) {
    List<String> parts = List.of(path.split("/", -1));
    return parts.subList(1, parts.size());
  }

  /** Where a path leads; null where a parent is missing. */
  private @Nullable Spot find(String path) {
    if (path.indexOf('/') < 0) {
      Container whole = path.isEmpty() ? root.container() : null;
      return whole == null ? null : new Spot(whole, "");
    }
    List<String> parts = parts(path);
    PatchNode node = root;
    for (String part : parts.subList(0, parts.size() - 1)) {
      Container container = node.container();
      PatchNode next = container == null ? null : container.find(PatchNode.decoded(part));
      if (next == null || next.isNothing()) {
        return null;
      }
      node = next;
    }
    Container container = node.container();
    return container == null
        ? null
        : new Spot(container, PatchNode.decoded(parts.get(parts.size() - 1)));
  }

  /** Makes the containers on the way to a path; one before an index or a dash is a list. */
  private void makeParents(String path, Value origin) {
    if (path.indexOf('/') < 0) {
      return;
    }
    List<String> parts = parts(path);
    Container container = root.container();
    for (int i = 0; i < parts.size() - 1; i++) {
      if (container == null) {
        throw new PatchFailure("invalid state detected");
      }
      String part = parts.get(i);
      PatchNode next = container.find(PatchNode.decoded(part));
      if (next == null || next.isNothing()) {
        Integer index = PatchNode.index(part);
        if (index != null && container instanceof Array array) {
          array.pad(index);
        }
        next = PatchNode.made(parts.get(i + 1), origin);
        container.tryAdd(part, next);
      }
      container = next.container();
    }
    if (container == null) {
      throw new PatchFailure("invalid state detected");
    }
  }
}
