package dev.ephor.expression.template;

import dev.ephor.expression.jmespath.Expression;
import org.jspecify.annotations.Nullable;

/** A JMESPath expression over variables, read once. */
public final class Query {

  private static final String NEW_OBJECT = "request.object";

  private final String text;
  private final Expression expression;
  private final @Nullable Query onDelete;

  private Query(String text, @Nullable Query onDelete) {
    this.text = text;
    this.expression = Expression.parse(text);
    this.onDelete = onDelete;
  }

  /** Reads an expression. One with a syntax error fails when it is evaluated. */
  public static Query of(String text) {
    String trimmed = text.strip();
    return new Query(
        trimmed,
        trimmed.contains(NEW_OBJECT)
            ? new Query(trimmed.replace(NEW_OBJECT, "request.oldObject"), null)
            : null);
  }

  /** The expression without spaces around it. */
  public String text() {
    return text;
  }

  public Expression expression() {
    return expression;
  }

  /** This query as it is meant while an object is deleted: about the old object. */
  Query under(Variables variables) {
    return onDelete != null && variables.deleting() ? onDelete : this;
  }
}
