package dev.ephor.ide.lens;

import dev.ephor.ide.command.Invocation;
import dev.ephor.ide.view.View;
import dev.ephor.impact.Flip;
import dev.ephor.impact.PolicyImpact;
import dev.ephor.impact.PolicyImpact.RuleImpact;
import dev.ephor.impact.SinceSave;
import dev.ephor.impact.Tally;
import dev.ephor.impact.Turn;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Above each policy and rule how many resources it lets pass or fail, and what would flip if the
 * file was saved. A click lists the resources.
 */
final class ImpactLenses {

  /** The command that lists the resources behind a lens. */
  static final String SHOW = "ephor.show";

  private ImpactLenses() {}

  static List<Lens> of(View view) {
    List<PolicyImpact> impacts = PolicyImpact.of(view.snapshot(), view.file(), view.cancellation());
    List<Lens> lenses = new ArrayList<>();
    if (impacts.isEmpty()) {
      return lenses;
    }
    SinceSave since = SinceSave.of(view.snapshot(), view.file(), view.cancellation());
    for (PolicyImpact impact : impacts) {
      lenses.add(count(view, impact.span(), impact.tally(), impact.policy(), ""));
      Predicate<Flip> ofPolicy = flip -> flip.policy().equals(impact.policy());
      flips(view, impact.span(), since.own(), ofPolicy, impact.policy(), "").ifPresent(lenses::add);
      for (RuleImpact rule : impact.rules()) {
        lenses.add(count(view, rule.span(), rule.tally(), impact.policy(), rule.rule()));
        Predicate<Flip> ofRule = ofPolicy.and(flip -> flip.rule().equals(rule.rule()));
        flips(view, rule.span(), since.own(), ofRule, impact.policy(), rule.rule())
            .ifPresent(lenses::add);
      }
    }
    if (!since.elsewhere().isEmpty()) {
      lenses.add(
          new Lens(
              impacts.get(0).span(),
              "since save, by other policies: " + words(since.elsewhere()) + ": show",
              Optional.of(new Invocation(SHOW, Map.of("uri", view.file(), "flips", "elsewhere")))));
    }
    return lenses;
  }

  private static Lens count(View view, Span span, Tally tally, String policy, String rule) {
    return tally.equals(Tally.NONE)
        ? new Lens(span, tally.words(), Optional.empty())
        : new Lens(
            span,
            tally.words() + ": show",
            Optional.of(
                new Invocation(SHOW, Map.of("uri", view.file(), "policy", policy, "rule", rule))));
  }

  private static Optional<Lens> flips(
      View view, Span span, List<Flip> flips, Predicate<Flip> wanted, String policy, String rule) {
    List<Flip> own = flips.stream().filter(wanted).toList();
    return own.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lens(
                span,
                "since save: " + words(own) + ": show",
                Optional.of(
                    new Invocation(
                        SHOW,
                        Map.of(
                            "uri", view.file(), "policy", policy, "rule", rule, "flips", "own")))));
  }

  /** What must be seen first stands first, such as {@code 3 pass -> fail, 1 fail -> pass}. */
  private static String words(List<Flip> flips) {
    TreeMap<Turn, Integer> turns = new TreeMap<>();
    flips.forEach(flip -> turns.merge(flip.turn(), 1, Integer::sum));
    List<String> words = new ArrayList<>();
    turns.forEach((turn, count) -> words.add(count + " " + turn.words()));
    return String.join(", ", words);
  }
}
