package dev.ephor.rule;

/** What a rule says of a resource, in Kyverno's words. */
public enum Status {
  PASS,
  FAIL,
  WARN,
  ERROR,
  SKIP
}
