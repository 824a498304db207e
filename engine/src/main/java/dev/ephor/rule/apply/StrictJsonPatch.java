package dev.ephor.rule.apply;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch as the API server applies it: nothing missing is forgiven, and a test that fails
 * leaves the object as it was. What is wrong is said in the words of the library that it uses.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public final class StrictJsonPatch {

  private static final String MISSING = ": missing value";

  private StrictJsonPatch() {}

  /**
   * One operation.
   *
   * @param op such as {@code add}
   * @param path a JSON pointer
   * @param from a JSON pointer; empty where the operation has none
   * @param value what is written or compared; null where the operation has none
   */
  public record Operation(String op, String path, String from, @Nullable Value value) {}

  /** A test that does not hold. */
  private static final class TestFailed extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Applies operations in their order.
   *
   * @throws ApplyFailure at the first that does not apply
   */
  public static MapValue apply(MapValue object, List<Operation> operations) throws ApplyFailure {
    Value current = object;
    try {
      for (Operation operation : operations) {
        current = applied(current, operation);
      }
    } catch (TestFailed failed) {
      return object;
    }
    return current instanceof MapValue map ? map : object;
  }

  private static Value applied(Value root, Operation operation) throws ApplyFailure, TestFailed {
    String path = operation.path();
    Pointer at = Pointer.of(path);
    Value value = operation.value();
    return switch (operation.op()) {
      case "add" -> {
        container(root, at, "add operation does not apply: doc is missing path: \"" + path + '"');
        yield change(root, at, 0, "error in add for path: '" + path + "'", add(required(value)));
      }
      case "remove" -> {
        container(
            root, at, "remove operation does not apply: doc is missing path: \"" + path + '"');
        yield change(root, at, 0, "error in remove for path: '" + path + "'", REMOVE);
      }
      case "replace" -> replaced(root, at, path, required(value));
      case "move", "copy" -> moved(root, operation, at);
      case "test" -> {
        Value parent =
            container(root, at, "test operation does not apply: is missing path: " + path);
        if (!holds(get(parent, at.key()), value)) {
          throw new TestFailed();
        }
        yield root;
      }
      default -> throw new ApplyFailure("Unexpected kind: " + operation.op());
    };
  }

  private static boolean holds(@Nullable Value found, @Nullable Value wanted) {
    return found == null ? wanted == null || wanted.isNull() : found.equals(wanted);
  }

  private static Value replaced(Value root, Pointer at, String path, Value value)
      throws ApplyFailure {
    Value parent =
        container(root, at, "replace operation does not apply: doc is missing path: " + path);
    if (parent instanceof ListValue list && index(at.key(), list.size()) < 0) {
      throw new ApplyFailure(
          "replace operation does not apply: doc is missing key: " + path + MISSING);
    }
    return change(root, at, 0, "error in remove for path: '" + path + "'", set(value));
  }

  private static Value moved(Value root, Operation operation, Pointer at) throws ApplyFailure {
    String op = operation.op();
    String start = op + " operation does not apply: doc is missing ";
    Pointer source = Pointer.of(operation.from());
    Value parent = container(root, source, start + "from path: " + operation.from());
    Value value = get(parent, source.key());
    if (value == null && (parent instanceof ListValue || op.equals("move"))) {
      throw new ApplyFailure(
          "error in " + op + " for path: '" + source.key() + "': " + missing(parent, source.key()));
    }
    Value without = root;
    if (op.equals("move")) {
      without = change(root, source, 0, "error in move for path: '" + source.key() + "'", REMOVE);
    }
    container(without, at, start + "destination path: " + operation.path());
    String error =
        op.equals("move")
            ? "error in move for path: '" + operation.path() + "'"
            : "error while adding value during copy";
    return change(without, at, 0, error, add(required(value)));
  }

  private static Value required(@Nullable Value value) {
    return Objects.requireNonNullElseGet(value, () -> Scalar.of(null));
  }

  private static Value container(Value root, Pointer at, String otherwise) throws ApplyFailure {
    Value current = at.isRoot() ? null : root;
    for (String step : at.parents()) {
      current = current == null ? null : get(current, step);
    }
    if (current instanceof MapValue || current instanceof ListValue) {
      return current;
    }
    throw new ApplyFailure(otherwise + MISSING);
  }

  private static @Nullable Value get(Value container, String key) {
    if (container instanceof MapValue map) {
      return map.child(key);
    } else if (container instanceof ListValue list) {
      int index = index(key, list.size());
      return index < 0 ? null : list.at(index);
    }
    return null;
  }

  /** An index inside a list of a size, from its end where negative; -1 for none. */
  private static int index(String key, int size) {
    try {
      int index = Integer.parseInt(key);
      int from = index < 0 ? index + size : index;
      return from < size ? Math.max(from, -1) : -1;
    } catch (NumberFormatException notANumber) {
      return -1;
    }
  }

  /** What an operation makes of the container and key that it names. */
  @FunctionalInterface
  private interface Change {
    Value of(Value container, String key) throws ApplyFailure;
  }

  private static final Change REMOVE =
      (container, key) -> {
        if (container instanceof MapValue map && map.containsKey(key)) {
          return map.without(key);
        } else if (container instanceof ListValue list && index(key, list.size()) >= 0) {
          List<Value> items = new ArrayList<>(list.values());
          items.remove(index(key, list.size()));
          return ListValue.of(items, list.source(), list.node());
        }
        throw new ApplyFailure(missing(container, key));
      };

  private static String missing(Value container, String key) {
    return container instanceof MapValue
        ? "Unable to remove nonexistent key: " + key + MISSING
        : "Unable to access invalid index: " + key + ": invalid index referenced";
  }

  private static Change add(Value value) {
    return (container, key) -> {
      if (container instanceof MapValue map) {
        return map.with(key, value);
      }
      ListValue list = (ListValue) container;
      List<Value> items = new ArrayList<>(list.values());
      int index = key.equals("-") ? items.size() : index(key, items.size() + 1);
      if (index < 0) {
        throw new ApplyFailure(
            "Unable to access invalid index: " + key + ": invalid index referenced");
      }
      items.add(index, value);
      return ListValue.of(items, list.source(), list.node());
    };
  }

  private static Change set(Value value) {
    return (container, key) -> {
      if (container instanceof MapValue map) {
        return map.with(key, value);
      }
      ListValue list = (ListValue) container;
      List<Value> items = new ArrayList<>(list.values());
      items.set(index(key, items.size()), value);
      return ListValue.of(items, list.source(), list.node());
    };
  }

  private static Value change(Value value, Pointer at, int depth, String error, Change change)
      throws ApplyFailure {
    if (depth == at.parents().size()) {
      try {
        return change.of(value, at.key());
      } catch (ApplyFailure failure) {
        throw new ApplyFailure(error + ": " + failure.getMessage());
      }
    }
    String step = at.parents().get(depth);
    Value child = Objects.requireNonNull(get(value, step));
    return set(change(child, at, depth + 1, error, change)).of(value, step);
  }

  /**
   * A JSON pointer.
   *
   * @param parents the steps to the container
   * @param key the last step
   * @param isRoot whether it names the whole document, which no operation changes
   */
  private record Pointer(List<String> parents, String key, boolean isRoot) {

    static Pointer of(String path) {
      String[] steps = path.split("/", -1);
      List<String> parents = new ArrayList<>();
      for (int i = 1; i < steps.length - 1; i++) {
        parents.add(decoded(steps[i]));
      }
      return new Pointer(parents, decoded(steps[steps.length - 1]), steps.length < 2);
    }

    private static String decoded(String step) {
      return step.replace("~1", "/").replace("~0", "~");
    }
  }
}
