package dev.ephor.rule.verifyimages;

import dev.ephor.context.Registry.RegistryFailure;

/** An image is not verified. */
public final class VerificationFailure extends Exception {

  private final String reason;
  private final boolean unknown;

  /**
   * @param reason in the reference's words where it can be asked
   * @param unknown whether nobody could be asked: then it is an error and not a failure
   */
  public VerificationFailure(String reason, boolean unknown) {
    super(reason, null, false, false);
    this.reason = reason;
    this.unknown = unknown;
  }

  static VerificationFailure of(RegistryFailure failure) {
    return new VerificationFailure(failure.reason(), failure.unreachable());
  }

  public String reason() {
    return reason;
  }

  public boolean unknown() {
    return unknown;
  }

  /** The same failure, told of a part of the rule. */
  public VerificationFailure at(String path) {
    return new VerificationFailure(path + ": " + reason, unknown);
  }
}
