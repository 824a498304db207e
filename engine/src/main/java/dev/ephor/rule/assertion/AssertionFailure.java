package dev.ephor.rule.assertion;

import dev.ephor.value.Place;

/** An assertion that cannot be held against what is there; the message is the reference's. */
public final class AssertionFailure extends Exception {

  private final transient Place manifest;
  private final transient Place clause;

  AssertionFailure(String message, Place manifest, Place clause) {
    super(message);
    this.manifest = manifest;
    this.clause = clause;
  }

  /** Where in the manifest. */
  public Place manifest() {
    return manifest;
  }

  /** The part of the assertion. */
  public Place clause() {
    return clause;
  }
}
