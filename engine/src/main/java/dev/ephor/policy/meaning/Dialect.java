package dev.ephor.policy.meaning;

/** How a structure is written at a place. */
public enum Dialect {
  /** As it is. */
  PLAIN,
  /** As a pattern: keys may be anchors, scalars may be conditions. */
  PATTERN,
  /** As a patch that is merged: keys may be anchors. */
  OVERLAY;

  private static final String SIGNS = "=+^X<";

  /**
   * The field that a key stands for, without an anchor's sign and brackets; also of an anchor that
   * is not closed yet.
   */
  public String field(String key) {
    if (this == PLAIN) {
      return key;
    }
    int open = key.indexOf('(');
    if (open != 0 && !(open == 1 && SIGNS.indexOf(key.charAt(0)) >= 0)) {
      return key;
    }
    int end = key.endsWith(")") ? key.length() - 1 : key.length();
    return key.substring(open + 1, Math.max(open + 1, end));
  }
}
