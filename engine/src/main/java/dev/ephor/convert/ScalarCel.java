package dev.ephor.convert;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.rule.validate.Term;
import dev.ephor.schema.ScalarSchema.Kind;
import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar of a pattern demands of a value, in CEL. The schema says how a value is compared;
 * where it is silent a value is compared as its text.
 */
final class ScalarCel {

  private static final List<Object> WORDS = List.of("", "a");
  private static final List<Object> NUMBERS = List.of(0L, 1L, -1L);
  private static final List<Object> TRUTHS = List.of(false, true);

  private final Scalar written;
  private final ScalarPattern demand;

  ScalarCel(Scalar written, ScalarPattern demand) {
    this.written = written;
    this.demand = demand;
  }

  /**
   * The demand on what stands at a place.
   *
   * @param absent what the answer is where nothing stands there
   */
  Cel at(Ref ref, boolean absent) throws NotConvertible {
    if (!ref.optional()) {
      return test(ref.text(), ref.scalar());
    }
    Cel there = test(ref.solid(), ref.scalar());
    if (there.equals(Cel.Text.TRUE)) {
      return absent ? Cel.Text.TRUE : ref.asked();
    } else if (there.equals(Cel.Text.FALSE)) {
      return absent ? Cel.not(ref.asked()) : Cel.Text.FALSE;
    }
    String literal = substitute(ref.scalar(), absent);
    if (literal != null) {
      return test(ref.or(literal), ref.scalar());
    }
    return absent ? Cel.or(Cel.not(ref.asked()), there) : Cel.and(ref.asked(), there);
  }

  /** A literal that the demand answers as it does an absent value; null where there is none. */
  private @Nullable String substitute(@Nullable Kind kind, boolean absent) {
    if (kind == null) {
      return textual() && demand.matches(Scalar.of("")) == absent ? "''" : null;
    }
    List<Object> candidates =
        switch (kind) {
          case BOOLEAN -> TRUTHS;
          case INT, NUMBER -> NUMBERS;
          case QUANTITY -> List.of("0");
          default -> WORDS.subList(0, 1);
        };
    for (Object candidate : candidates) {
      if (demand.matches(Scalar.of(candidate)) == absent) {
        return candidate instanceof String text ? Cel.quoted(text) : candidate.toString();
      }
    }
    return null;
  }

  private boolean textual() {
    return demand instanceof ScalarPattern.Text text
        && text.alternatives().stream().flatMap(List::stream).noneMatch(ScalarCel::isAmount);
  }

  private static boolean isAmount(Term term) {
    return !(term instanceof Term.Comparison comparison)
        || comparison.quantity() != null
        || comparison.duration() != null;
  }

  /** The demand on the value of an expression. */
  private Cel test(String value, @Nullable Kind kind) throws NotConvertible {
    if (demand instanceof ScalarPattern.Truth truth) {
      return Cel.compare(value, "==", String.valueOf(truth.wanted()));
    } else if (demand instanceof ScalarPattern.Whole whole) {
      return whole(value, kind, whole.wanted());
    } else if (demand instanceof ScalarPattern.Real real) {
      return kind == Kind.NUMBER || kind == Kind.INT
          ? Cel.compare(value, "==", String.valueOf(real.wanted()))
          : amounts(value, "==", String.valueOf(real.wanted()));
    }
    if (demand instanceof ScalarPattern.Empty) {
      return empty(value, kind);
    }
    return text(value, kind, (ScalarPattern.Text) demand);
  }

  private Cel whole(String value, @Nullable Kind kind, long wanted) {
    if (kind == Kind.INT || kind == Kind.NUMBER) {
      return Cel.compare(value, "==", String.valueOf(wanted));
    } else if (isText(kind) || kind == Kind.QUANTITY) {
      return Cel.compare(value, "==", Cel.quoted(String.valueOf(wanted)));
    }
    return Cel.compare("string(" + value + ")", "==", Cel.quoted(String.valueOf(wanted)));
  }

  private Cel empty(String value, @Nullable Kind kind) throws NotConvertible {
    if (kind == null) {
      throw new NotConvertible(written, "null as a pattern where the type of the field is unknown");
    }
    return switch (kind) {
      case BOOLEAN -> Cel.compare(value, "==", "false");
      case INT, NUMBER -> Cel.compare(value, "==", "0");
      case STRING, CEL, JMESPATH -> Cel.compare(value, "==", "''");
      default -> throw new NotConvertible(written, "null as a pattern of a quantity");
    };
  }

  private Cel text(String value, @Nullable Kind kind, ScalarPattern.Text pattern)
      throws NotConvertible {
    List<Cel> alternatives = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (List<Term> terms : pattern.alternatives()) {
      if (terms.size() == 1
          && terms.get(0) instanceof Term.Comparison one
          && one.operator() == Term.Comparison.Operator.EQUAL
          && isText(one, kind)) {
        words.add(one.operand());
        continue;
      }
      alternatives.add(all(value, kind, terms));
    }
    if (kind == Kind.QUANTITY && words.contains("?*")) {
      // No quantity is an empty text.
      return Cel.Text.TRUE;
    }
    if (!words.isEmpty()) {
      alternatives.add(0, TextTest.anyOf(asText(value, kind), words));
    }
    return Cel.or(alternatives);
  }

