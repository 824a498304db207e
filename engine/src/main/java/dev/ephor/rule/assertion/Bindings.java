package dev.ephor.rule.assertion;

import dev.ephor.value.GoJson;
import dev.ephor.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that have names in an assertion tree. An expression names one as {@code $name}; it stands
 * there as a literal when the expression is evaluated.
 *
 * @param own those that the tree made
 * @param others finds others by their name; null for none of that name
 */
record Bindings(Map<String, Value> own, Function<String, @Nullable Value> others) {

  private static final int LONGEST = 1_000_000;

  Bindings with(String name, Value value) {
    Map<String, Value> all = new LinkedHashMap<>(own);
    all.put(name, value);
    return new Bindings(all, others);
  }

  /** An expression with values instead of names. Quoted parts and literals stay as they are. */
  String fill(String expression) throws Expressions.Invalid {
    if (expression.indexOf('$') < 0) {
      return expression;
    }
    StringBuilder filled = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (quote != 0) {
        filled.append(c);
        if (c == '\\' && i + 1 < expression.length()) {
          filled.append(expression.charAt(++i));
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '$') {
        int end = i + 1;
        while (end < expression.length() && isPartOfName(expression.charAt(end))) {
          end++;
        }
        filled.append(literal(expression.substring(i + 1, end)));
        i = end - 1;
      } else {
        quote = c == '\'' || c == '"' || c == '`' ? c : 0;
        filled.append(c);
      }
    }
    return filled.toString();
  }

  private String literal(String name) throws Expressions.Invalid {
    Value value = own.get(name);
    value = value == null ? others.apply(name) : value;
    if (value == null) {
      throw new Expressions.Invalid("variable not defined: $" + name);
    }
    return "`" + GoJson.write(value, LONGEST).replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private static boolean isPartOfName(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
