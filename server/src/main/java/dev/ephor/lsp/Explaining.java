package dev.ephor.lsp;

import dev.ephor.explain.Explanation;
import dev.ephor.explain.Explanations;
import dev.ephor.explain.TextTree;
import dev.ephor.explain.Whereabouts;
import dev.ephor.explain.Whereabouts.Where;
import dev.ephor.explain.Why;
import dev.ephor.ide.command.FilePlace;
import dev.ephor.ide.focus.Focus;
import dev.ephor.ide.focus.FocusedManifest;
import dev.ephor.ide.focus.WrittenRule;
import dev.ephor.ide.view.View;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands {@code ephor.explain} and {@code ephor.focus}. */
final class Explaining {

  private Explaining() {}

  /** Why rules say what they say of a resource. */
  static Object explain(Question question, Arguments arguments) {
    FileId file = arguments.file();
    View view = question.view(file);
    List<WorkspacePolicy> policies = view.snapshot().policies(Edition.TYPED, view.cancellation());
    boolean secrets = arguments.flag("showSecrets");
    List<Explanation> explanations = new ArrayList<>();
    String manifest;
    if (policies.stream().anyMatch(policy -> policy.document().file().equals(file))) {
      WorkspacePolicy policy = policy(arguments, policies, file);
      String rule = arguments.optionalText("rule").orElse("");
      Judged judged =
          arguments
              .optionalText("resource")
              .map(name -> resource(view, name, arguments))
              .orElseGet(() -> focused(view, policy, rule, arguments).judged());
      manifest = judged.resource().shownName();
      for (Explanation one : Explanations.of(policy, judged, secrets)) {
        if (WrittenRule.means(rule, one.rule())) {
          explanations.add(one);
        }
      }
    } else {
      Judged judged = inManifest(question, view, arguments);
      manifest = judged.resource().shownName();
      Optional<String> only = arguments.optionalText("policy");
      for (WorkspacePolicy policy : policies) {
        if (only.isPresent() ? policy.key().equals(only.get()) : isAgainst(judged, policy)) {
          explanations.addAll(Explanations.of(policy, judged, secrets));
        }
      }
    }
    return answer(question, view.snapshot(), manifest, explanations);
  }

