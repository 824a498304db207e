package dev.ephor.expression.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * References {@code $(path)} from one place of a pattern to another, with an operator before the
 * path if one likes. They depend on nothing but the document, so they are followed once.
 */
final class References {

  private static final Pattern REFERENCE =
      Pattern.compile("^\\$\\(.[^ ]*\\)|[^\\\\]\\$\\(.[^ ]*\\)");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(\\$\\(.[^ ]*\\))");
  private static final Pattern ANCHOR = Pattern.compile("^[+<=X^]?\\((.*)\\)$");
  private static final List<String> OPERATORS = List.of(">=", "<=", ">", "<", "!");
  private static final int DEEPEST = 500;

  /** A reference that leads nowhere; it never leaves this class. */
  private static final class Broken extends Exception {
    Broken(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * A document without references.
   *
   * @param problem why there is none; null where all went well
   */
  record Outcome(Value value, @Nullable String problem) {}

  private final Value document;

  private References(Value document) {
    this.document = document;
  }

  /** Follows the references of a document. One without any is given back as it is. */
  static Outcome replaced(Value document) {
    try {
      return new Outcome(new References(document).replaced(document, "", 0), null);
    } catch (Broken broken) {
      return new Outcome(document, broken.getMessage());
    }
  }

  private Value replaced(Value value, String path, int depth) throws Broken {
    if (depth > DEEPEST) {
      return value;
    }
    if (value instanceof MapValue map) {
      MapValue.Builder builder = MapValue.builder(map.source(), map.node());
      boolean changed = false;
      for (int i = 0; i < map.size(); i++) {
        String key = map.keyAt(i);
        String newKey = replaced(key, path);
        Value child = replaced(map.valueAt(i), step(path, key), depth + 1);
        changed |= !newKey.equals(key) || child != map.valueAt(i);
        builder.put(newKey, child);
      }
      return changed ? builder.build() : map;
    }
    if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      boolean changed = false;
      for (int i = 0; i < list.size(); i++) {
        Value item = replaced(list.at(i), path + "/" + i, depth + 1);
        changed |= item != list.at(i);
        items.add(item);
      }
      return changed ? ListValue.of(items, list.source(), list.node()) : list;
    }
    String text = value.asString();
    if (text == null) {
      return value;
    }
    String result = replaced(text, path);
    return result.equals(text) ? value : new Scalar(result, value.source(), value.node());
  }

  private String replaced(String text, String path) throws Broken {
    if (!text.contains("$(")) {
      return text;
    }
    String result = text;
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      String found = matcher.group();
      String prefix = found.startsWith("$(") ? "" : found.substring(0, 1);
      String reference = found.substring(prefix.length());
      int at = result.indexOf(found);
      result =
          result.substring(0, at)
              + prefix
              + followed(reference, path)
              + result.substring(at + found.length());
    }
    return ESCAPED.matcher(result).replaceAll("$1");
  }

  private String followed(String reference, String path) throws Broken {
    String start = "failed to resolve " + reference + " at path " + path + ": ";
    String inside = trimmed(reference);
    String operator = OPERATORS.stream().filter(inside::startsWith).findFirst().orElse("");
    String target = inside.substring(operator.length());
    if (target.isEmpty()) {
      throw new Broken(start + "expected path, found empty reference");
    }
    Value value = find(document, "", target.startsWith("/") ? target : joined(path, target), 0);
    String text = value == null ? null : value.asString();
    if (text != null) {
      return operator + text;
    }
    if (!operator.isEmpty()
        && value instanceof Scalar scalar
        && scalar.content() instanceof Number number) {
      return operator + String.format(Locale.ROOT, "%.6f", number.doubleValue());
    }
    if (!operator.isEmpty()) {
      throw new Broken(
          start
              + "incorrect expression: operator "
              + operator
              + " does not match with value "
              + dev.ephor.value.GoText.format(value == null ? Scalar.of(null) : value));
    }
    throw new Broken(
        value == null || value.isNull()
            ? "got nil resolved variable " + reference + " at path " + path + ": <nil>"
            : "NotResolvedReferenceErr,reference " + reference + " not resolved at path " + path);
  }

  /** Without the signs around the path, as often as they stand there. */
  private static String trimmed(String reference) {
    int start = 0;
    int end = reference.length();
    while (start < end && "$()".indexOf(reference.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && "$()".indexOf(reference.charAt(end - 1)) >= 0) {
      end--;
    }
    return reference.substring(start, end);
  }

  /** The scalar at a path, anchors on the way left out; null for none. */
  private static @Nullable Value find(Value value, String path, String target, int depth) {
    Value found = null;
    if (value instanceof MapValue map && depth < DEEPEST) {
      for (int i = 0; i < map.size(); i++) {
        Value below = find(map.valueAt(i), step(path, map.keyAt(i)), target, depth + 1);
        found = below == null ? found : below;
      }
    } else if (value instanceof ListValue list && depth < DEEPEST) {
      for (int i = 0; i < list.size(); i++) {
        Value below = find(list.at(i), path + "/" + i, target, depth + 1);
        found = below == null ? found : below;
      }
    } else if (value instanceof Scalar && withoutAnchors(path).equals(target)) {
      return value;
    }
    return found;
  }

  private static String withoutAnchors(String path) {
    return CurrentPath.steps(path).stream()
        .map(step -> "/" + ANCHOR.matcher(step).replaceFirst("$1"))
        .collect(Collectors.joining());
  }

  private static String step(String path, String key) {
    return path + "/" + key.replace("/", "\\/");
  }

  /** A relative path from a place, with {@code ..} followed. */
  private static String joined(String path, String relative) {
    List<String> steps = new ArrayList<>();
    for (String step : (path + "/" + relative).split("/", -1)) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.remove(steps.size() - 1);
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return (path.isEmpty() ? "" : "/") + String.join("/", steps);
  }
}
