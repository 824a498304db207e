package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.RuleOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a test's table.
 *
 * @param id from 1 in each test
 * @param expected the expectation that the row is about
 * @param policy as the expectation names it
 * @param rule the rule that spoke, or the one of the expectation where none did
 * @param resource {@code apps/v1/Deployment/shop/cart}, or {@code /name} for a generated one
 * @param got what the rule said, as expectations write it; empty where no rule spoke, or where
 *     documents differ
 * @param verdict whether the expectation came true
 * @param reason {@code Ok}, or why not
 * @param message what the rule said, or a longer reason
 * @param evidence what to show of a row that failed; null where there is nothing to show
 */
public record ResultRow(
    int id,
    ExpectedResult expected,
    String policy,
    String rule,
    String resource,
    String got,
    Verdict verdict,
    String reason,
    String message,
    @Nullable Evidence evidence) {

  /** The same row under another number. */
  public ResultRow numbered(int other) {
    return new ResultRow(
        other, expected, policy, rule, resource, got, verdict, reason, message, evidence);
  }

  /** Whether an expectation came true. */
  public enum Verdict {
    PASS("Pass"),
    FAIL("Fail"),
    SKIP("Skip");

    private final String shown;

    Verdict(String shown) {
      this.shown = shown;
    }

    /** As tables show it. */
    public String shown() {
      return shown;
    }
  }

  /**
   * Why a row says what it says.
   *
   * @param policy whose rule spoke
   * @param outcome what it said
   * @param resource what it was about, as it was judged
   * @param differences between the expected and the actual document
   */
  public record Evidence(
      LoadedPolicy policy, RuleOutcome outcome, Resource resource, List<Difference> differences) {

    public Evidence {
      differences = List.copyOf(differences);
    }
  }
}
