package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.text.Span;
import dev.ephor.value.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * An expression that cannot be compiled.
 *
 * @param path where it stands: {@code spec.validations[0].expression}
 * @param clause the expression
 * @param detail why, in the reference's words, over several lines
 * @param reason why, without the excerpt that the detail has
 * @param within where in the expression; null for all of it
 */
public record FieldError(
    String path, CelClause clause, String detail, String reason, @Nullable Span within) {

  /** As Kubernetes prints an invalid field. */
  public String text() {
    return path + ": Invalid value: " + GoQuote.quote(clause.expression()) + ": " + detail;
  }
}
