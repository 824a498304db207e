package dev.ephor.policy.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Operators in the strings of a pattern that cannot do what they seem to say. The reference takes
 * every text and never matches these (Kyverno documentation, "Operators").
 */
final class PatternOperators implements RuleCheck {

  /** Spellings of other languages, and what they are here. */
  private static final Map<String, String> MISSPELT =
      Map.of("=>", ">=", "=<", "<=", "==", "", "!=", "!", "≥", ">=", "≤", "<=");

  private static final Pattern COMPARED = Pattern.compile("^(>=|<=|>|<)(.*)$");
  private static final Pattern RANGE =
      Pattern.compile("^([-+]?[0-9.]+[A-Za-z]*)-([-+]?[0-9.]+[A-Za-z]*)$");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    patterns(rule.validate(), found);
  }

  private static void patterns(MapValue holder, Consumer<Finding> found) {
    walk(holder.child("pattern"), found);
    walk(holder.child("anyPattern"), found);
    PolicyView.maps(holder.list("foreach")).forEach(loop -> patterns(loop, found));
  }

  private static void walk(@Nullable Value pattern, Consumer<Finding> found) {
    if (pattern instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        walk(map.valueAt(i), found);
      }
    } else if (pattern instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        walk(list.at(i), found);
      }
    } else if (pattern != null) {
      String text = pattern.asString();
      String wrong = text == null || text.contains("{{") ? null : wrong(text);
      if (wrong != null) {
        found.accept(Finding.advice(pattern.place(Place.Part.VALUE), "pattern-operator", wrong));
      }
    }
  }

  /** What is wrong with the first term that makes no sense; null when all do. */
  private static @Nullable String wrong(String text) {
    for (String alternative : text.split("\\|", -1)) {
      for (String term : alternative.split("&", -1)) {
        if (term.isBlank() && !text.isBlank()) {
          return "nothing stands beside an operator in " + text + ": remove | or &, or add a term";
        }
        String wrong = wrongTerm(term.strip());
        if (wrong != null) {
          return wrong;
        }
      }
    }
    return null;
  }

  private static @Nullable String wrongTerm(String term) {
    for (Map.Entry<String, String> spelling : MISSPELT.entrySet()) {
      if (term.startsWith(spelling.getKey())) {
        String rest = term.substring(spelling.getKey().length()).strip();
        return spelling.getKey() + " is no operator: write " + spelling.getValue() + rest;
      }
    }
    Matcher compared = COMPARED.matcher(term);
    if (compared.matches()) {
      String operand = compared.group(2).strip();
      if (operand.isEmpty()) {
        return term + " compares with nothing: write an amount after it";
      }
      return isAmount(operand)
          ? null
          : compared.group(1)
              + " compares numbers, quantities and durations, and "
              + operand
              + " is none: this never matches";
    }
    Matcher range = RANGE.matcher(term);
    if (range.matches()) {
      Quantity low = Quantity.parse(range.group(1));
      Quantity high = Quantity.parse(range.group(2));
      if (low != null && high != null && low.compareTo(high) > 0) {
        return term + " ends before it begins: write " + range.group(2) + "-" + range.group(1);
      }
    }
    return null;
  }

  /** Whether a text can be compared by size. */
  static boolean isAmount(String text) {
    return Quantity.parse(text) != null || GoDuration.parse(text) != null;
  }
}
