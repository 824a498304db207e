package dev.ephor.text;

import java.util.Locale;

/** How bad something is, worst first; the order is that of the Language Server Protocol. */
public enum Severity {
  ERROR,
  WARNING,
  INFORMATION,
  HINT;

  /** As formats and settings write it, such as {@code warning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
