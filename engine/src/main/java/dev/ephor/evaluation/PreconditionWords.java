package dev.ephor.evaluation;

import dev.ephor.policy.RuleBody;
import dev.ephor.rule.validate.ValidateMessages;

/** What is said of a rule whose preconditions do not hold. Generate rules say less than others. */
record PreconditionWords(boolean generates) {

  static PreconditionWords of(RuleBody body) {
    return new PreconditionWords(body instanceof RuleBody.Generate);
  }

  /**
   * They do not hold.
   *
   * @param said the messages of the conditions themselves
   */
  String notMet(String said) {
    return generates ? "" : ValidateMessages.notMet(said);
  }

  /** They cannot be tried. */
  String failed(String reason) {
    return (generates ? "failed to evaluate conditions: " : "failed to evaluate preconditions: ")
        + reason;
  }
}
