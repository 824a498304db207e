package dev.ephor.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string, number or boolean.
 *
 * @param kind which
 * @param allowed the only values it may have, as they are written without quotes; empty when any
 *     will do. Where Kubernetes has a field empty, the field counts as absent
 * @param usual values that it often has, though others may stand; empty when none are known
 * @param limits its bounds
 */
public record ScalarSchema(Kind kind, List<String> allowed, List<String> usual, Limits limits)
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

    /** Whether a scalar's content, as Go's YAML reads it, is of this type; null never is. */
    public boolean holds(@Nullable Object content) {
      return switch (this) {
        case STRING, CEL, JMESPATH -> content instanceof String;
        case BOOLEAN -> content instanceof Boolean;
        case INT -> content instanceof Long;
        case NUMBER -> content instanceof Number;
        case QUANTITY, INT_OR_STRING -> content instanceof String || content instanceof Number;
      };
    }

    /** Whether a string is wanted, be it an expression or not. */
    public boolean isText() {
      return this == STRING || this == CEL || this == JMESPATH;
    }
  }

  public ScalarSchema {
    allowed = List.copyOf(allowed);
    usual = List.copyOf(usual);
  }

  /** A scalar without limits. */
  public static ScalarSchema of(Kind kind) {
    return of(kind, Limits.NONE);
  }

  /** A scalar with limits. */
  static ScalarSchema of(Kind kind, Limits limits) {
    return new ScalarSchema(kind, List.of(), List.of(), limits);
  }

  /** A string that has one of these values. */
  public static ScalarSchema oneOf(List<String> allowed) {
    return new ScalarSchema(Kind.STRING, allowed, List.of(), Limits.NONE);
  }

  /** A string that often has one of these values. */
  static ScalarSchema usually(List<String> usual) {
    return new ScalarSchema(Kind.STRING, List.of(), usual, Limits.NONE);
  }

  /** The most characters a string may have; {@link Integer#MAX_VALUE} without a limit. */
  public int maxLength() {
    return limits.maxLength();
  }

  /** The least value of an integer; {@link Long#MIN_VALUE} without a limit. */
  public long minimum() {
    Limits.Bound least = limits.minimum();
    return least == null ? Long.MIN_VALUE : least.value().longValue();
  }

  @Override
  public String label() {
    return kind.label;
  }
}
