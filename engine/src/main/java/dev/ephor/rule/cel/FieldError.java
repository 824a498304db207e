package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.text.Span;
import dev.ephor.value.GoQuote;
import org.jspecify.annotations.Nullable;

/**
 * An expression, or a clause that should have one, that cannot be compiled.
 *
 * @param path where it stands: {@code spec.validations[0].expression}
 * @param clause the expression
 * @param verdict what Kubernetes says of the field: {@code Invalid value: "…"}
 * @param detail why, in the reference's words, over several lines
 * @param reason why, without the excerpt that the detail has
 * @param within where in the expression; null for all of it
 */
public record FieldError(
    String path,
    CelClause clause,
    String verdict,
    String detail,
    String reason,
    @Nullable Span within) {

  /** An expression that is an invalid value. */
  FieldError(String path, CelClause clause, String detail, String reason, @Nullable Span within) {
    this(
        path,
        clause,
        "Invalid value: " + GoQuote.quote(clause.expression()),
        detail,
        reason,
        within);
  }

  /** As Kubernetes prints what is wrong with a field. */
  public String text() {
    return path + ": " + verdict + ": " + detail;
  }
}
