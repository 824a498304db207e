package dev.ephor.yaml;

import java.util.Comparator;

/** The order in which Go's YAML library writes keys: digits by their number, letters last. */
final class GoYamlKeys {

  static final Comparator<String> ORDER = GoYamlKeys::compare;

  private GoYamlKeys() {}

  private static int compare(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    int end = Math.min(a.length, b.length);
    for (int i = 0; i < end; i++) {
      if (a[i] != b[i]) {
        return compareAt(a, b, i);
      }
    }
    return Integer.compare(a.length, b.length);
  }

  /** Compares from the first difference on. */
  private static int compareAt(int[] a, int[] b, int at) {
    boolean letterA = Character.isLetter(a[at]);
    boolean letterB = Character.isLetter(b[at]);
    if (letterA || letterB) {
      return letterA && letterB ? Integer.compare(a[at], b[at]) : letterB ? -1 : 1;
    }
    boolean inNumber = (a[at] == '0' || b[at] == '0') && afterNonZeroDigit(a, at);
    int endA = endOfDigits(a, at);
    int endB = endOfDigits(b, at);
    long numberA = number(a, at, endA, inNumber);
    long numberB = number(b, at, endB, inNumber);
    if (numberA != numberB) {
      return Long.compare(numberA, numberB);
    }
    return endA == endB ? Integer.compare(a[at], b[at]) : Integer.compare(endA, endB);
  }

  private static boolean afterNonZeroDigit(int[] text, int at) {
    for (int i = at - 1; i >= 0 && Character.isDigit(text[i]); i--) {
      if (text[i] != '0') {
        return true;
      }
    }
    return false;
  }

  private static int endOfDigits(int[] text, int from) {
    int end = from;
    while (end < text.length && Character.isDigit(text[end])) {
      end++;
    }
    return end;
  }

  /** Overflows as the library's 64-bit integers do. */
  private static long number(int[] text, int from, int to, boolean inNumber) {
    long number = inNumber ? 1 : 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }
}
