package dev.ephor.rule.apply;

/** A partial object cannot be merged, with the reason in the reference's words. */
public final class ApplyFailure extends Exception {
  private static final long serialVersionUID = 1L;

  public ApplyFailure(String message) {
    super(message);
  }
}
