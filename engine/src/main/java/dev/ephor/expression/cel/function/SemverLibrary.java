package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Semantic versions.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#SemverLib">Kubernetes:
 *     Semver</a>
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public final class SemverLibrary {

  private static final String TYPE = "kubernetes.Semver";

  private static final Pattern VERSION =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)"
              + "(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)"
              + "(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
              + "(?:\\+([0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*))?");

  private static final Library LIBRARY =
      new Library(
          "semver",
          List.of(
              Overload.global("semver(string) -> " + TYPE, a -> parse((String) a[0])),
              Overload.global(
                  "semver(string, bool) -> " + TYPE,
                  a -> parse((Boolean) a[1] ? normalized((String) a[0]) : (String) a[0])),
              Overload.global(
                  "isSemver(string) -> bool", a -> parse((String) a[0]) instanceof Version),
              Overload.global(
                  "isSemver(string, bool) -> bool",
                  a ->
                      parse((Boolean) a[1] ? normalized((String) a[0]) : (String) a[0])
                          instanceof Version),
              Overload.member(TYPE + ".major() -> int", a -> number(a, 0)),
              Overload.member(TYPE + ".minor() -> int", a -> number(a, 1)),
              Overload.member(TYPE + ".patch() -> int", a -> number(a, 2)),
              Overload.member(TYPE + ".isGreaterThan(" + TYPE + ") -> bool", a -> compare(a) > 0),
              Overload.member(TYPE + ".isLessThan(" + TYPE + ") -> bool", a -> compare(a) < 0),
              Overload.member(
                  TYPE + ".compareTo(" + TYPE + ") -> int",
                  a -> (long) Integer.signum(compare(a)))));

  private SemverLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private record Version(List<BigInteger> numbers, List<String> pre) implements Opaque {
    @Override
    public String typeName() {
      return TYPE;
    }
  }

  private static long number(Object[] arguments, int index) {
    return ((Version) arguments[0]).numbers().get(index).longValue();
  }

  private static Object parse(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      return new CelError(problem(text));
    }
    String pre = matcher.group(4);
    return new Version(
        List.of(
            new BigInteger(matcher.group(1)),
            new BigInteger(matcher.group(2)),
            new BigInteger(matcher.group(3))),
        pre == null ? List.of() : List.of(pre.split("\\.")));
  }

  private static String problem(String text) {
    if (text.isEmpty()) {
      return "Version string empty";
    }
    String[] parts = text.split("\\.", 3);
    if (parts.length != 3) {
      return "No Major.Minor.Patch elements found";
    }
    String[] names = {"major", "minor", "patch"};
    for (int i = 0; i < 3; i++) {
      String number = i == 2 ? parts[i].split("[-+]", 2)[0] : parts[i];
      String name = names[i];
      if (!number.matches("\\d+")) {
        return "Invalid character(s) found in " + name + " number \"" + number + "\"";
      }
      if (number.length() > 1 && number.startsWith("0")) {
        return Character.toUpperCase(name.charAt(0))
            + name.substring(1)
            + " number must not contain leading zeroes \""
            + number
            + "\"";
      }
    }
    return "Invalid character(s) found in prerelease \"" + parts[2] + "\"";
  }

  /** Without a leading v, with missing numbers filled in and leading zeros dropped. */
  private static String normalized(String text) {
    String plain = text.strip();
    plain = plain.startsWith("v") ? plain.substring(1) : plain;
    int end = 0;
    while (end < plain.length() && "-+".indexOf(plain.charAt(end)) < 0) {
      end++;
    }
    String[] numbers = plain.substring(0, end).split("\\.", -1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.max(3, numbers.length); i++) {
      String number = i < numbers.length ? numbers[i] : "0";
      if (i < numbers.length && number.length() > 1) {
        number = number.replaceFirst("^0+(?=\\d)", "");
      }
      out.append(i == 0 ? "" : ".").append(number);
    }
    return out.append(plain.substring(end)).toString();
  }

  private static int compare(Object[] arguments) {
    Version left = (Version) arguments[0];
    Version right = (Version) arguments[1];
    for (int i = 0; i < 3; i++) {
      int order = left.numbers().get(i).compareTo(right.numbers().get(i));
      if (order != 0) {
        return order;
      }
    }
    if (left.pre().isEmpty() || right.pre().isEmpty()) {
      return Boolean.compare(left.pre().isEmpty(), right.pre().isEmpty());
    }
    for (int i = 0; i < Math.min(left.pre().size(), right.pre().size()); i++) {
      int order = comparePart(left.pre().get(i), right.pre().get(i));
      if (order != 0) {
        return order;
      }
    }
    return left.pre().size() - right.pre().size();
  }

  private static int comparePart(String left, String right) {
    boolean first = left.matches("\\d+");
    boolean second = right.matches("\\d+");
    if (first && second) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return first != second ? (first ? -1 : 1) : left.compareTo(right);
  }
}