  /** Chooses the manifest that a rule is looked at with, or tells which there are. */
  static Object focus(Question question, Arguments arguments) {
    View view = question.view(arguments.file());
    WorkspacePolicy policy =
        policy(
            arguments,
            view.snapshot().policies(Edition.TYPED, view.cancellation()),
            arguments.file());
    String rule = arguments.optionalText("rule").orElse("");
    List<Judged> all = view.snapshot().judged(Edition.TYPED, view.cancellation());
    List<String> candidates =
        FocusedManifest.matched(policy, rule, all).stream()
            .map(judged -> judged.resource().shownName())
            .distinct()
            .toList();
    String now = focused(view, policy, rule, arguments).name();
    Optional<String> wanted = arguments.optionalText("resource");
    if (wanted.isPresent() && !candidates.contains(wanted.get())) {
      throw arguments.wrong("knows no '" + wanted.get() + "' that the rule matches");
    }
    boolean list = arguments.flag("list") || candidates.isEmpty();
    String next =
        wanted.orElseGet(
            () -> list ? now : candidates.get((candidates.indexOf(now) + 1) % candidates.size()));
    if (!list) {
      question.session().focus(new Focus.OfRule(policy.key(), rule), next);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("manifest", next);
    answer.put("candidates", candidates);
    return Invocations.json(question, answer);
  }

  private static boolean isAgainst(Judged judged, WorkspacePolicy policy) {
    for (RuleOutcome outcome : judged.outcomes(policy)) {
      if (outcome.status() != Status.PASS && outcome.status() != Status.SKIP) {
        return true;
      }
    }
    return false;
  }

  private static WorkspacePolicy policy(
      Arguments arguments, List<WorkspacePolicy> policies, FileId file) {
    Optional<String> name = arguments.optionalText("policy");
    for (WorkspacePolicy policy : policies) {
      if (policy.document().file().equals(file)
          && (name.isEmpty() || policy.key().equals(name.get()))) {
        return policy;
      }
    }
    throw arguments.wrong("finds no policy " + name.orElse("") + " in " + arguments.text("uri"));
  }

  private static FocusedManifest focused(
      View view, WorkspacePolicy policy, String rule, Arguments arguments) {
    List<Judged> all = view.snapshot().judged(Edition.TYPED, view.cancellation());
    return FocusedManifest.of(view, policy, rule, all)
        .orElseThrow(
            () ->
                arguments.wrong(
                    "needs a 'resource' such as 'Pod shop/web': the rule matches none here"));
  }

  private static Judged resource(View view, String name, Arguments arguments) {
    for (Judged judged : view.snapshot().judged(Edition.TYPED, view.cancellation())) {
      if (judged.resource().shownName().equals(name)) {
        return judged;
      }
    }
    throw arguments.wrong("knows no resource '" + name + "'");
  }

  /** The resource that is named, or stands at a position, or is the first of the file. */
  private static Judged inManifest(Question question, View view, Arguments arguments) {
    Optional<String> name = arguments.optionalText("resource");
    int offset = arguments.offset(arguments.places(question)).orElse(0);
    Judged found = null;
    for (Judged judged : view.snapshot().judged(view.file(), view.cancellation())) {
      boolean before = judged.document().start() <= offset || found == null;
      if (name.isPresent() ? judged.resource().shownName().equals(name.get()) : before) {
        found = judged;
      }
    }
    if (found == null) {
      throw arguments.wrong(
          name.map(one -> "knows no resource '" + one + "' in ").orElse("finds no resource in ")
              + arguments.text("uri"));
    }
    return found;
  }

  private static Object answer(
      Question question, Snapshot snapshot, String manifest, List<Explanation> explanations) {
    Whereabouts whereabouts = new Whereabouts(snapshot);
    StringBuilder text = new StringBuilder();
    List<Object> trees = new ArrayList<>();
    for (Explanation explanation : explanations) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(
              TextTree.of(
                  explanation, whereabouts, where -> place(snapshot, where), TextTree.Style.PLAIN));
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("policy", explanation.policy());
      tree.put("rule", explanation.rule());
      tree.put("resource", explanation.resource());
      tree.put("verdict", explanation.verdict());
      tree.put("why", json(explanation.root(), whereabouts));
      trees.add(tree);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("manifest", manifest);
    answer.put("text", text.toString());
    answer.put("explanations", trees);
    return Invocations.json(question, answer);
  }

  /** Short, for people: the file's last name. */
  private static String place(Snapshot snapshot, Where where) {
    SourceText text = snapshot.text(where.file());
    Position at =
        text == null
            ? new Position(0, 0)
            : text.position(where.span().start(), PositionEncoding.UTF_16);
    String path = where.file().path();
    return path.substring(path.lastIndexOf('/') + 1)
        + ":"
        + (at.line() + 1)
        + ":"
        + (at.character() + 1);
  }

  private static Map<String, Object> json(Why why, Whereabouts whereabouts) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (why.step() != null) {
      json.put("step", why.step().name().toLowerCase(Locale.ROOT));
    }
    json.put("title", why.title());
    text(json, "demand", why.demand());
    text(json, "value", why.value());
    text(json, "said", why.said());
    json.put("answer", why.answer().name().toLowerCase(Locale.ROOT));
    location(json, "clause", whereabouts.clause(why));
    location(json, "manifest", whereabouts.manifest(why));
    if (!why.children().isEmpty()) {
      json.put("children", why.children().stream().map(one -> json(one, whereabouts)).toList());
    }
    if (why.cut() > 0) {
      json.put("cut", why.cut());
    }
    return json;
  }

  private static void text(Map<String, Object> json, String name, String text) {
    if (!text.isEmpty()) {
      json.put(name, text);
    }
  }

  private static void location(Map<String, Object> json, String name, @Nullable Where where) {
    if (where != null) {
      json.put(name, new FilePlace(where.file(), where.span()));
    }
  }
}
