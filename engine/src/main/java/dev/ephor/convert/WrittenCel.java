package dev.ephor.convert;

import dev.ephor.rule.probe.ObjectFields;
import java.util.Set;

/** Expressions of a rule that is written in CEL already. */
final class WrittenCel {

  private static final Set<String> CERTAIN =
      Set.of("object.metadata.name", "object.metadata.namespace", "object.kind");

  private WrittenCel() {}

  /** Whether an expression names a field, without a guard, that an object may lack. */
  static boolean mayFail(String expression) {
    return ObjectFields.named(expression).stream()
        .filter(way -> way.indexOf('.') != way.lastIndexOf('.'))
        .anyMatch(way -> !CERTAIN.contains(way) && !expression.contains("has(" + way));
  }
}
