package dev.ephor.kubernetes;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A version as semver.org defines it, with nothing left out: three numbers, parts before the
 * release, and build data that no comparison looks at. Kyverno 1.19: both conditions and {@code
 * semver_compare} read versions like this, and tell of faults in these words.
 *
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public record SemanticVersion(List<BigInteger> numbers, List<String> before)
    implements Comparable<SemanticVersion> {

  /** What stands for a version that cannot be read. */
  public static final SemanticVersion ZERO =
      new SemanticVersion(List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO), List.of());

  private static final String[] NAMES = {"Major", "Minor", "Patch"};
  private static final BigInteger LARGEST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

  /** A text that is no version; the message says why. */
  public static final class InvalidVersion extends Exception {
    InvalidVersion(String message) {
      super(message, null, false, false);
    }
  }

  public SemanticVersion {
    numbers = List.copyOf(numbers);
    before = List.copyOf(before);
  }

  /** Reads a version; null where the text is none. */
  public static @Nullable SemanticVersion read(String text) {
    try {
      return parse(text);
    } catch (InvalidVersion none) {
      return null;
    }
  }

  /**
   * Reads a version.
   *
   * @throws InvalidVersion when the text is none; the message says why
   */
  public static SemanticVersion parse(String text) throws InvalidVersion {
    if (text.isEmpty()) {
      throw new InvalidVersion("Version string empty");
    }
    String[] parts = text.split("\\.", 3);
    if (parts.length != 3) {
      throw new InvalidVersion("No Major.Minor.Patch elements found");
    }
    List<BigInteger> numbers = new ArrayList<>();
    numbers.add(number(0, parts[0]));
    numbers.add(number(1, parts[1]));
    int plus = parts[2].indexOf('+');
    String release = plus < 0 ? parts[2] : parts[2].substring(0, plus);
    int dash = release.indexOf('-');
    numbers.add(number(2, dash < 0 ? release : release.substring(0, dash)));
    List<String> before = new ArrayList<>();
    if (dash >= 0) {
      for (String part : release.substring(dash + 1).split("\\.", -1)) {
        before.add(prerelease(part));
      }
    }
    if (plus >= 0) {
      for (String part : parts[2].substring(plus + 1).split("\\.", -1)) {
        build(part);
      }
    }
    return new SemanticVersion(numbers, before);
  }

  private static BigInteger number(int index, String text) throws InvalidVersion {
    if (!text.matches("[0-9]*")) {
      String name = NAMES[index].toLowerCase(Locale.ROOT);
      throw new InvalidVersion(
          "Invalid character(s) found in " + name + " number \"" + text + "\"");
    }
    if (text.length() > 1 && text.startsWith("0")) {
      throw new InvalidVersion(
          NAMES[index] + " number must not contain leading zeroes \"" + text + "\"");
    }
    return unsigned(text);
  }

  private static BigInteger unsigned(String text) throws InvalidVersion {
    if (text.isEmpty()) {
      throw new InvalidVersion("strconv.ParseUint: parsing \"\": invalid syntax");
    }
    BigInteger number = text.length() > 100 ? LARGEST.add(BigInteger.ONE) : new BigInteger(text);
    if (number.compareTo(LARGEST) > 0) {
      throw new InvalidVersion("strconv.ParseUint: parsing \"" + text + "\": value out of range");
    }
    return number;
  }

  private static String prerelease(String part) throws InvalidVersion {
    if (part.isEmpty()) {
      throw new InvalidVersion("Prerelease is empty");
    }
    if (isNumber(part)) {
      if (part.length() > 1 && part.startsWith("0")) {
        throw new InvalidVersion(
            "Numeric PreRelease version must not contain leading zeroes \"" + part + "\"");
      }
      unsigned(part);
    } else if (!part.matches("[0-9A-Za-z-]+")) {
      throw new InvalidVersion("Invalid character(s) found in prerelease \"" + part + "\"");
    }
    return part;
  }

  private static void build(String part) throws InvalidVersion {
    if (part.isEmpty()) {
      throw new InvalidVersion("Build meta data is empty");
    }
    if (!part.matches("[0-9A-Za-z-]+")) {
      throw new InvalidVersion("Invalid character(s) found in build meta data \"" + part + "\"");
    }
  }

  private static boolean isNumber(String part) {
    return part.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(SemanticVersion other) {
    for (int i = 0; i < 3; i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    if (before.isEmpty() || other.before.isEmpty()) {
      return Boolean.compare(before.isEmpty(), other.before.isEmpty());
    }
    for (int i = 0; i < Math.min(before.size(), other.before.size()); i++) {
      int order = compareParts(before.get(i), other.before.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(before.size(), other.before.size());
  }

  private static int compareParts(String left, String right) {
    boolean number = isNumber(left);
    if (number != isNumber(right)) {
      return number ? -1 : 1;
    }
    return number ? new BigInteger(left).compareTo(new BigInteger(right)) : left.compareTo(right);
  }
}
