package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.value.GoQuote;

/**
 * An expression that cannot be compiled.
 *
 * @param path where it stands: {@code spec.validations[0].expression}
 * @param clause the expression
 * @param detail why, in the reference's words
 * @param start where in the expression the reason stands, in UTF-16 units from its start
 * @param end behind it
 */
public record FieldError(String path, CelClause clause, String detail, int start, int end) {

  /** As Kubernetes prints an invalid field. */
  public String text() {
    return path + ": Invalid value: " + GoQuote.quote(clause.expression()) + ": " + detail;
  }
}
