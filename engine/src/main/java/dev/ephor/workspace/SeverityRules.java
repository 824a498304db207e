package dev.ephor.workspace;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.text.Severity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How bad verdicts and lints are shown where the configuration has a say.
 *
 * @param overrides by {@code policy} or {@code policy/rule}; the last that fits decides
 * @param lints by the lint's name; the last that fits decides
 * @param minimum what is less bad than this is not shown
 */
public record SeverityRules(List<Choice> overrides, List<Choice> lints, Severity minimum) {

  /** Nothing is changed. */
  public static final SeverityRules NONE = new SeverityRules(List.of(), List.of(), Severity.HINT);

  /** Stands in an override for all findings about the structure of manifests; no policy's name. */
  public static final String STRUCTURE = "(schema)";

  /** Stands in an override for what is said of rules that are not tested; no policy's name. */
  public static final String TESTS = "(tests)";

  public SeverityRules {
    overrides = List.copyOf(overrides);
    lints = List.copyOf(lints);
  }

  /** Without a say in lints. */
  public SeverityRules(List<Choice> overrides, Severity minimum) {
    this(overrides, List.of(), minimum);
  }

  /**
   * One override.
   *
   * @param code {@code policy}, {@code policy/rule} or a lint's name, wildcards allowed
   * @param severity what to show; empty to show nothing
   */
  public record Choice(String code, Optional<Severity> severity) {
    boolean fits(String policy, String whole) {
      return Wildcard.matches(code, policy) || Wildcard.matches(code, whole);
    }
  }

  /** The severity to show, or null when it is not to be shown. */
  public @Nullable Severity apply(String policy, String code, Severity severity) {
    Severity shown = severity;
    for (Choice choice : overrides) {
      if (choice.fits(policy, code)) {
        shown = choice.severity().orElse(null);
      }
    }
    return least(shown);
  }

  /**
   * The severity with which a lint is shown, or null when it is not to be shown.
   *
   * @param usual its own; null when it is off where nobody says otherwise
   */
  public @Nullable Severity ofLint(String name, @Nullable Severity usual) {
    Severity shown = usual;
    for (Choice choice : lints) {
      if (Wildcard.matches(choice.code(), name)) {
        shown = choice.severity().orElse(null);
      }
    }
    return least(shown);
  }

  private @Nullable Severity least(@Nullable Severity severity) {
    return severity == null || severity.compareTo(minimum) > 0 ? null : severity;
  }
}
