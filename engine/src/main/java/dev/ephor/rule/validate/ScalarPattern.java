package dev.ephor.rule.validate;

import dev.ephor.value.ListValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scalar of a pattern demands of a value. */
public sealed interface ScalarPattern {

  /**
   * Whether a value meets the demand.
   *
   * @param value null where the resource has nothing
   */
  boolean matches(@Nullable Value value);

  /** Prepares a demand. A map or list inside is no scalar and meets nothing. */
  static ScalarPattern of(Scalar pattern) {
    Object content = pattern.content();
    if (content == null) {
      return new Empty();
    }
    if (content instanceof Boolean truth) {
      return new Truth(truth);
    }
    if (content instanceof Long number) {
      return new Whole(number);
    }
    return content instanceof Double number ? new Real(number) : Text.of((String) content);
  }

  private static @Nullable Object content(@Nullable Value value) {
    return value instanceof Scalar scalar ? scalar.content() : null;
  }

  /** {@code null} demands nothing, null or a zero value: 0, false or the empty string. */
  record Empty() implements ScalarPattern {
    @Override
    public boolean matches(@Nullable Value value) {
      if (value != null && !(value instanceof Scalar)) {
        return false;
      }
      Object content = content(value);
      return content == null
          || content.equals("")
          || content.equals(false)
          || (content instanceof Number number && number.doubleValue() == 0);
    }
  }

  /** A boolean demands itself, not its text. */
  record Truth(boolean wanted) implements ScalarPattern {
    @Override
    public boolean matches(@Nullable Value value) {
      return content(value) instanceof Boolean truth && truth == wanted;
    }
  }

  /** An integer demands a number of that size, or its decimal text. */
  record Whole(long wanted) implements ScalarPattern {
    @Override
    public boolean matches(@Nullable Value value) {
      Object content = content(value);
      if (content instanceof Double real) {
        return real == Math.rint(real) && real.longValue() == wanted;
      }
      Long number = content instanceof String text ? NumberReader.integer(text) : null;
      return Long.valueOf(wanted).equals(number == null ? content : number);
    }
  }

  /** A number with a fraction demands a number of that size, or a text that reads as one. */
  record Real(double wanted) implements ScalarPattern {
    @Override
    public boolean matches(@Nullable Value value) {
      Object content = content(value);
      if (content instanceof Long whole) {
        return wanted == Math.rint(wanted) && (long) wanted == whole;
      }
      Double number = content instanceof String text ? NumberReader.floating(text) : null;
      return number != null ? number == wanted : content instanceof Double real && real == wanted;
    }
  }

  /**
   * A string demands itself, or one of its alternatives between {@code |}, each of which holds when
   * all of its terms between {@code &} do.
   */
  record Text(String whole, List<List<Term>> alternatives) implements ScalarPattern {

    static Text of(String pattern) {
      List<List<Term>> alternatives = new ArrayList<>();
      for (String alternative : pattern.split("\\|", -1)) {
        List<Term> terms = new ArrayList<>();
        for (String term : Spaces.trim(alternative).split("&", -1)) {
          terms.add(Term.parse(Spaces.trim(term)));
        }
        alternatives.add(terms);
      }
      return new Text(pattern, alternatives);
    }

    @Override
    public boolean matches(@Nullable Value value) {
      if (value != null && whole.equals(value.asString())) {
        return true;
      }
      for (List<Term> terms : alternatives) {
        if (all(terms, value)) {
          return true;
        }
      }
      return false;
    }

    private static boolean all(List<Term> terms, @Nullable Value value) {
      for (Term term : terms) {
        if (!term.matches(value)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Whether every element of a list, or a single value, meets a demand. */
  default boolean matchesEach(@Nullable Value value) {
    if (!(value instanceof ListValue list)) {
      return matches(value);
    }
    for (int i = 0; i < list.size(); i++) {
      if (!matches(list.at(i))) {
        return false;
      }
    }
    return true;
  }
}
