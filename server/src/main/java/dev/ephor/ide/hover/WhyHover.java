package dev.ephor.ide.hover;

import dev.ephor.explain.Explanation;
import dev.ephor.explain.Explanations;
import dev.ephor.explain.TextTree;
import dev.ephor.explain.Whereabouts;
import dev.ephor.explain.Whereabouts.Where;
import dev.ephor.explain.Why;
import dev.ephor.ide.focus.FocusedManifest;
import dev.ephor.ide.focus.WrittenRule;
import dev.ephor.ide.view.View;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace.Answer;
import dev.ephor.text.Span;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The short why: of a clause what it saw in the manifest in focus, of a place in a manifest what
 * speaks against it.
 */
public final class WhyHover {

  /** How many lines are shown. */
  private static final int MOST = 5;

  private final int offset;
  private final View view;
  private final Whereabouts whereabouts;
  private final Set<String> lines = new LinkedHashSet<>();
  private @Nullable Span nearest;

  private WhyHover(View view, int offset) {
    this.view = view;
    this.offset = offset;
    this.whereabouts = new Whereabouts(view.snapshot());
  }

  /** What there is to say of an offset of a file. */
  public static Optional<Hover> at(View view, int offset) {
    WhyHover hover = new WhyHover(view, offset);
    List<WorkspacePolicy> policies = view.snapshot().policies(Edition.TYPED, view.cancellation());
    for (WorkspacePolicy policy : policies) {
      if (policy.document().file().equals(view.file()) && hover.isIn(policy.document())) {
        hover.ofPolicy(policy);
      }
    }
    for (Judged judged : view.snapshot().judged(view.file(), view.cancellation())) {
      if (hover.isIn(judged.document())) {
        hover.ofManifest(judged, policies);
      }
    }
    return hover.told();
  }

  private boolean isIn(PlacedDocument document) {
    return document.start() <= offset
        && offset <= document.start() + document.yaml().text().length();
  }

  private void ofPolicy(WorkspacePolicy policy) {
    List<Judged> all = view.snapshot().judged(Edition.TYPED, view.cancellation());
    for (WrittenRule rule : WrittenRule.of(policy)) {
      FocusedManifest focused = FocusedManifest.of(view, policy, rule.name(), all).orElse(null);
      for (Explanation one :
          focused == null
              ? List.<Explanation>of()
              : Explanations.of(policy, focused.judged(), false)) {
        if (focused != null && WrittenRule.means(rule.name(), one.rule())) {
          for (Why why : tried(one)) {
            clause(why, focused.name());
          }
        }
      }
    }
  }

  /** Without what is said in the end, which stands in the diagnostic. */
  private static List<Why> tried(Explanation one) {
    List<Why> all = one.root().children();
    return all.subList(0, Math.max(0, all.size() - one.statuses().size()));
  }

  private void clause(Why why, String manifest) {
    Where where = whereabouts.clause(why);
    if (where != null && where.file().equals(view.file())) {
      tell(where.span(), "for " + manifest + ": " + line(why));
    }
    why.children().forEach(child -> clause(child, manifest));
  }

  private void ofManifest(Judged judged, List<WorkspacePolicy> policies) {
    for (WorkspacePolicy policy : policies) {
      if (isAgainst(judged.outcomes(policy))) {
        for (Explanation one : Explanations.of(policy, judged, false)) {
          String rule = one.rule().isEmpty() ? policy.name() : policy.name() + "/" + one.rule();
          tried(one).forEach(why -> manifest(why, rule));
        }
      }
    }
  }

  private static boolean isAgainst(List<RuleOutcome> outcomes) {
    return outcomes.stream()
        .anyMatch(outcome -> outcome.status() != Status.PASS && outcome.status() != Status.SKIP);
  }

  private void manifest(Why why, String rule) {
    Where where = whereabouts.manifest(why);
    boolean leaf = why.children().isEmpty() && why.answer() == Answer.NO;
    if (leaf && where != null && where.file().equals(view.file())) {
      tell(where.span(), rule + ": " + line(why));
    }
    why.children().forEach(child -> manifest(child, rule));
  }

  private static String line(Why why) {
    return TextTree.sign(why.answer()) + " " + why.line();
  }

  /** Only what is said of the smallest piece of text that holds the offset is of interest. */
  private void tell(Span span, String line) {
    Span known = nearest;
    if (span.start() > offset || offset > span.end()) {
      return;
    } else if (known == null || span.length() < known.length()) {
      nearest = span;
      lines.clear();
    } else if (!span.equals(known)) {
      return;
    }
    lines.add(line);
  }

  private Optional<Hover> told() {
    Span span = nearest;
    if (span == null) {
      return Optional.empty();
    }
    List<String> shown = new ArrayList<>(lines).subList(0, Math.min(lines.size(), MOST));
    int more = lines.size() - shown.size();
    String text =
        String.join("\n", shown).replace("```", "'''")
            + (more > 0 ? "\nand " + more + " more" : "");
    return Optional.of(new Hover(span, "```text\n" + text + "\n```"));
  }
}
