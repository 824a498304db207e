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
      return ofRegex(text, arguments[1]);
    }
    return ofLibrary(function, arguments);
  }

  private static long ofRegex(String text, Object regex) {
    return tenth(text.length() + 1L) * Math.max(1, (size(regex) + 3) / 4);
  }

  /** What the functions of libraries cost, by Kubernetes' rules. */
  private static long ofLibrary(String function, Object[] arguments) {
    if (arguments.length == 0) {
      return 1;
    }
    Object first = arguments[0];
    return switch (function) {
      case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> ofTraversal(first);
      case "url", "lowerAscii", "upperAscii", "substring", "trim", "quantity", "isQuantity" ->
          tenth(size(first));
      case "cidr", "isIP", "isCIDR", "ip", "isSemver", "semver" -> tenth(size(first));
      case "replace", "split", "ip.isCanonical" -> tenth(2 * size(first));
      case "find", "findAll" ->
          first instanceof String text && arguments.length > 1 ? ofRegex(text, arguments[1]) : 1;
      default -> 1;
    };
  }

  private static long ofTraversal(Object value) {
    long cost = 0;
    if (value instanceof String || value instanceof ByteText) {
      return size(value) / 10;
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        cost += item == null ? 1 : ofTraversal(item);
      }
      return cost;
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        cost += entry.getKey() == null ? 1 : ofTraversal(entry.getKey());
        cost += entry.getValue() == null ? 1 : ofTraversal(entry.getValue());
      }
      return cost;
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
