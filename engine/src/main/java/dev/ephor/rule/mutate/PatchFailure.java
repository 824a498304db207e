package dev.ephor.rule.mutate;

/** A patch that does not apply. The message is the reference's, without what precedes it. */
public final class PatchFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PatchFailure(String message) {
    super(message, null, false, false);
  }
}
