package dev.ephor.expression.cel.function;

/** Texts counted in code points. */
final class Points {

  private Points() {}

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The part from one code point, inclusive, to another, exclusive. */
  static String slice(String text, int start, int end) {
    int from = text.offsetByCodePoints(0, start);
    return text.substring(from, text.offsetByCodePoints(from, end - start));
  }
}
