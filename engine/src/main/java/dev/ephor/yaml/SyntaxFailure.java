package dev.ephor.yaml;

/**
 * Where and why the YAML library stopped reading.
 *
 * @param offset where it noticed
 * @param context where the construct begins in which it noticed; {@code offset} where it does not
 *     say
 * @param reason the library's words, by which the kind of error is told; never shown
 * @param construct the library's words for the construct
 */
record SyntaxFailure(int offset, int context, String reason, String construct) {

  /** Two opening braces without quotes where a value belongs: legal to the library, not to Go. */
  static final String TEMPLATE = "template";

  /** A bracket that opens a collection deeper than a tree may be. */
  static final String TOO_DEEP = "too deep";

  /**
   * How far the text was surely understood. A quote or bracket that swallows the rest of a document
   * is noticed at its end, but nothing after its beginning was read as meant.
   */
  int understood() {
    boolean swallowing =
        construct.contains("scalar") || construct.contains("flow") || construct.contains("simple");
    return swallowing ? Math.min(context, offset) : offset;
  }
}
