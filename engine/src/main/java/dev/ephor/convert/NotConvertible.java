package dev.ephor.convert;

import dev.ephor.value.Value;

/** A clause has no equivalent in CEL, or none that this build knows. */
final class NotConvertible extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Value clause;

  /**
   * @param reason a few words without names of this policy, so that reasons can be counted
   */
  NotConvertible(Value clause, String reason) {
    super(reason);
    this.clause = clause;
  }

  /** Where it is written. */
  Value clause() {
    return clause;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
