package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.ByteText;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What calls cost, by cel-go's rules for actual costs. */
final class Costs {

  private static final Set<String> OVER_BOTH =
      Set.of("_<_", "_<=_", "_>_", "_>=_", "_+_", "startsWith", "endsWith");

  private Costs() {}

  static long of(String function, Object[] arguments) {
    if (OVER_BOTH.contains(function) && arguments.length == 2) {
      long first = size(arguments[0]);
      long second = size(arguments[1]);
      return switch (function) {
        case "startsWith", "endsWith" -> tenth(first);
        case "_+_" -> arguments[0] instanceof List ? 1 : Math.max(1, tenth(first + second));
        default -> Math.max(1, tenth(Math.min(first, second)));
      };
    }
    if (function.equals("@in") && arguments[1] instanceof List<?> list) {
      return Math.max(1, list.size());
    }
    if (function.equals("contains") && arguments[0] instanceof String text) {
      return Math.max(1, tenth(text.length()) * Math.max(1, tenth(size(arguments[1]))));
    }
    if (function.equals("matches") && arguments[0] instanceof String text) {
      return tenth(text.length() + 1L) * Math.max(1, (size(arguments[1]) + 3) / 4);
    }
    return 1;
  }

  /** What it costs to compare two values. */
  static long ofEquality(Object first, Object second) {
    return tenth(Math.min(size(first), size(second)));
  }

  private static long size(Object value) {
    if (value instanceof String text) {
      return text.length();
    } else if (value instanceof List<?> list) {
      return list.size();
    } else if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return value instanceof ByteText bytes ? bytes.size() : 1;
  }

  private static long tenth(long size) {
    return (size + 9) / 10;
  }
}
