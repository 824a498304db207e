package dev.ephor.rule.validate;

import dev.ephor.rule.Trace;
import dev.ephor.value.Place;

/** What a pattern says of a resource. */
public sealed interface PatternResult {

  /** Tells that a step ends which was to try a pattern. */
  default void endOf(Trace trace) {
    if (!trace.on()) {
      return;
    } else if (this instanceof Skip skip) {
      trace.end(Trace.Answer.SKIP, skip.message());
    } else if (this instanceof Fail fail) {
      trace.end(Trace.Answer.NO, fail.error());
    } else if (this instanceof Pathless error) {
      trace.end(Trace.Answer.ERROR, error.message());
    } else {
      trace.end(true);
    }
  }

  /** The resource is as the pattern demands. */
  record Pass() implements PatternResult {
    static final Pass PASS = new Pass();
  }

  /** A conditional or global anchor did not match, so the pattern has nothing to say. */
  record Skip(Mismatch reason) implements PatternResult {
    /** The text that Kyverno reports. */
    public String message() {
      return reason.message();
    }
  }

  /** The resource is not as the pattern demands. */
  record Fail(Mismatch reason) implements PatternResult {
    /** What was wrong, without what the rule has to say; shown where that cannot be filled in. */
    public String error() {
      return reason.message();
    }

    /** Where, as Kyverno prints it: {@code /spec/containers/0/image/}. */
    public String path() {
      return reason.path();
    }

    /** The offending value, or the key of the nearest ancestor of what is missing. */
    public Place manifest() {
      return reason.manifest();
    }

    /** The node of the pattern that said no. */
    public Place clause() {
      return reason.clause();
    }
  }

  /**
   * The resource is not as the pattern demands, but Kyverno gives no path: lists differ in length,
   * or some anchor's key was absent. Kyverno reports the status {@code error}.
   */
  record Pathless(Mismatch reason) implements PatternResult {
    /** The text that Kyverno appends to {@code execution error: }. */
    public String message() {
      return reason.message();
    }

    /** See {@link Fail#manifest()}. */
    public Place manifest() {
      return reason.manifest();
    }

    /** See {@link Fail#clause()}. */
    public Place clause() {
      return reason.clause();
    }
  }
}
