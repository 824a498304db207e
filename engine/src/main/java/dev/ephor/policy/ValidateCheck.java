package dev.ephor.policy;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;

/** How a validate rule judges. Where a rule has several of these, the first of them counts. */
public sealed interface ValidateCheck {

  /** The clause that holds the check; for {@link None} the {@code validate} clause. */
  Value node();

  /**
   * Signed manifests.
   *
   * @param node the {@code manifests} clause
   */
  record Manifests(MapValue node) implements ValidateCheck {}

  /**
   * The Pod Security Standards.
   *
   * @param node the {@code podSecurity} clause
   */
  record PodSecurity(MapValue node) implements ValidateCheck {}

  /**
   * CEL expressions.
   *
   * @param node the {@code cel} clause
   */
  record Cel(MapValue node) implements ValidateCheck {}

  /**
   * Conditions under which the resource is refused.
   *
   * @param node the {@code deny} clause
   */
  record Deny(MapValue node) implements ValidateCheck {}

  /**
   * A pattern that the resource must have.
   *
   * @param node the {@code pattern} clause
   */
  record Pattern(Value node) implements ValidateCheck {}

  /**
   * Patterns, one of which the resource must have.
   *
   * @param node the {@code anyPattern} clause
   */
  record AnyPattern(Value node) implements ValidateCheck {}

  /**
   * Checks for the elements of lists.
   *
   * @param node the {@code foreach} clause
   */
  record Foreach(ListValue node) implements ValidateCheck {}

  /**
   * Nothing is checked.
   *
   * @param node the {@code validate} clause
   */
  record None(MapValue node) implements ValidateCheck {}
}
