package dev.ephor.convert;

/**
 * A JSON pointer as an expression of CEL.
 *
 * @param start an expression before the constant end; empty for none
 * @param end constant text
 */
record Pointer(String start, String end) {

  /** The whole object. */
  static final Pointer ROOT = new Pointer("", "");

  /** What stands under a key, or at an index, which is a constant. */
  Pointer child(String key) {
    return new Pointer(start, end + "/" + key.replace("~", "~0").replace("/", "~1"));
  }

  /** What stands under a key, or at an index, which is an expression of type string. */
  Pointer computed(String key) {
    String before = end + "/";
    return new Pointer(
        (start.isEmpty() ? "" : start + " + ") + Cel.quoted(before) + " + " + key, "");
  }

  /** The expression. */
  String cel() {
    return start.isEmpty()
        ? Cel.quoted(end)
        : end.isEmpty() ? start : start + " + " + Cel.quoted(end);
  }
}
