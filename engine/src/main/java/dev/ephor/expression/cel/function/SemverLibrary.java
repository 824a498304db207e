package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.value.GoQuote;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * Semantic versions.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#SemverLib">Kubernetes:
 *     Semver</a>
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public final class SemverLibrary {

  private static final String TYPE = "kubernetes.Semver";

  private static final String DIGITS = "[0-9]*";
  private static final String WORD = "[0-9A-Za-z-]*";
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private static final Library LIBRARY =
      new Library(
          "semver",
          List.of(
              Overload.global("semver(string) -> " + TYPE, a -> parse((String) a[0])),
              Overload.global(
                  "semver(string, bool) -> " + TYPE,
                  a -> (Boolean) a[1] ? normalized((String) a[0]) : parse((String) a[0])),
              Overload.global(
                  "isSemver(string) -> bool", a -> parse((String) a[0]) instanceof Version),
              Overload.global(
                  "isSemver(string, bool) -> bool",
                  a ->
                      ((Boolean) a[1] ? normalized((String) a[0]) : parse((String) a[0]))
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

  /** What is wrong with a text. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  private static Object parse(String text) {
    try {
      return version(text);
    } catch (Wrong wrong) {
      return new CelError(String.valueOf(wrong.getMessage()));
    }
  }

  /** In the order in which {@code blang/semver} looks, with its words. */
  private static Version version(String text) throws Wrong {
    if (text.isEmpty()) {
      throw new Wrong("Version string empty");
    }
    String[] parts = text.split("\\.", 3);
    if (parts.length != 3) {
      throw new Wrong("No Major.Minor.Patch elements found");
    }
    BigInteger major = number("Major", parts[0]);
    BigInteger minor = number("Minor", parts[1]);
    int plus = parts[2].indexOf('+');
    String patch = plus < 0 ? parts[2] : parts[2].substring(0, plus);
    int minus = patch.indexOf('-');
    List<String> pre = minus < 0 ? List.of() : List.of(patch.substring(minus + 1).split("\\.", -1));
    BigInteger last = number("Patch", minus < 0 ? patch : patch.substring(0, minus));
    for (String each : pre) {
      checkPrerelease(each);
    }
    for (String each : plus < 0 ? new String[0] : parts[2].substring(plus + 1).split("\\.", -1)) {
      if (each.isEmpty()) {
        throw new Wrong("Build meta data is empty");
      } else if (!each.matches(WORD)) {
        throw new Wrong("Invalid character(s) found in build meta data " + GoQuote.quote(each));
      }
    }
    return new Version(List.of(major, minor, last), pre);
  }

  private static BigInteger number(String name, String text) throws Wrong {
    if (!text.matches(DIGITS)) {
      throw new Wrong(
          "Invalid character(s) found in "
              + name.toLowerCase(Locale.ROOT)
              + " number "
              + GoQuote.quote(text));
    } else if (text.length() > 1 && text.startsWith("0")) {
      throw new Wrong(name + " number must not contain leading zeroes " + GoQuote.quote(text));
    }
    return unsigned(text);
  }

  private static void checkPrerelease(String text) throws Wrong {
    if (text.isEmpty()) {
      throw new Wrong("Prerelease is empty");
    } else if (text.matches(DIGITS)) {
      if (text.length() > 1 && text.startsWith("0")) {
        throw new Wrong(
            "Numeric PreRelease version must not contain leading zeroes " + GoQuote.quote(text));
      }
      unsigned(text);
    } else if (!text.matches(WORD)) {
      throw new Wrong("Invalid character(s) found in prerelease " + GoQuote.quote(text));
    }
  }

  private static BigInteger unsigned(String digits) throws Wrong {
    BigInteger value = digits.isEmpty() ? null : new BigInteger(digits);
    if (value == null || value.compareTo(LARGEST) > 0) {
      throw new Wrong(
          "strconv.ParseUint: parsing "
              + GoQuote.quote(digits)
              + (value == null ? ": invalid syntax" : ": value out of range"));
    }
    return value;
  }

  /** Without a leading v and leading zeros, with the numbers that are missing. */
  private static Object normalized(String text) {
    String plain = text.startsWith("v") ? text.substring(1) : text;
    String[] parts = plain.split("\\.", 3);
    StringBuilder whole = new StringBuilder();
    for (String part : parts) {
      String number = part.length() > 1 ? part.replaceFirst("^0+", "") : part;
      boolean zero =
          part.length() > 1 && (number.isEmpty() || !Character.isDigit(number.charAt(0)));
      whole.append(whole.isEmpty() ? "" : ".").append(zero ? "0" : "").append(number);
    }
    String last = parts[parts.length - 1];
    if (parts.length < 3 && (last.indexOf('+') >= 0 || last.indexOf('-') >= 0)) {
      return new CelError("short version cannot contain PreRelease/Build meta data");
    }
    return parse(whole.append(".0".repeat(3 - parts.length)).toString());
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
