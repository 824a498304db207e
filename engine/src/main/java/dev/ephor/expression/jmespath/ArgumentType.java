package dev.ephor.expression.jmespath;

import dev.ephor.value.ListValue;
import dev.ephor.value.Value;

/** The types that signatures speak of. */
public enum ArgumentType {
  NUMBER("number"),
  STRING("string"),
  BOOLEAN("bool"),
  ARRAY("array"),
  OBJECT("object"),
  ARRAY_OF_NUMBERS("array[number]"),
  ARRAY_OF_STRINGS("array[string]"),
  EXPRESSION("expref"),
  ANY("any");

  private final String label;

  ArgumentType(String label) {
    this.label = label;
  }

  /** The name in signatures and messages. */
  public String label() {
    return label;
  }

  /** The type of a name. */
  static ArgumentType of(String label) {
    for (ArgumentType type : values()) {
      if (type.label.equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type is called " + label);
  }

  /** Whether a value that is not an expression reference is of this type. */
  boolean takes(Value value) {
    return switch (this) {
      case NUMBER -> Types.isNumber(value);
      case STRING -> value.asString() != null;
      case BOOLEAN -> value.toJava() instanceof Boolean;
      case ARRAY -> value instanceof ListValue;
      case OBJECT -> Types.isObject(value);
      case ARRAY_OF_NUMBERS -> Types.isArrayOfNumbers(value);
      case ARRAY_OF_STRINGS -> Types.isArrayOfStrings(value);
      case EXPRESSION -> false;
      case ANY -> true;
    };
  }
}
