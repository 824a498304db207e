package dev.ephor.rule.assertion;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key or leaf of an assertion tree, read.
 *
 * @param each whether the assertion below is for each item
 * @param index the name under which the item's index or key is known; empty for none
 * @param statement a field, or an expression
 * @param binding the name under which the result is known; empty for none
 * @param engine the language of the expression; empty for a field
 * @see <a href="https://kyverno.github.io/kyverno-json/latest/policies/asserts/">kyverno-json:
 *     assertion trees</a>
 */
record AssertionKey(boolean each, String index, String statement, String binding, String engine) {

  private static final Pattern EACH = Pattern.compile("^~(\\w+)?\\.(.*)");
  private static final Pattern BINDING = Pattern.compile("(.*)\\s*->\\s*(\\w+)$");
  private static final Pattern ESCAPE = Pattern.compile("^\\\\(.+)\\\\$");
  private static final Pattern ENGINE = Pattern.compile("^\\((?:(\\w+);)?(.+)\\)$");

  static AssertionKey read(String text) {
    String rest = text;
    boolean each = false;
    String index = "";
    String binding = "";
    Matcher matcher = EACH.matcher(rest);
    if (matcher.find()) {
      each = true;
      index = orEmpty(matcher.group(1));
      rest = matcher.group(2);
    }
    matcher = BINDING.matcher(rest);
    if (matcher.find()) {
      binding = matcher.group(2);
      rest = matcher.group(1);
    }
    matcher = ESCAPE.matcher(rest);
    if (matcher.find()) {
      return new AssertionKey(each, index, matcher.group(1), binding, "");
    }
    matcher = ENGINE.matcher(rest);
    if (matcher.find()) {
      String engine = orEmpty(matcher.group(1));
      return new AssertionKey(
          each, index, matcher.group(2), binding, engine.isEmpty() ? "jp" : engine);
    }
    return new AssertionKey(each, index, rest, binding, "");
  }

  boolean isExpression() {
    return !engine.isEmpty();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
