package dev.ephor.lint;

import dev.ephor.lint.Lint.Reach;
import dev.ephor.text.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All lints, in one table. What each is about stands on its page, {@code docs/lints/NAME.md}. */
public final class Lints {

  /** The lint that looks at suppressions; it cannot be suppressed. */
  public static final String SUPPRESSIONS = "bad-suppression";

  private static final List<Lint> ALL =
      List.of(
          alone("never-matches", Severity.WARNING, new NeverMatches()),
          alone("mixed-wildcard-kinds", Severity.WARNING, new MixedWildcardKinds()),
          alone("user-in-background", Severity.WARNING, new UserInBackground()),
          alone("constant-condition", Severity.WARNING, new ConstantCondition()),
          alone("unknown-pattern-field", Severity.WARNING, new UnknownPatternField()),
          alone("unreachable-branch", Severity.WARNING, new UnreachableBranch()),
          alone("unused-context-entry", Severity.WARNING, new UnusedContextEntry()),
          alone("unused-variable", Severity.WARNING, new UnusedVariable()),
          alone("missing-message", Severity.INFORMATION, new MissingMessage()),
          alone("missing-annotations", null, new MissingAnnotations()),
          alone("deprecated-kind", Severity.WARNING, new DeprecatedKind()),
          alone("secret-in-policy", Severity.WARNING, new SecretInPolicy()),
          alone("broad-exception", Severity.WARNING, new BroadException()),
          among("missing-exempted", Severity.WARNING, new MissingExempted()),
          among("conflicting-rules", Severity.WARNING, new ConflictingRules()),
          among("shadowed-rule", Severity.WARNING, new ShadowedRule()),
          among("undone-mutation", Severity.WARNING, new UndoneMutation()),
          alone(SUPPRESSIONS, Severity.WARNING, (subject, found) -> {}));

  private Lints() {}

  /** Every lint, in the order in which a list shows them. */
  public static List<Lint> all() {
    return ALL;
  }

  /** The lint with a name. */
  public static Optional<Lint> named(String name) {
    return ALL.stream().filter(lint -> lint.name().equals(name)).findFirst();
  }

  private static Lint alone(String name, @Nullable Severity usual, Lint.Check check) {
    return new Lint(name, usual, Reach.DOCUMENT, check);
  }

  private static Lint among(String name, Severity usual, Lint.Check check) {
    return new Lint(name, usual, Reach.WORKSPACE, check);
  }
}
