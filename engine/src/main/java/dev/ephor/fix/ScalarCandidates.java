package dev.ephor.fix;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.rule.validate.Term;
import dev.ephor.schema.Schema;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that meet the demand of one scalar of a pattern, those near to what stands there first.
 */
final class ScalarCandidates {

  /** What choosing a value costs that only the author can know. */
  static final int GUESS = 20;

  private static final Pattern AMOUNT = Pattern.compile("([-+]?[0-9]+(?:\\.[0-9]+)?)(.*)");

  private final ScalarPattern demand;
  private final @Nullable Value actual;
  private final @Nullable Schema schema;
  private final String key;
  private final Map<Value, Candidate> found = new LinkedHashMap<>();

  private ScalarCandidates(
      Scalar pattern, @Nullable Value actual, @Nullable Schema schema, String key) {
    this.demand = ScalarPattern.of(pattern);
    this.actual = actual;
    this.schema = schema;
    this.key = key;
  }

  /**
   * Values that the demand lets pass.
   *
   * @param actual what stands there; null for nothing
   * @param schema the type of what stands there; null where it is not known
   * @param key the field's name
   */
  static List<Candidate> of(
      Scalar pattern, @Nullable Value actual, @Nullable Schema schema, String key) {
    ScalarCandidates candidates = new ScalarCandidates(pattern, actual, schema, key);
    candidates.collect(pattern.content());
    return List.copyOf(candidates.found.values());
  }

  private void collect(@Nullable Object content) {
    if (demand instanceof ScalarPattern.Text text) {
      int cost = 0;
      for (List<Term> terms : text.alternatives()) {
        for (Term term : terms) {
          term(term, cost);
        }
        cost++;
      }
    } else if (content == null) {
      List.of("", false, 0L).forEach(zero -> add(zero, 1, false));
    } else {
      add(content, 0, false);
    }
    int cost = 5;
    for (Value listed : Values.listed(schema)) {
      add(((Scalar) listed).content(), cost++, false);
    }
    for (Value usual : Values.usual(schema)) {
      add(((Scalar) usual).content(), GUESS - 5 + cost++, true);
    }
    offer(Values.placeholder(schema, key), GUESS, true);
  }

  private void term(Term term, int cost) {
    if (term instanceof Term.Inside inside) {
      boolean low = inside.low().matches(actual);
      add(low ? inside.high().operand() : inside.low().operand(), cost, false);
      add(low ? inside.low().operand() : inside.high().operand(), cost + 1, false);
    } else if (term instanceof Term.Outside outside) {
      beside(outside.low().operand(), -1, cost);
      beside(outside.high().operand(), 1, cost + 1);
    } else if (term instanceof Term.Comparison comparison) {
      comparison(comparison, cost);
    }
  }

  private void comparison(Term.Comparison comparison, int cost) {
    String operand = comparison.operand();
    switch (comparison.operator()) {
      case EQUAL -> {
        if (Wildcards.isWild(operand)) {
          Wildcards.filled(operand, actual == null ? null : actual.asString())
              .forEach(text -> add(text, GUESS - 5 + cost, true));
        } else {
          add(operand, cost, false);
        }
      }
      case MORE_OR_EQUAL, LESS_OR_EQUAL -> add(operand, cost, false);
      case MORE -> beside(operand, 1, cost);
      case LESS -> beside(operand, -1, cost);
      case NOT_EQUAL -> {
        if ("true".equals(operand) || "false".equals(operand)) {
          add(operand.equals("true") ? "false" : "true", cost, false);
        }
        beside(operand, 1, cost + 1);
        Wildcards.avoiding(operand, actual == null ? null : actual.asString())
            .forEach(text -> add(text, GUESS + cost, true));
      }
    }
  }

  /**
   * What lies just beside an amount: one more, or one less, of its unit; else the double or half.
   */
  private void beside(String operand, int step, int cost) {
    for (String text : beside(operand, step)) {
      add(text, cost, false);
    }
  }

  static List<String> beside(String operand, int step) {
    Matcher amount = AMOUNT.matcher(operand);
    if (!amount.matches()
        || (!amount.group(2).isEmpty()
            && Quantity.parse(operand) == null
            && GoDuration.parse(operand) == null)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    BigDecimal number = new BigDecimal(amount.group(1));
    BigDecimal next = number.add(BigDecimal.valueOf(step));
    if (amount.group(2).isEmpty() || next.signum() > 0) {
      texts.add(next.toPlainString() + amount.group(2));
    }
    Quantity quantity = amount.group(2).isEmpty() ? null : Quantity.parse(operand);
    if (quantity != null) {
      BigDecimal other =
          step > 0
              ? quantity.amount().multiply(BigDecimal.valueOf(2))
              : quantity.amount().divide(BigDecimal.valueOf(2), 3, RoundingMode.DOWN);
      texts.add(Quantity.of(other, quantity.format()).toString());
    }
    return texts;
  }

  private void add(@Nullable Object content, int cost, boolean guessed) {
    for (Value typed : Values.typed(content, schema)) {
      offer(typed, cost, guessed);
    }
  }

  private void offer(Value value, int cost, boolean guessed) {
    boolean same = actual != null && actual.equals(value);
    if (!same && demand.matches(value)) {
      found.putIfAbsent(value, new Candidate(value, cost, guessed));
    }
  }
}
