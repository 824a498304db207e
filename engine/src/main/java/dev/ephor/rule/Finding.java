package dev.ephor.rule;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import org.jspecify.annotations.Nullable;

/**
 * One reason for an outcome, with both of its ends.
 *
 * @param manifest where in the resource: the offending value, or for something missing the key of
 *     its nearest existing ancestor
 * @param clause where in the policy: what demanded otherwise
 * @param part the part of the clause's text that is meant; null for all of it
 * @param note what there is to say about the clause: what it came to, and the values that it saw;
 *     empty for nothing
 */
public record Finding(Place manifest, Place clause, @Nullable Part part, String note) {

  /**
   * A part of a text as it was evaluated, which is not always as it was written: auto-generation
   * puts words in between.
   */
  public record Part(String text, Span span) {}

  /** A reason of which nothing more is known than its ends. */
  public Finding(Place manifest, Place clause) {
    this(manifest, clause, null, "");
  }
}