  private Cel all(String value, @Nullable Kind kind, List<Term> terms) throws NotConvertible {
    List<String> refused = new ArrayList<>();
    List<Cel> parts = new ArrayList<>();
    for (Term term : terms) {
      if (term instanceof Term.Comparison one
          && one.operator() == Term.Comparison.Operator.NOT_EQUAL
          && isText(one, kind)) {
        refused.add(one.operand());
      } else {
        parts.add(term(value, kind, term));
      }
    }
    if (!refused.isEmpty()) {
      parts.add(0, Cel.not(TextTest.anyOf(asText(value, kind), refused)));
    }
    return Cel.and(parts);
  }

  private Cel term(String value, @Nullable Kind kind, Term term) throws NotConvertible {
    if (term instanceof Term.Inside inside) {
      return Cel.and(comparison(value, kind, inside.low()), comparison(value, kind, inside.high()));
    } else if (term instanceof Term.Outside outside) {
      return Cel.or(
          comparison(value, kind, outside.low()), comparison(value, kind, outside.high()));
    }
    return comparison(value, kind, (Term.Comparison) term);
  }

  /** Whether a comparison is one of texts for values of this kind. */
  private static boolean isText(Term.Comparison comparison, @Nullable Kind kind) {
    if (kind == Kind.BOOLEAN) {
      return false;
    }
    boolean amount = comparison.quantity() != null || comparison.duration() != null;
    return !amount || (isText(kind) && comparison.quantity() == null);
  }

  private Cel comparison(String value, @Nullable Kind kind, Term.Comparison comparison)
      throws NotConvertible {
    String sign =
        switch (comparison.operator()) {
          case EQUAL -> "==";
          case NOT_EQUAL -> "!=";
          default -> comparison.operator().name().startsWith("MORE") ? ">" : "<";
        };
    if (comparison.operator().name().endsWith("OR_EQUAL")) {
      sign += "=";
    }
    String operand = comparison.operand();
    if (kind == Kind.BOOLEAN) {
      boolean truth = operand.equals("true") || operand.equals("false");
      if (truth && (sign.equals("==") || sign.equals("!="))) {
        return Cel.compare(value, sign, operand);
      }
      return switch (sign) {
        case "==" -> wild(operand, false);
        case "!=" -> wild(operand, true);
        default -> Cel.Text.FALSE;
      };
    }
    if (comparison.quantity() != null) {
      boolean whole = operand.matches("-?\\d{1,15}");
      return whole && (kind == Kind.INT || kind == Kind.NUMBER)
          ? Cel.compare(value, sign, operand)
          : isText(kind) && whole && sign.matches("[!=]=")
              ? Cel.compare(value, sign, Cel.quoted(operand))
              : ofText(asText(value, kind), kind, sign, operand);
    } else if (comparison.duration() != null) {
      return durations(asText(value, kind), sign, operand);
    }
    Cel text = TextTest.matches(asText(value, kind), operand);
    return switch (sign) {
      case "==" -> text;
      case "!=" -> Cel.not(text);
      default -> Cel.Text.FALSE;
    };
  }

  /** A text that is no quantity differs from one, and is neither more nor less. */
  private static Cel ofText(String value, @Nullable Kind kind, String sign, String operand) {
    Cel compared = amounts(value, sign, operand);
    if (kind != null && !kind.isText()) {
      return compared;
    }
    Cel isAmount = Cel.atom("isQuantity(" + value + ")");
    return sign.equals("!=") ? Cel.or(Cel.not(isAmount), compared) : Cel.and(isAmount, compared);
  }

  private Cel wild(String operand, boolean negated) throws NotConvertible {
    boolean yes = Wildcard.matches(operand, "true");
    if (yes != Wildcard.matches(operand, "false")) {
      throw new NotConvertible(written, "a wildcard that is held against a boolean");
    }
    return yes != negated ? Cel.Text.TRUE : Cel.Text.FALSE;
  }

  /** Two quantities; the left one is an expression. */
  static Cel amounts(String value, String sign, String operand) {
    String right = "quantity(" + Cel.quoted(operand) + ")";
    String left = "quantity(" + value + ")";
    return switch (sign) {
      case ">" -> Cel.atom(left + ".isGreaterThan(" + right + ")");
      case "<" -> Cel.atom(left + ".isLessThan(" + right + ")");
      case ">=" -> Cel.not(Cel.atom(left + ".isLessThan(" + right + ")"));
      case "<=" -> Cel.not(Cel.atom(left + ".isGreaterThan(" + right + ")"));
      default -> Cel.compare(left + ".compareTo(" + right + ")", sign, "0");
    };
  }

  /** Two durations; the left one is an expression. */
  static Cel durations(String value, String sign, String operand) {
    String exact = Objects.requireNonNull(GoDuration.parse(operand)).nanos() == 0 ? "0s" : operand;
    return Cel.compare("duration(" + value + ")", sign, "duration(" + Cel.quoted(exact) + ")");
  }

  private static boolean isText(@Nullable Kind kind) {
    return kind != null && kind.isText();
  }

  private static String asText(String value, @Nullable Kind kind) {
    return isText(kind) || value.endsWith(".orValue('')") ? value : "string(" + value + ")";
  }

  /** Whether a text reads as a quantity. */
  static boolean isQuantity(String text) {
    return Quantity.parse(text) != null;
  }
}
