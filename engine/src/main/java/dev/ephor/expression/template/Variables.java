package dev.ephor.expression.template;

/** The variables that a template may ask for. */
public interface Variables {

  /**
   * What a query gives. The reason of a {@link Resolution.Unresolved} is what Kyverno says after
   * the path of the variable: {@code JMESPath query failed: Unknown key "x" in path}.
   */
  Resolution query(Query query);

  /** Whether an object is being deleted, so that {@code request.object} means the old one. */
  boolean deleting();
}
