package dev.ephor.context;

import dev.ephor.value.Value;

/** What the world says when a rule asks it for data. */
public sealed interface Reply {

  /** Nobody can be asked: there is no cluster, or no registry. */
  Reply UNAVAILABLE = new Unavailable();

  /** The data. */
  record Found(Value value) implements Reply {}

  /**
   * What a service said, whatever that means.
   *
   * @param status of HTTP
   * @param body what it sent; null as a value where that is no JSON
   */
  record Answered(int status, Value body) implements Reply {}

  /**
   * Somebody was asked and has no data.
   *
   * @param reason why, as the reference words it
   */
  record Failed(String reason) implements Reply {}

  /** See {@link #UNAVAILABLE}. The reference then goes on as if the rule had not asked. */
  record Unavailable() implements Reply {}
}
