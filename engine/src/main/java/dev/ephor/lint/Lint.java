package dev.ephor.lint;

import dev.ephor.text.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lint, as the table {@link Lints} has it.
 *
 * @param name how configuration, suppressions and its page call it
 * @param usual how bad its findings are where nobody has said otherwise; null when it is off then
 * @param reach what it looks at
 * @param check what it does
 */
public record Lint(String name, @Nullable Severity usual, Reach reach, Check check) {

  /** What the codes of all findings begin with. */
  public static final String CODE = "lint/";

  /** What a lint looks at, and so when it has to look again. */
  public enum Reach {
    /** One policy or exception alone. */
    DOCUMENT,
    /** Also the other policies of the workspace. */
    WORKSPACE
  }

  /** Looks at a policy or exception. */
  @FunctionalInterface
  public interface Check {
    void check(Subject subject, Consumer<LintFinding> found);
  }

  /** The code of its findings. */
  public String code() {
    return CODE + name;
  }
}
