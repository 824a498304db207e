package dev.ephor.ide.impact;

import dev.ephor.ide.command.FilePlace;
import dev.ephor.ide.view.View;
import dev.ephor.impact.Flip;
import dev.ephor.impact.PolicyImpact;
import dev.ephor.impact.PolicyImpact.Hit;
import dev.ephor.impact.SinceSave;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.text.Span;
import dev.ephor.workspace.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the resources stand of which a policy says something, or would say something else. */
public final class ImpactPlaces {

  /** More than anybody reads, and than an editor lists quickly. */
  private static final int MOST = 2_000;

  private ImpactPlaces() {}

  /**
   * A resource to go to.
   *
   * @param place the offending text, or the resource's name
   * @param resource such as {@code Deployment shop/web}
   * @param policy kind and name of the policy
   * @param rule the rule as it is written; empty for a policy in CEL
   * @param verdict such as {@code fail}, or {@code pass -> fail}
   * @param message what the rule says
   */
  public record Shown(
      FilePlace place,
      String resource,
      String policy,
      String rule,
      String verdict,
      String message) {}

  /**
   * Some of them.
   *
   * @param shown the first
   * @param left how many more there are
   */
  public record Answer(List<Shown> shown, int left) {}

  /**
   * The resources on which a rule has a say, those that it speaks against first.
   *
   * @param policy kind and name
   * @param rule empty for all rules
   */
  public static Answer judged(View view, String policy, String rule) {
    List<Shown> shown = new ArrayList<>();
    for (Hit hit :
        PolicyImpact.hits(view.snapshot(), view.file(), policy, rule, view.cancellation())) {
      RuleOutcome outcome = hit.outcome();
      shown.add(
          shown(
              hit.resource(),
              policy,
              hit.rule(),
              outcome.status().name().toLowerCase(Locale.ROOT),
              outcome));
    }
    return bounded(shown);
  }

  /**
   * The resources that flip when the file is saved.
   *
   * @param policy kind and name; empty for all policies of the file
   * @param rule empty for all rules
   */
  public static Answer flips(View view, String policy, String rule) {
    SinceSave since = SinceSave.of(view.snapshot(), view.file(), view.cancellation());
    return flips(
        since.own().stream()
            .filter(flip -> policy.isEmpty() || flip.policy().equals(policy))
            .filter(flip -> rule.isEmpty() || flip.rule().equals(rule))
            .toList());
  }

  /** The resources of which other policies say something else when the file is saved. */
  public static Answer flipsElsewhere(View view) {
    return flips(SinceSave.of(view.snapshot(), view.file(), view.cancellation()).elsewhere());
  }

  private static Answer flips(List<Flip> flips) {
    return bounded(
        flips.stream()
            .map(
                flip ->
                    shown(
                        flip.resource(),
                        flip.policy(),
                        flip.rule(),
                        flip.turn().words(),
                        flip.after() != null ? flip.after() : flip.before()))
            .toList());
  }

  private static Answer bounded(List<Shown> all) {
    return all.size() <= MOST
        ? new Answer(all, 0)
        : new Answer(List.copyOf(all.subList(0, MOST)), all.size() - MOST);
  }

  private static Shown shown(
      Judged judged, String policy, String rule, String verdict, @Nullable RuleOutcome outcome) {
    return new Shown(
        new FilePlace(judged.document().file(), span(judged, outcome)),
        judged.resource().shownName(),
        policy,
        rule,
        verdict,
        outcome == null ? "" : outcome.message());
  }

  private static Span span(Judged judged, @Nullable RuleOutcome outcome) {
    for (Finding finding : outcome == null ? List.<Finding>of() : outcome.findings()) {
      if (finding.manifest().source() == judged.resource().root().source()) {
        return judged.document().span(finding.manifest());
      }
    }
    return judged.document().nameSpan(judged.resource().root());
  }
}
