package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;

/**
 * Something wrong with the text of an expression.
 *
 * @param span where, in UTF-16 offsets of the expression
 * @param severity an error when the expression cannot be used, a warning when the reference takes
 *     it and fails later
 * @param message what is wrong, in the reference's words where it has any
 * @param caret under which byte of the expression's UTF-8 form the reference draws its caret; -1
 *     when its message has none
 */
public record SyntaxProblem(Span span, Severity severity, String message, int caret) {

  /** The message and, when there is a caret, the expression with the caret under it. */
  public String highlighted(String expression) {
    return caret < 0 ? message : message + "\n" + expression + "\n" + " ".repeat(caret) + "^";
  }
}
