package dev.ephor.ide.lens;

import dev.ephor.ide.command.Invocation;
import dev.ephor.ide.focus.FocusedManifest;
import dev.ephor.ide.focus.WrittenRule;
import dev.ephor.ide.view.View;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Above rules what is said of the manifest in focus, and why; above manifests against which
 * something is said, why.
 */
final class WhyLenses {

  /** The command that tells why. */
  static final String EXPLAIN = "ephor.explain";

  /** The command that changes the manifest in focus. */
  static final String FOCUS = "ephor.focus";

  private static final Set<Status> AGAINST = Set.of(Status.FAIL, Status.WARN, Status.ERROR);

  private WhyLenses() {}

  static List<Lens> of(View view) {
    List<WorkspacePolicy> policies = view.snapshot().policies(Edition.TYPED, view.cancellation());
    List<WorkspacePolicy> here =
        policies.stream().filter(one -> one.document().file().equals(view.file())).toList();
    List<Lens> lenses = new ArrayList<>();
    if (!here.isEmpty()) {
      List<Judged> all = view.snapshot().judged(Edition.TYPED, view.cancellation());
      for (WorkspacePolicy policy : here) {
        for (WrittenRule rule : WrittenRule.of(policy)) {
          FocusedManifest.of(view, policy, rule.name(), all)
              .ifPresent(focused -> lenses.addAll(ofRule(view, policy, rule, focused)));
        }
      }
    }
    for (Judged judged : view.snapshot().judged(view.file(), view.cancellation())) {
      ofManifest(view, judged, policies).ifPresent(lenses::add);
    }
    return lenses;
  }

  private static List<Lens> ofRule(
      View view, WorkspacePolicy policy, WrittenRule rule, FocusedManifest focused) {
    Map<String, Object> argument =
        Map.of("uri", view.file(), "policy", policy.key(), "rule", rule.name());
    String verdict = "";
    for (RuleOutcome outcome : focused.judged().outcomes(policy)) {
      if (WrittenRule.means(rule.name(), outcome.rule()) && verdict.isEmpty()) {
        verdict = outcome.status().name().toLowerCase(Locale.ROOT);
      }
    }
    return List.of(
        new Lens(rule.span(), verdict + ": why", Optional.of(new Invocation(EXPLAIN, argument))),
        new Lens(
            rule.span(),
            "for " + focused.name() + ": change",
            Optional.of(new Invocation(FOCUS, argument))));
  }

  private static Optional<Lens> ofManifest(
      View view, Judged judged, List<WorkspacePolicy> policies) {
    int against = 0;
    for (WorkspacePolicy policy : policies) {
      for (RuleOutcome outcome : judged.outcomes(policy)) {
        against += AGAINST.contains(outcome.status()) ? 1 : 0;
      }
    }
    Value kind = judged.resource().root().child("kind");
    if (against == 0 || kind == null) {
      return Optional.empty();
    }
    Span span = judged.document().span(kind.place(Place.Part.VALUE));
    Map<String, Object> argument =
        Map.of("uri", view.file(), "resource", judged.resource().shownName());
    return Optional.of(
        new Lens(
            span,
            against + (against == 1 ? " rule speaks" : " rules speak") + " against it: why",
            Optional.of(new Invocation(EXPLAIN, argument))));
  }
}
