package dev.ephor.expression.jmespath;

import dev.ephor.text.Span;
import org.jspecify.annotations.Nullable;

/** An evaluation that cannot go on. It never leaves this package: it becomes an answer. */
final class Failure extends RuntimeException {

  private final @Nullable Span span;

  Failure(String message) {
    this(message, null);
  }

  private Failure(String message, @Nullable Span span) {
    super(message, null, false, false);
    this.span = span;
  }

  /** A failure that begins with the function's name, as most of Kyverno's own do. */
  static Failure in(String function, String message) {
    return new Failure("JMESPath function '" + function + "': " + message);
  }

  /** This failure said to be of a part of the expression, unless a smaller part is known. */
  Failure at(Span where) {
    return span != null ? this : new Failure(message(), where);
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Span span() {
    return span != null ? span : Span.at(0);
  }
}
