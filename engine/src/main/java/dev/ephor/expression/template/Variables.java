package dev.ephor.expression.template;

import dev.ephor.value.Scalar;

/** The variables that a template may ask for. */
public interface Variables {

  /**
   * What a query gives. The reason of a {@link Resolution.Unresolved} is what Kyverno says after
   * the path of the variable: {@code JMESPath query failed: Unknown key "x" in path}.
   */
  Resolution query(Query query);

  /**
   * What a query gives that stands in a text.
   *
   * @param written the text
   */
  default Resolution query(Query query, Scalar written) {
    return query(query);
  }

  /** Whether an object is being deleted, so that {@code request.object} means the old one. */
  boolean deleting();
}
