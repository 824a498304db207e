package dev.ephor.expression.jmespath;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.GoJson;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Functions over strings. Characters are code points, cases are those of single characters. */
final class StringFunctions {

  private StringFunctions() {}

  static Value startsWith(Invocation call) {
    return Types.bool(call.string(0).startsWith(call.string(1)));
  }

  static Value endsWith(Invocation call) {
    return Types.bool(call.string(0).endsWith(call.string(1)));
  }

  static Value join(Invocation call) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < call.list(1).size(); i++) {
      String item = call.list(1).at(i).asString();
      joined.append(i == 0 ? "" : call.string(0)).append(item == null ? "" : item);
      if (joined.length() > call.budget().left()) {
        break;
      }
    }
    return call.made(joined.toString());
  }

  /** The result is an integer that the rest of the language does not take for a number. */
  static Value compare(Invocation call) {
    int order = GoJson.BY_CODE_POINT.compare(call.string(0), call.string(1));
    return new Scalar((long) Integer.signum(order), Types.INTEGER, 0);
  }

  static Value equalFold(Invocation call) {
    int[] left = call.string(0).codePoints().toArray();
    int[] right = call.string(1).codePoints().toArray();
    boolean same = left.length == right.length;
    for (int i = 0; same && i < left.length; i++) {
      same = fold(left[i]) == fold(right[i]);
    }
    return Types.bool(same);
  }

  static Value toUpper(Invocation call) {
    return call.made(mapped(call.string(0), true));
  }

  static Value toLower(Invocation call) {
    return call.made(mapped(call.string(0), false));
  }

  static Value replace(Invocation call) {
    double times = call.number(3);
    return replaced(call, times < 0 ? Integer.MAX_VALUE : (int) times);
  }

  static Value replaceAll(Invocation call) {
    return replaced(call, Integer.MAX_VALUE);
  }

  /** Takes characters of a set from both ends. */
  static Value trim(Invocation call) {
    String text = call.string(0);
    String set = call.string(1);
    int start = 0;
    int end = text.length();
    while (start < end && set.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    while (start < end && set.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return call.made(text.substring(start, end));
  }

  static Value trimPrefix(Invocation call) {
    String prefix = call.string(1);
    return call.string(0).startsWith(prefix)
        ? call.made(call.string(0).substring(prefix.length()))
        : call.value(0);
  }

  /** An empty separator splits between characters. */
  static Value split(Invocation call) {
    String text = call.string(0);
    String separator = call.string(1);
    List<Value> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      text.codePoints().forEach(c -> parts.add(Scalar.of(Character.toString(c))));
      return call.made(parts);
    }
    int start = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      parts.add(call.made(text.substring(start, at)));
      start = at + separator.length();
    }
    parts.add(call.made(text.substring(start)));
    return call.made(parts);
  }

  static Value truncate(Invocation call) {
    String text = call.string(0);
    int length = (int) call.number(1);
    if (length < 1) {
      return call.made("");
    }
    return length >= text.codePointCount(0, text.length())
        ? call.value(0)
        : call.made(text.substring(0, text.offsetByCodePoints(0, length)));
  }

  static Value patternMatch(Invocation call) {
    return Types.bool(Wildcard.matches(call.string(0), call.text(1)));
  }

  static Value toBoolean(Invocation call) {
    return switch (mapped(call.string(0), false)) {
      case "true" -> Types.TRUE;
      case "false" -> Types.FALSE;
      default ->
          throw call.failure(
              "lowercase argument must be 'true' or 'false' (provided: '" + call.string(0) + "')");
    };
  }

  /** An empty old text stands before each character and at the end. */
  private static Value replaced(Invocation call, int times) {
    String text = call.string(0);
    String old = call.string(1);
    String replacement = call.string(2);
    StringBuilder result = new StringBuilder();
    int done = 0;
    int start = 0;
    while (done < times && result.length() <= call.budget().left()) {
      int at =
          old.isEmpty() ? (done == 0 ? 0 : nextCharacter(text, start)) : text.indexOf(old, start);
      if (at < 0) {
        break;
      }
      result.append(text, start, at).append(replacement);
      start = at + old.length();
      done++;
    }
    return done == 0
        ? call.value(0)
        : call.made(result.append(text, start, text.length()).toString());
  }

  private static int nextCharacter(String text, int from) {
    return from >= text.length() ? -1 : text.offsetByCodePoints(from, 1);
  }

  private static String mapped(String text, boolean upper) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> out.appendCodePoint(upper ? Character.toUpperCase(c) : Character.toLowerCase(c)));
    return out.toString();
  }

  private static int fold(int c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
