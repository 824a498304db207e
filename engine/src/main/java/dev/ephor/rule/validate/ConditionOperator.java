package dev.ephor.rule.validate;

import dev.ephor.value.Value;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operators of conditions, by name. */
enum ConditionOperator {
  EQUAL("Equal"),
  EQUALS("Equals");

  private final String spelling;

  ConditionOperator(String spelling) {
    this.spelling = spelling;
  }

  static @Nullable ConditionOperator named(@Nullable String name) {
    for (ConditionOperator operator : values()) {
      if (operator.spelling.equalsIgnoreCase(String.valueOf(name).toLowerCase(Locale.ROOT))) {
        return operator;
      }
    }
    return null;
  }

  boolean holds(Value key, Value value) {
    return key.equals(value);
  }
}
