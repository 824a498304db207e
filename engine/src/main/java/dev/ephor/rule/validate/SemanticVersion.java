package dev.ephor.rule.validate;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version such as {@code 1.2.3-rc.1}, ordered as the specification says; build metadata has no
 * part in it.
 *
 * @param numbers major, minor, patch
 * @param prerelease the identifiers after the hyphen
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
record SemanticVersion(List<BigInteger> numbers, List<String> prerelease)
    implements Comparable<SemanticVersion> {

  private static final int LONGEST = 500;
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64);
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final Pattern FORM =
      Pattern.compile(
          NUMBER
              + "\\."
              + NUMBER
              + "\\."
              + NUMBER
              + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]+");

  /** Reads a version; null where the text has not exactly the specified form. */
  static @Nullable SemanticVersion parse(String text) {
    Matcher form = FORM.matcher(text.length() > LONGEST ? "" : text);
    if (!form.matches()) {
      return null;
    }
    List<BigInteger> numbers =
        List.of(
            new BigInteger(form.group(1)),
            new BigInteger(form.group(2)),
            new BigInteger(form.group(3)));
    String after = form.group(4);
    List<String> prerelease = after == null ? List.of() : List.of(after.split("\\."));
    boolean fits = numbers.stream().allMatch(n -> n.compareTo(MOST) < 0);
    boolean zeroes = prerelease.stream().anyMatch(id -> LEADING_ZERO.matcher(id).matches());
    return fits && !zeroes ? new SemanticVersion(numbers, prerelease) : null;
  }

  @Override
  public int compareTo(SemanticVersion other) {
    for (int i = 0; i < numbers.size(); i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    int common = Math.min(prerelease.size(), other.prerelease.size());
    for (int i = 0; i < common; i++) {
      int order = identifiers(prerelease.get(i), other.prerelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(prerelease.size(), other.prerelease.size());
  }

  private static int identifiers(String left, String right) {
    boolean number = DIGITS.matcher(left).matches();
    boolean otherNumber = DIGITS.matcher(right).matches();
    if (number && otherNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return number == otherNumber ? left.compareTo(right) : number ? -1 : 1;
  }
}
