package dev.ephor.rule.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of the object that an expression in CEL names. */
public final class ObjectFields {

  private static final Pattern WAY =
      Pattern.compile("(?<![.\\w'\"])(?:object|oldObject)(?:\\.[A-Za-z_]\\w*)+(?!\\w)(\\()?");

  private ObjectFields() {}

  /** The paths of the fields, without the variable. */
  public static List<List<String>> paths(String expression) {
    return named(expression).stream()
        .filter(way -> way.startsWith("object."))
        .map(way -> List.of(way.substring("object.".length()).split("\\.", -1)))
        .toList();
  }

  /** The fields as they are written; a method that is called of one is no part of it. */
  public static List<String> named(String expression) {
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
