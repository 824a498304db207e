package dev.ephor.lint;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.rule.validate.Term;
import dev.ephor.rule.validate.Term.Comparison;
import dev.ephor.rule.validate.Term.Comparison.Operator;
import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what scalar patterns demand. Every answer "yes" is certain, a "no" is not. Left
 * aside is a value that is itself the text of a pattern, such as {@code ">3"}, which meets it.
 */
final class ScalarLogic {

  private ScalarLogic() {}

  /**
   * Whether no value meets both demands, an absent one neither.
   *
   * @param may whether the second also lets a value be absent, whatever it says
   */
  static boolean excludes(ScalarPattern one, ScalarPattern other, boolean may) {
    if (one.matches(null) && (may || other.matches(null))) {
      return false;
    }
    List<Scalar> values = values(one);
    if (values != null) {
      return values.stream().noneMatch(other::matches);
    }
    values = values(other);
    if (values != null) {
      return values.stream().noneMatch(one::matches);
    }
    return one instanceof ScalarPattern.Text first
        && other instanceof ScalarPattern.Text second
        && first.alternatives().stream()
            .allMatch(
                terms ->
                    second.alternatives().stream().allMatch(others -> excludes(terms, others)));
  }

  /** Whether every value that meets the one demand meets the other. */
  static boolean implies(ScalarPattern one, ScalarPattern other) {
    if (one.equals(other)) {
      return true;
    }
    List<Scalar> values = values(one);
    if (values != null) {
      return values.stream().allMatch(other::matches);
    }
    if (!(one instanceof ScalarPattern.Text first)
        || !(other instanceof ScalarPattern.Text second)) {
      return false;
    }
    if (second.whole().equals("?*") || second.whole().equals("*")) {
      return !one.matches(null) && !one.matches(Scalar.of(""));
    }
    Term mine = only(first);
    Term theirs = only(second);
    return mine != null && theirs != null && implies(mine, theirs);
  }

  private static @Nullable Term only(ScalarPattern.Text text) {
    return text.alternatives().size() == 1 && text.alternatives().get(0).size() == 1
        ? text.alternatives().get(0).get(0)
        : null;
  }

  /**
   * The few values that meet a demand, in each of the forms they have; null where they are many.
   */
  private static @Nullable List<Scalar> values(ScalarPattern pattern) {
    if (pattern instanceof ScalarPattern.Truth truth) {
      return List.of(Scalar.of(truth.wanted()));
    } else if (pattern instanceof ScalarPattern.Whole whole) {
      return List.of(Scalar.of(whole.wanted()), Scalar.of(String.valueOf(whole.wanted())));
    } else if (!(pattern instanceof ScalarPattern.Text)) {
      return null;
    }
    List<Scalar> values = new ArrayList<>();
    for (List<Term> terms : ((ScalarPattern.Text) pattern).alternatives()) {
      String text = terms.size() == 1 ? literal(terms.get(0)) : null;
      if (text == null) {
        return null;
      }
      values.add(Scalar.of(text));
      if (text.equals("true") || text.equals("false")) {
        values.add(Scalar.of(Boolean.valueOf(text)));
      }
    }
    return values;
  }

  /** The only text that a term lets in; null where there are more. */
  private static @Nullable String literal(Term term) {
    return term instanceof Comparison one
            && one.operator() == Operator.EQUAL
            && one.duration() == null
            && one.quantity() == null
            && !Wildcard.containsWildcard(one.operand())
        ? one.operand()
        : null;
  }

  /** Whether no value meets all of these terms and all of those. */
  static boolean excludes(List<Term> terms, List<Term> others) {
    return terms.stream()
        .anyMatch(term -> others.stream().anyMatch(other -> excludes(term, other)));
  }

  private static boolean excludes(Term one, Term other) {
    Boolean byAmount = missByAmount(one, other);
    if (byAmount != null) {
      return byAmount;
    }
    String text = wildcard(one);
    String otherText = wildcard(other);
    return text != null && otherText != null && differ(text, otherText);
  }

  private static boolean implies(Term one, Term other) {
    if (one.equals(other)) {
      return true;
    }
    // A value may be read as any of the amounts that the one can be read as.
    Amounts<GoDuration> time = Amounts.of(one, Comparison::duration);
    Amounts<Quantity> size = Amounts.of(one, Comparison::quantity);
    Amounts<GoDuration> otherTime = Amounts.of(other, Comparison::duration);
    Amounts<Quantity> otherSize = Amounts.of(other, Comparison::quantity);
    return (time != null || size != null)
        && (time == null || (otherTime != null && otherTime.holds(time)))
        && (size == null || (otherSize != null && otherSize.holds(size)));
  }

  /** Whether amounts miss each other in each way in which both can be read; null for none. */
  private static @Nullable Boolean missByAmount(Term one, Term other) {
    Amounts<GoDuration> time = Amounts.of(one, Comparison::duration);
    Amounts<GoDuration> otherTime = Amounts.of(other, Comparison::duration);
    Amounts<Quantity> size = Amounts.of(one, Comparison::quantity);
    Amounts<Quantity> otherSize = Amounts.of(other, Comparison::quantity);
    boolean times = time != null && otherTime != null;
    boolean sizes = size != null && otherSize != null;
    if (!times && !sizes) {
      return null;
    }
    return (time == null || otherTime == null || time.misses(otherTime))
        && (size == null || otherSize == null || size.misses(otherSize));
  }

  /** The wildcard that a term holds a text against; null where it does something else. */
  private static @Nullable String wildcard(Term term) {
    return term instanceof Comparison one
            && one.operator() == Operator.EQUAL
            && one.duration() == null
            && one.quantity() == null
        ? one.operand()
        : null;
  }

  /** Whether two wildcards begin or end so that no text can be both. */
  private static boolean differ(String one, String other) {
    String start = one.substring(0, firstWild(one));
    String otherStart = other.substring(0, firstWild(other));
    String end = one.substring(lastWild(one) + 1);
    String otherEnd = other.substring(lastWild(other) + 1);
    return !(start.startsWith(otherStart) || otherStart.startsWith(start))
        || !(end.endsWith(otherEnd) || otherEnd.endsWith(end));
  }

  private static int firstWild(String text) {
    int at = 0;
    while (at < text.length() && "*?".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static int lastWild(String text) {
    return Math.max(text.lastIndexOf('*'), text.lastIndexOf('?'));
  }
}
