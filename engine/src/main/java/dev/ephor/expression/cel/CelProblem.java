package dev.ephor.expression.cel;

import java.util.List;

/**
 * Why a text cannot be evaluated.
 *
 * @param message the reference's words, with its excerpt of the text where it gives one
 * @param findings what is wrong and where; never empty
 */
public record CelProblem(String message, List<Finding> findings) implements CelCompilation {

  public CelProblem {
    findings = List.copyOf(findings);
  }

  /**
   * One thing that is wrong.
   *
   * @param offset where in the text, in UTF-16 units
   * @param message what, in the reference's words
   */
  public record Finding(int offset, String message) {}

  /** A problem of the whole text. */
  static CelProblem of(String message) {
    return new CelProblem(message, List.of(new Finding(0, message)));
  }
}
