package dev.ephor.rule.assertion;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An assertion tree held against a value. The reference goes through a map in no fixed order; here
 * it is the order of the text.
 */
public final class AssertionTree {

  private static final int DEEPEST = 500;

  private final Expressions expressions;
  private final List<Mismatch> mismatches = new ArrayList<>();

  private AssertionTree(Expressions expressions) {
    this.expressions = expressions;
  }

  /**
   * What is not as asserted; empty where all is.
   *
   * @param tree the assertion
   * @param value what it is about
   * @param named finds values that expressions may name with a dollar sign; null for none
   * @param expressions evaluates
   * @param whole where what comes from nowhere in the manifest is shown
   * @throws AssertionFailure where the tree cannot be held against the value
   */
  public static List<Mismatch> mismatches(
      Value tree,
      Value value,
      Function<String, @Nullable Value> named,
      Expressions expressions,
      Place whole)
      throws AssertionFailure {
    AssertionTree assertion = new AssertionTree(expressions);
    assertion.node(tree, value, new At("", whole, 0), new Bindings(Map.of(), named));
    return List.copyOf(assertion.mismatches);
  }

  /**
   * Where the walk is.
   *
   * @param path as messages name it; empty for the root
   * @param nearest the nearest place in the manifest
   */
  private record At(String path, Place nearest, int depth) {

    At child(String key, Value value) {
      return at(path.isEmpty() ? key : path + "." + key, value);
    }

    At index(String index, Value value) {
      return at(path + "[" + index + "]", value);
    }

    private At at(String newPath, Value value) {
      // the whole object is shown at its kind
      boolean written = value.source() == nearest.source() && value.node() != 0;
      return new At(newPath, written ? value.place(Place.Part.VALUE) : nearest, depth + 1);
    }

    /** Where something is missing: at the key of what should hold it. */
    Place missing() {
      return new Place(nearest.source(), nearest.node(), Place.Part.KEY);
    }

    String shown() {
      return path.isEmpty() ? "<nil>" : path;
    }
  }

  private void node(Value tree, Value value, At at, Bindings bindings) throws AssertionFailure {
    if (at.depth() > DEEPEST) {
      throw failure("assertion nested deeper than " + DEEPEST + " levels", at, tree);
    }
    if (tree instanceof MapValue map) {
      map(map, value, at, bindings);
    } else if (tree instanceof ListValue list) {
      list(list, value, at, bindings);
    } else {
      leaf((Scalar) tree, value, at, bindings);
    }
  }

  private void map(MapValue tree, Value value, At at, Bindings outer) throws AssertionFailure {
    if (tree.isEmpty() && value.isNull()) {
      mismatch(at, "Invalid value: \"null\": invalid value, must not be null", tree);
    }
    Bindings bindings = outer;
    for (int i = 0; i < tree.size(); i++) {
      String written = tree.keyAt(i);
      Value below = tree.valueAt(i);
      AssertionKey key = AssertionKey.read(written);
      Value found = project(key, written, value, at, bindings, below);
      if (found == null) {
        At missing = at.child(written, value);
        mismatches.add(
            new Mismatch(
                missing.shown() + ": Required value: field not found in the input object",
                at.missing(),
                below.place(Place.Part.KEY)));
        continue;
      }
      if (!key.binding().isEmpty()) {
        bindings = bindings.with(key.binding(), found);
      }
      At inner = at.child(written, found);
      if (key.each()) {
        each(key, below, found, inner, bindings);
      } else {
        node(below, found, inner, bindings);
      }
    }
  }

  private void each(AssertionKey key, Value tree, Value items, At at, Bindings bindings)
      throws AssertionFailure {
    if (items instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        Value index = Scalar.of((long) i);
        node(
            tree,
            list.at(i),
            at.index(Integer.toString(i), list.at(i)),
            key.index().isEmpty() ? bindings : bindings.with(key.index(), index));
      }
    } else if (items instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        Value name = Scalar.of(map.keyAt(i));
        node(
            tree,
            map.valueAt(i),
            at.index(map.keyAt(i), map.valueAt(i)),
            key.index().isEmpty() ? bindings : bindings.with(key.index(), name));
      }
    } else {
      throw failure(at.shown() + ": Invalid value: expected a slice or a map", at, tree);
    }
  }

  /** What a key stands for; null where there is nothing. */
  private @Nullable Value project(
      AssertionKey key, String written, Value value, At at, Bindings bindings, Value below)
      throws AssertionFailure {
    if (key.isExpression()) {
      try {
        return evaluate(key, value, bindings);
      } catch (Expressions.Invalid invalid) {
        throw internal(at.child(written, value), invalid.getMessage(), below);
      }
    }
    if (value.isNull()) {
      return null;
    }
    if (value instanceof MapValue map) {
      return map.child(key.statement());
    }
    throw internal(at.child(written, value), "projection not recognized", below);
  }

  private Value evaluate(AssertionKey key, Value value, Bindings bindings)
      throws Expressions.Invalid {
    if (!key.engine().equals("jp")) {
      throw new Expressions.Invalid("engine not supported: " + key.engine());
    }
    return expressions.evaluate(bindings.fill(key.statement()), value);
  }

  private void list(ListValue tree, Value value, At at, Bindings bindings) throws AssertionFailure {
    if (value.isNull()) {
      mismatch(at, "Invalid value: \"null\": value is null", tree);
    } else if (!(value instanceof ListValue list)) {
      throw failure(at.shown() + ": Invalid value: expected a slice", at, tree);
    } else if (list.size() != tree.size()) {
      mismatch(
          at, "Invalid value: " + Agreement.found(value) + ": lengths of slices don't match", tree);
    } else {
      for (int i = 0; i < tree.size(); i++) {
        At inner = at.index(Integer.toString(i), list.at(i));
        node(tree.at(i), list.at(i), inner, bindings);
      }
    }
  }

  private void leaf(Scalar tree, Value value, At at, Bindings bindings) throws AssertionFailure {
    Value expected = tree;
    if (tree.content() instanceof String text) {
      AssertionKey key = AssertionKey.read(text);
      if (key.isExpression()) {
        if (!key.index().isEmpty() || !key.binding().isEmpty()) {
          String what = key.binding().isEmpty() ? "foreach" : "binding";
          throw failure(
              at.shown()
                  + ": Invalid value: "
                  + Agreement.found(tree)
                  + ": "
                  + what
                  + " is not supported on the RHS",
              at,
              tree);
        }
        try {
          expected = evaluate(key, value, bindings);
        } catch (Expressions.Invalid invalid) {
          throw internal(at, invalid.getMessage(), tree);
        }
      } else if (text.startsWith("\\") && !key.statement().equals(text)) {
        expected = new Scalar(key.statement(), tree.source(), tree.node());
      }
    }
    try {
      if (!Agreement.agrees(expected, value)) {
        mismatch(
            at,
            "Invalid value: " + Agreement.found(value) + ": " + Agreement.expected(expected),
            tree);
      }
    } catch (Agreement.Incomparable incomparable) {
      throw internal(at, incomparable.getMessage(), tree);
    }
  }

  private void mismatch(At at, String said, Value tree) {
    mismatches.add(
        new Mismatch(at.shown() + ": " + said, at.nearest(), tree.place(Place.Part.VALUE)));
  }

  private static AssertionFailure internal(At at, @Nullable String reason, Value tree) {
    return failure(at.shown() + ": Internal error: " + reason, at, tree);
  }

  private static AssertionFailure failure(String message, At at, Value tree) {
    return new AssertionFailure(message, at.nearest(), tree.place(Place.Part.VALUE));
  }
}
