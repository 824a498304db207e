package dev.ephor.rule.cel;

import dev.ephor.rule.Finding;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a policy that is written in CEL says what it says.
 *
 * @param whole the reason with the clause as a whole
 * @param closer finds the part of the clause that decided, which costs several evaluations; null
 *     where there is nothing to find
 */
public record Reason(Finding whole, @Nullable Supplier<Finding> closer) {

  Reason(Finding whole) {
    this(whole, null);
  }

  /**
   * The reason.
   *
   * @param closely whether the part that decided is looked for
   */
  public Finding finding(boolean closely) {
    return closely && closer != null ? closer.get() : whole;
  }
}
