package dev.ephor.policy;

import dev.ephor.value.MapValue;

/**
 * One of the {@code mutations} of a policy.
 *
 * @param node the clause
 * @param patchType how the result of the expression changes the object
 * @param expression computes the change
 */
public record CelMutation(MapValue node, PatchType patchType, CelClause expression) {

  /** How an object is changed. */
  public enum PatchType {
    /** The expression gives a partial object that is merged. */
    APPLY_CONFIGURATION,
    /** The expression gives a list of JSON patch operations. */
    JSON_PATCH
  }
}
