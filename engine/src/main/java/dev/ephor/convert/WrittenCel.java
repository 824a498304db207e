package dev.ephor.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions of a rule that is written in CEL already. */
final class WrittenCel {

  private static final Pattern WAY =
      Pattern.compile("(?<![.\\w'\"])(?:object|oldObject)(?:\\.[A-Za-z_]\\w*)+(?!\\w)(\\()?");

  private static final Set<String> CERTAIN =
      Set.of("object.metadata.name", "object.metadata.namespace", "object.kind");

  private WrittenCel() {}

  /** Whether an expression names a field, without a guard, that an object may lack. */
  static boolean mayFail(String expression) {
    return found(expression).stream()
        .filter(way -> way.indexOf('.') != way.lastIndexOf('.'))
        .anyMatch(way -> !CERTAIN.contains(way) && !expression.contains("has(" + way));
  }

  /** The fields of the object that an expression names. */
  static List<List<String>> ways(String expression) {
    return found(expression).stream()
        .filter(way -> way.startsWith("object."))
        .map(way -> List.of(way.substring("object.".length()).split("\\.", -1)))
        .toList();
  }

  /** The fields with their variable; a method that is called of one is no part of it. */
  private static List<String> found(String expression) {
    Matcher found = WAY.matcher(expression);
    List<String> ways = new ArrayList<>();
    while (found.find()) {
      String way = found.group().replace("(", "");
      ways.add(found.group(1) == null ? way : way.substring(0, way.lastIndexOf('.')));
    }
    ways.removeIf(way -> way.indexOf('.') < 0);
    return ways;
  }
}
