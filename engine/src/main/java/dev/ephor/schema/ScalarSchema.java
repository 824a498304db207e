package dev.ephor.schema;

import java.util.List;

/**
 * A string, number or boolean.
 *
 * @param kind which
 * @param allowed the only values a string may have; empty when any will do
 * @param maxLength the most characters a string may have; {@link Integer#MAX_VALUE} without a limit
 * @param minimum the least value of a number; {@link Long#MIN_VALUE} without a limit
 */
public record ScalarSchema(Kind kind, List<String> allowed, int maxLength, long minimum)
    implements Schema {

  /** The scalar types that Kubernetes has. */
  public enum Kind {
    STRING("string"),
    INT("integer"),
    NUMBER("number"),
    BOOLEAN("boolean"),
    QUANTITY("quantity"),
    INT_OR_STRING("integer or string"),
    /** A string that holds a CEL expression. */
    CEL("string"),
    /**
     * A string that is one JMESPath expression, not a text with expressions in {@code {{ }}}; those
     * may stand in it nevertheless and are replaced first.
     */
    JMESPATH("string");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Whether a string is wanted, be it an expression or not. */
    public boolean isText() {
      return this == STRING || this == CEL || this == JMESPATH;
    }
  }

  public ScalarSchema {
    allowed = List.copyOf(allowed);
  }

  /** A scalar without limits. */
  public static ScalarSchema of(Kind kind) {
    return new ScalarSchema(kind, List.of(), Integer.MAX_VALUE, Long.MIN_VALUE);
  }

  /** A string that has one of these values. */
  public static ScalarSchema oneOf(List<String> allowed) {
    return new ScalarSchema(Kind.STRING, allowed, Integer.MAX_VALUE, Long.MIN_VALUE);
  }

  @Override
  public String label() {
    return kind.label;
  }
}
