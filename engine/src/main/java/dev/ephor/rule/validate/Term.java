package dev.ephor.rule.validate;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.GoNumber;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One term of a string pattern: an operator and its operand, or a range.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#operators">Kyverno:
 *     operators</a>
 */
public sealed interface Term {

  /**
   * @param value null where the resource has nothing
   */
  boolean matches(@Nullable Value value);

  /** The ends of a range: a number with an optional sign, fraction and unit. */
  String END = "([-|+]?[0-9]+(?:\\.[0-9]+)?[A-Za-z]*)";

  Pattern INSIDE = Pattern.compile(END + "-" + END);
  Pattern OUTSIDE = Pattern.compile(END + "!-" + END);

  /** Reads a term. Every text is one. */
  static Term parse(String text) {
    Comparison.Operator operator = Comparison.Operator.leading(text);
    if (operator != Comparison.Operator.EQUAL || text.length() < 2) {
      return Comparison.of(operator, text.substring(operator.sign().length()));
    }
    Matcher outside = OUTSIDE.matcher(text);
    if (outside.matches()) {
      return new Outside(
          Comparison.of(Comparison.Operator.LESS, outside.group(1)),
          Comparison.of(Comparison.Operator.MORE, outside.group(2)));
    }
    Matcher inside = INSIDE.matcher(text);
    return inside.matches()
        ? new Inside(
            Comparison.of(Comparison.Operator.MORE_OR_EQUAL, inside.group(1)),
            Comparison.of(Comparison.Operator.LESS_OR_EQUAL, inside.group(2)))
        : Comparison.of(operator, text);
  }

  /** {@code 1-3}: between both ends, which belong to it. */
  record Inside(Comparison low, Comparison high) implements Term {
    @Override
    public boolean matches(@Nullable Value value) {
      return low.matches(value) && high.matches(value);
    }
  }

  /** {@code 1!-3}: under the low end or over the high one. */
  record Outside(Comparison low, Comparison high) implements Term {
    @Override
    public boolean matches(@Nullable Value value) {
      return low.matches(value) || high.matches(value);
    }
  }

  /**
   * An operator and its operand. Compared as durations where both sides are, else as quantities
   * where both are (an absent value counts as 0), else the value's text is held against the operand
   * as a wildcard, which only equality and its negation allow.
   */
  record Comparison(
      Operator operator, String operand, @Nullable GoDuration duration, @Nullable Quantity quantity)
      implements Term {

    /** The operators, in the order in which they are tried at the start of a term. */
    public enum Operator {
      MORE_OR_EQUAL(">="),
      LESS_OR_EQUAL("<="),
      MORE(">"),
      LESS("<"),
      NOT_EQUAL("!"),
      EQUAL("");

      private final String sign;

      Operator(String sign) {
        this.sign = sign;
      }

      public String sign() {
        return sign;
      }

      /** The operator at the start of a term; a term of one character has none. */
      static Operator leading(String text) {
        if (text.length() >= 2) {
          for (Operator operator : values()) {
            if (text.startsWith(operator.sign)) {
              return operator;
            }
          }
        }
        return EQUAL;
      }

      boolean holds(int order) {
        return switch (this) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case MORE -> order > 0;
          case LESS -> order < 0;
          case MORE_OR_EQUAL -> order >= 0;
          case LESS_OR_EQUAL -> order <= 0;
        };
      }
    }

    static Comparison of(Operator operator, String text) {
      String operand = text.strip();
      return new Comparison(operator, operand, GoDuration.parse(operand), Quantity.parse(operand));
    }

    @Override
    public boolean matches(@Nullable Value value) {
      if (duration != null || quantity != null) {
        String amount = amount(value);
        if (amount != null) {
          GoDuration time = duration == null ? null : GoDuration.parse(amount);
          if (duration != null && time != null) {
            return operator.holds(time.compareTo(duration));
          }
          Quantity size = quantity == null ? null : Quantity.parse(amount);
          if (quantity != null && size != null) {
            return operator.holds(size.compareTo(quantity));
          }
        }
      }
      String text = text(value);
      return text != null
          && switch (operator) {
            case EQUAL -> Wildcard.matches(operand, text);
            case NOT_EQUAL -> !Wildcard.matches(operand, text);
            default -> false;
          };
    }

    /** What may be a duration or quantity; null for a boolean, a map or a list. */
    private static @Nullable String amount(@Nullable Value value) {
      if (value == null || value.isNull()) {
        return "0";
      }
      Object content = value instanceof Scalar scalar ? scalar.content() : null;
      if (content instanceof Double number) {
        return GoNumber.fixed(number);
      }
      return content == null || content instanceof Boolean ? null : content.toString();
    }

    private static @Nullable String text(@Nullable Value value) {
      Object content = value instanceof Scalar scalar ? scalar.content() : null;
      if (content == null) {
        return null;
      }
      return content instanceof Double number
          ? GoNumber.exponential(number, 'E')
          : content.toString();
    }
  }
}
