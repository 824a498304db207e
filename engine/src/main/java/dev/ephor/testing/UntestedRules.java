package dev.ephor.testing;

import dev.ephor.testing.PolicyTests.RuleTests;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.SeverityRules;
import dev.ephor.workspace.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules that no test is about, and rules that judge but fail in none. Only where tests are kept: in
 * the folder around the policy's own, or anywhere below that.
 */
public final class UntestedRules {

  /** The code of a rule without a test. */
  public static final String NONE = "test/none";

  /** The code of a rule that never fails in its tests. */
  public static final String NEVER_FAILS = "test/never-fails";

  private UntestedRules() {}

  /** The hints of a policy's file. */
  public static List<Diagnostic> of(
      Snapshot snapshot, LiveTests tests, FileId file, Cancellation cancellation) {
    List<Diagnostic> hints = new ArrayList<>();
    Severity severity =
        snapshot.severities().apply(SeverityRules.TESTS, SeverityRules.TESTS, Severity.HINT);
    if (severity == null || !hasTests(snapshot, tests, file)) {
      return hints;
    }
    for (PolicyTests policy : PolicyTests.of(snapshot, tests, file, cancellation)) {
      for (RuleTests rule : policy.rules()) {
        message(policy, rule)
            .ifPresent(
                message ->
                    hints.add(
                        new Diagnostic(
                            rule.span(),
                            severity,
                            rule.rows().isEmpty() ? NONE : NEVER_FAILS,
                            message,
                            List.of(),
                            null)));
      }
    }
    return hints;
  }

  private static Optional<String> message(PolicyTests policy, RuleTests rule) {
    String named =
        rule.rule().isEmpty() ? "policy " + policy.policy().name() : "rule " + rule.rule();
    if (rule.rows().isEmpty()) {
      return Optional.of("No test is about " + named + ". 'Add a manifest as a test' writes one.");
    } else if (rule.canFail() && !rule.everFails()) {
      return Optional.of(
          "No test makes "
              + named
              + " fail, so one that lets everything pass would do as well. Add a manifest that"
              + " breaks it: 'Add a near-miss as a test' finds one.");
    }
    return Optional.empty();
  }

  private static boolean hasTests(Snapshot snapshot, LiveTests tests, FileId file) {
    FileId folder = file.parent();
    FileId around = folder == null ? null : folder.parent();
    String start = around == null ? "/" : around.path() + "/";
    return tests.testFiles(snapshot).stream().anyMatch(test -> test.path().startsWith(start));
  }
}
