package dev.ephor.ide.action;

import dev.ephor.ide.command.Invocation;
import dev.ephor.ide.view.View;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.Status;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.PolicyTests;
import dev.ephor.testing.UntestedRules;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** To write tests: of the manifest at the cursor, or for the rule at the cursor. */
final class AddCase {

  /** The command that adds a manifest as it is. */
  static final String ADD = "ephor.addTest";

  /** The command that adds one of which a rule says the opposite. */
  static final String NEAR_MISS = "ephor.nearMiss";

  /** For how many policies a manifest is offered as a test. */
  private static final int POLICIES = 3;

  private AddCase() {}

  static List<Action> at(View view, Span selection) {
    if (LiveTests.isTest(view.file())) {
      return List.of();
    }
    for (PlacedDocument document : view.snapshot().documents(view.file())) {
      Span whole = new Span(document.start(), document.start() + document.yaml().text().length());
      if (whole.touches(selection.start())
          && document.yaml().root() instanceof MapValue root
          && root.string("kind") != null) {
        return PolicyReader.isPolicy(root)
            ? ofPolicy(view, selection)
            : ofManifest(view, document, root);
      }
    }
    return List.of();
  }

  private static List<Action> ofManifest(View view, PlacedDocument document, MapValue root) {
    List<Action> actions = new ArrayList<>();
    for (Judged judged : view.snapshot().judged(view.file(), view.cancellation())) {
      if (!judged.document().equals(document) || judged.resource().root().node() != root.node()) {
        continue;
      }
      List<WorkspacePolicy> speaking =
          view.snapshot().policies(Edition.TYPED, view.cancellation()).stream()
              .filter(policy -> policy.isWhole() && !judged.outcomes(policy).isEmpty())
              .sorted(Comparator.comparing(policy -> passes(judged, policy)))
              .limit(POLICIES)
              .toList();
      String shown = judged.resource().type().kind() + " " + judged.resource().name();
      for (WorkspacePolicy policy : speaking) {
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("uri", policy.document().file());
        argument.put("policy", policy.name());
        argument.put("manifest", view.file());
        SourceText text = view.snapshot().text(view.file());
        argument.put(
            "line",
            text == null ? 0 : text.lineOf(document.span(root.place(Place.Part.VALUE)).start()));
        actions.add(
            run(
                "Add " + shown + " as a test of " + policy.name(),
                ADD,
                argument,
                Optional.empty()));
        actions.add(
            run(
                "Add a near-miss of " + shown + " as a test of " + policy.name(),
                NEAR_MISS,
                argument,
                Optional.empty()));
      }
    }
    return actions;
  }

  private static boolean passes(Judged judged, WorkspacePolicy policy) {
    return judged.outcomes(policy).stream().noneMatch(outcome -> outcome.status() == Status.FAIL);
  }

  /** At the name of a policy or rule. */
  private static List<Action> ofPolicy(View view, Span selection) {
    List<Action> actions = new ArrayList<>();
    for (PolicyTests policy :
        PolicyTests.of(view.snapshot(), view.tests(), view.file(), view.cancellation())) {
      for (PolicyTests.RuleTests rule : policy.rules()) {
        Span line = line(view, rule.span());
        if (!line.touches(selection.start())) {
          continue;
        }
        Optional<Diagnostic> hint =
            UntestedRules.of(view.snapshot(), view.tests(), view.file(), view.cancellation())
                .stream()
                .filter(one -> one.span().equals(rule.span()))
                .findFirst();
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("uri", view.file());
        argument.put("policy", policy.policy().qualifiedName());
        argument.put("rule", rule.rule());
        String of = policy.policy().name() + (rule.rule().isEmpty() ? "" : "/" + rule.rule());
        actions.add(run("Add a manifest as a test of " + of, ADD, argument, hint));
        if (rule.canFail()) {
          actions.add(run("Add a near-miss as a test of " + of, NEAR_MISS, argument, hint));
        }
      }
    }
    return actions;
  }

  private static Span line(View view, Span span) {
    SourceText text = view.snapshot().text(view.file());
    if (text == null) {
      return span;
    }
    int line = text.lineOf(span.start());
    return new Span(text.lineStart(line), text.lineEnd(line));
  }

  private static Action run(
      String title, String command, Map<String, Object> argument, Optional<Diagnostic> mends) {
    return new Action(
        title,
        mends.isPresent() ? Action.Kind.QUICK_FIX : Action.Kind.REWRITE,
        mends,
        false,
        new Action.Run(new Invocation(command, argument)));
  }
}
