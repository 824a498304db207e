package dev.ephor.cli.apply;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import java.util.List;

/**
 * The figures of the last line, and of the exit status. They are counted in other ways than the
 * entries of a report, as in the reference.
 *
 * @param pass outcomes by verdict
 * @param fail outcomes by verdict
 * @param warn outcomes by verdict
 * @param error outcomes by verdict, and policies that were refused
 * @param skip outcomes by verdict
 */
record Counts(int pass, int fail, int warn, int error, int skip) {

  static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  static Counts ofErrors(int errors) {
    return new Counts(0, 0, 0, errors, 0);
  }

  static Counts of(List<Response> responses, AuditWarnings warnings) {
    Counts counts = NONE;
    for (Response response : responses) {
      for (RuleOutcome outcome : response.outcomes()) {
        counts = counts.plus(of(response, outcome, warnings));
      }
    }
    return counts;
  }

  Counts plus(Counts other) {
    return new Counts(
        pass + other.pass,
        fail + other.fail,
        warn + other.warn,
        error + other.error,
        skip + other.skip);
  }

  @Override
  public String toString() {
    return "pass: %d, fail: %d, warn: %d, error: %d, skip: %d "
        .formatted(pass, fail, warn, error, skip);
  }

  private static Counts of(Response response, RuleOutcome outcome, AuditWarnings warnings) {
    Policy policy = response.policy();
    Status status = outcome.status();
    if (policy instanceof KyvernoPolicy rules) {
      return switch (response.stage()) {
        case MUTATE -> status == Status.WARN ? NONE : of(status);
        case GENERATE -> of(status == Status.PASS ? Status.PASS : Status.FAIL);
        case CLEAN_UP -> of(status);
        case VERIFY_IMAGES, VALIDATE ->
            of(status == Status.FAIL ? warnings.counted(rules, response, outcome) : status);
      };
    }
    return switch (policy.kind()) {
      case "MutatingPolicy", "NamespacedMutatingPolicy" ->
          status == Status.WARN || changesExisting(outcome) ? NONE : of(status).plus(of(status));
      case "GeneratingPolicy", "NamespacedGeneratingPolicy" ->
          status == Status.PASS || status == Status.FAIL ? of(status) : NONE;
      case "ValidatingAdmissionPolicy" ->
          status == Status.WARN || status == Status.SKIP ? NONE : of(status);
      default -> status == Status.WARN ? NONE : of(status);
    };
  }

  private static boolean changesExisting(RuleOutcome outcome) {
    return outcome.effect() instanceof Effect.MutatedTargets;
  }

  private static Counts of(Status status) {
    return new Counts(
        status == Status.PASS ? 1 : 0,
        status == Status.FAIL ? 1 : 0,
        status == Status.WARN ? 1 : 0,
        status == Status.ERROR ? 1 : 0,
        status == Status.SKIP ? 1 : 0);
  }
}
