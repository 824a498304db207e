package dev.ephor.text;

/** How bad something is, worst first; the order is that of the Language Server Protocol. */
public enum Severity {
  ERROR,
  WARNING,
  INFORMATION,
  HINT
}
