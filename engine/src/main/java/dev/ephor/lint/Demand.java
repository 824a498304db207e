package dev.ephor.lint;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a pattern demands of one field in any case.
 *
 * @param path the field: {@code spec.containers[*].image}
 * @param written where the pattern says so
 * @param pattern what it demands
 * @param required whether the field has to be there
 */
record Demand(String path, Scalar written, ScalarPattern pattern, boolean required) {

  private static final int DEEPEST = 64;

  /**
   * The demands of a pattern; none as soon as an anchor makes the pattern, or an element of it, a
   * matter of conditions.
   */
  static List<Demand> of(Value pattern) {
    List<Demand> demands = new ArrayList<>();
    return collect(pattern, "", true, demands, 0) ? demands : List.of();
  }

  private static boolean collect(
      Value node, String path, boolean required, List<Demand> demands, int depth) {
    if (depth > DEEPEST) {
      return false;
    }
    if (node instanceof MapValue map) {
      return entries(map, path, required, demands, depth);
    } else if (node instanceof ListValue list) {
      boolean each = list.size() == 1 && list.at(0) instanceof MapValue;
      return !each || collect(list.at(0), path + "[*]", required, demands, depth + 1);
    } else if (node instanceof Scalar scalar && !isVariable(scalar)) {
      demands.add(new Demand(path, scalar, ScalarPattern.of(scalar), required));
    }
    return true;
  }

  private static boolean entries(
      MapValue map, String path, boolean required, List<Demand> demands, int depth) {
    for (String key : map.keys()) {
      Value child = Objects.requireNonNull(map.child(key));
      Anchor anchor = Anchor.parse(key);
      Anchor.Kind kind = anchor == null ? null : anchor.kind();
      if (kind == Anchor.Kind.GLOBAL || (kind == Anchor.Kind.CONDITION && !isAnything(child))) {
        return false;
      }
      boolean looked = kind == null || kind == Anchor.Kind.EQUALITY;
      String name = anchor == null ? key : anchor.key();
      if (looked && !name.contains("*") && !name.contains("?") && !name.contains("{{")) {
        String below = path.isEmpty() ? name : path + "." + name;
        boolean there = required && kind == null;
        if (!collect(child, below, there, demands, depth + 1)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a condition always holds of what has the field. */
  static boolean isAnything(Value value) {
    return "*".equals(value.asString()) || "?*".equals(value.asString());
  }

  /** Whether a text is only known when a resource is. */
  static boolean isVariable(Value value) {
    String text = value.asString();
    return text != null && (text.contains("{{") || text.contains("$("));
  }
}
