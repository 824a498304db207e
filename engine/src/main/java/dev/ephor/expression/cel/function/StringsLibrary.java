package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts, as cel-go's strings extension has them in version 2, the one of Kubernetes. Indices count
 * code points.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Strings">cel-go: Strings</a>
 */
public final class StringsLibrary {

  private static final Library LIBRARY =
      new Library(
          "strings",
          List.of(
              Overload.member(
                  "string.charAt(int) -> string", a -> charAt(text(a, 0), number(a, 1))),
              Overload.member(
                  "string.indexOf(string) -> int", a -> indexOf(text(a, 0), text(a, 1), 0)),
              Overload.member(
                  "string.indexOf(string, int) -> int",
                  a -> indexOf(text(a, 0), text(a, 1), number(a, 2))),
              Overload.member(
                  "string.lastIndexOf(string) -> int",
                  a -> lastIndexOf(text(a, 0), text(a, 1), Points.length(text(a, 0)), false)),
              Overload.member(
                  "string.lastIndexOf(string, int) -> int",
                  a -> lastIndexOf(text(a, 0), text(a, 1), number(a, 2), true)),
              Overload.member(
                  "string.lowerAscii() -> string", a -> ascii(text(a, 0), 'A', 'Z', 32)),
              Overload.member(
                  "string.upperAscii() -> string", a -> ascii(text(a, 0), 'a', 'z', -32)),
              Overload.member(
                  "string.replace(string, string) -> string",
                  a -> replace(text(a, 0), text(a, 1), text(a, 2), -1)),
              Overload.member(
                  "string.replace(string, string, int) -> string",
                  a -> replace(text(a, 0), text(a, 1), text(a, 2), number(a, 3))),
              Overload.member(
                  "string.split(string) -> list(string)", a -> split(text(a, 0), text(a, 1), -1)),
              Overload.member(
                  "string.split(string, int) -> list(string)",
                  a -> split(text(a, 0), text(a, 1), number(a, 2))),
              Overload.member(
                  "string.substring(int) -> string",
                  a -> substring(text(a, 0), number(a, 1), Points.length(text(a, 0)))),
              Overload.member(
                  "string.substring(int, int) -> string",
                  a -> substring(text(a, 0), number(a, 1), number(a, 2))),
              Overload.member("string.trim() -> string", a -> trim(text(a, 0))),
              Overload.member("list(string).join() -> string", a -> join((List<?>) a[0], "")),
              Overload.member(
                  "list(string).join(string) -> string", a -> join((List<?>) a[0], text(a, 1))),
              Overload.global("strings.quote(string) -> string", a -> quote(text(a, 0))),
              Overload.member(
                  "string.format(list(dyn)) -> string",
                  a -> FormatText.format(text(a, 0), (List<?>) a[1]))));

  private StringsLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static String text(Object[] arguments, int index) {
    return (String) arguments[index];
  }

  private static long number(Object[] arguments, int index) {
    return (Long) arguments[index];
  }

  private static CelError outOfRange(long index) {
    return new CelError("index out of range: " + index);
  }

  private static Object charAt(String text, long index) {
    int length = Points.length(text);
    if (index < 0 || index > length) {
      return outOfRange(index);
    }
    return index == length ? "" : Points.slice(text, (int) index, (int) index + 1);
  }

  private static Object indexOf(String text, String part, long from) {
    int length = Points.length(text);
    if (part.isEmpty()) {
      return from;
    }
    if (from < 0) {
      return outOfRange(from);
    }
    if (from > length) {
      return -1L;
    }
    int found = text.indexOf(part, text.offsetByCodePoints(0, (int) from));
    return found < 0 ? -1L : (long) text.codePointCount(0, found);
  }

  private static Object lastIndexOf(String text, String part, long from, boolean given) {
    int length = Points.length(text);
    if (part.isEmpty()) {
      return from;
    }
    if (given && (from < 0 || from > length)) {
      return from < 0 ? outOfRange(from) : (Object) Long.valueOf(-1);
    }
    int found = text.lastIndexOf(part, text.offsetByCodePoints(0, (int) from));
    return found < 0 ? -1L : (long) text.codePointCount(0, found);
  }

  private static String ascii(String text, char low, char high, int shift) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = 0; i < changed.length(); i++) {
      char c = changed.charAt(i);
      if (c >= low && c <= high) {
        changed.setCharAt(i, (char) (c + shift));
      }
    }
    return changed.toString();
  }

  private static String replace(String text, String old, String by, long limit) {
    if (limit < 0 && !old.isEmpty()) {
      return text.replace(old, by);
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    long left = limit < 0 ? Long.MAX_VALUE : limit;
    while (left > 0) {
      int found = text.indexOf(old, at);
      if (found < 0) {
        break;
      }
      out.append(text, at, found).append(by);
      at = found + old.length();
      left--;
      if (old.isEmpty()) {
        if (at >= text.length()) {
          break;
        }
        int next = at + Character.charCount(text.codePointAt(at));
        out.append(text, at, next);
        at = next;
      }
    }
    return out.append(text.substring(at)).toString();
  }

  private static List<Object> split(String text, String separator, long limit) {
    List<Object> parts = new ArrayList<>();
    if (limit == 0) {
      return parts;
    }
    if (separator.isEmpty()) {
      int at = 0;
      while (at < text.length()) {
        if (limit > 0 && parts.size() == limit - 1) {
          parts.add(text.substring(at));
          return parts;
        }
        int next = at + Character.charCount(text.codePointAt(at));
        parts.add(text.substring(at, next));
        at = next;
      }
      return parts;
    }
    int at = 0;
    while (limit < 0 || parts.size() < limit - 1) {
      int found = text.indexOf(separator, at);
      if (found < 0) {
        break;
      }
      parts.add(text.substring(at, found));
      at = found + separator.length();
    }
    parts.add(text.substring(at));
    return parts;
  }

  private static Object substring(String text, long start, long end) {
    int length = Points.length(text);
    if (start < 0 || start > length) {
      return outOfRange(start);
    }
    if (end < 0 || end > length) {
      return outOfRange(end);
    }
    if (start > end) {
      return new CelError("invalid substring range. start: " + start + ", end: " + end);
    }
    return Points.slice(text, (int) start, (int) end);
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** White space as Unicode and Go define it. */
  private static boolean isSpace(char c) {
    return (c >= 9 && c <= 13) || c == 0x85 || Character.isSpaceChar(c);
  }

  private static Object join(List<?> list, String separator) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      if (!(CelValues.of(list.get(i)) instanceof String text)) {
        return CelError.NO_SUCH_OVERLOAD;
      }
      out.append(i == 0 ? "" : separator).append(text);
    }
    return out.toString();
  }

  /** A text as a literal of CEL. */
  private static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 11 -> out.append("\\v");
        case '\\' -> out.append("\\\\");
        case '"' -> out.append("\\\"");
        default -> out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
