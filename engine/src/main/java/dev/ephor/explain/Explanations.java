package dev.ephor.explain;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.evaluation.RuleExplanation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Trace.Answer;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedResource;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains what policies say of resources. */
public final class Explanations {

  private Explanations() {}

  /**
   * Why each rule of a policy says what it says of a resource, auto-generated ones included.
   *
   * @param secrets whether values of Secrets are shown
   * @return none for a policy that is not evaluated
   */
  public static List<Explanation> of(WorkspacePolicy policy, Judged judged, boolean secrets) {
    return of(policy, judged, secrets, Shown.LONGEST);
  }

  /**
   * The same.
   *
   * @param longest how many letters are shown of a value
   */
  public static List<Explanation> of(
      WorkspacePolicy policy, Judged judged, boolean secrets, int longest) {
    Secrets hiding =
        secrets ? Secrets.shown() : Secrets.hidden(policy.root(), judged.resource().root());
    List<RuleExplanation> told = judged.explain(policy, hiding::watching);
    Shown shown = new Shown(hiding, longest);
    Map<Integer, String> paths = new HashMap<>();
    paths(policy.root(), "", paths);
    List<Explanation> explanations = new ArrayList<>();
    for (RuleExplanation rule : worthTelling(told)) {
      explanations.add(of(rule, policy.key(), judged.resource().shownName(), paths, shown));
    }
    return explanations;
  }

  /**
   * Of a rule and those that are generated from it the ones that match; where none does, the rule
   * itself says enough.
   */
  private static List<RuleExplanation> worthTelling(List<RuleExplanation> told) {
    Set<String> matching = new HashSet<>();
    for (RuleExplanation rule : told) {
      if (rule.matches()) {
        matching.add(written(rule.rule()));
      }
    }
    return told.stream()
        .filter(
            rule ->
                rule.matches()
                    || (!matching.contains(written(rule.rule()))
                        && rule.rule().equals(written(rule.rule()))))
        .toList();
  }

  private static String written(String rule) {
    return rule.equals("autogen") ? "" : GeneratedNames.written(rule);
  }

  /** A resource with what is said of it; its file, which may be a test's material, is judged. */
  public static Judged judged(
      Snapshot snapshot, PlacedResource resource, Cancellation cancellation) {
    for (Judged judged : snapshot.judged(resource.document().file(), cancellation)) {
      if (judged.resource().root() == resource.resource().root()) {
        return judged;
      }
    }
    throw new IllegalArgumentException("not a resource of this snapshot");
  }

  private static Explanation of(
      RuleExplanation rule,
      String policy,
      String resource,
      Map<Integer, String> paths,
      Shown shown) {
    List<Why> told = new WhyTree(shown, paths).of(rule.events());
    List<Why> children = new ArrayList<>(told);
    for (RuleOutcome outcome : rule.outcomes()) {
      children.add(conclusion(outcome, told, shown));
    }
    Explanation explained =
        new Explanation(
            policy,
            rule.rule(),
            resource,
            rule.matches(),
            rule.outcomes().stream().map(RuleOutcome::status).toList(),
            rule.outcomes().stream()
                .map(outcome -> shown.secrets().sentence(outcome.message()))
                .toList(),
            Why.seen("", "", "", Answer.DONE, null, null),
            rule.cut());
    Why root =
        new Why(
            null,
            rule.rule().isEmpty() ? policy : policy + ", rule " + rule.rule(),
            "",
            "",
            explained.verdict(),
            answer(rule),
            rule.clause().place(Place.Part.VALUE),
            null,
            null,
            children,
            rule.cut());
    return explained.with(Pruning.of(root));
  }

  private static Answer answer(RuleExplanation rule) {
    return rule.outcomes().isEmpty() ? Answer.SKIP : Answer.of(rule.outcomes().get(0).status());
  }

  /**
   * What a rule says in the end, and where.
   *
   * @param told what was told before, which need not be told again
   */
  private static Why conclusion(RuleOutcome outcome, List<Why> told, Shown shown) {
    List<Why> children = new ArrayList<>();
    List<Finding> findings = outcome.findings();
    Set<Place> known = new HashSet<>();
    told.forEach(why -> against(why, known));
    Finding only = findings.size() == 1 ? findings.get(0) : null;
    for (Finding finding : findings) {
      if (!finding.note().isEmpty() || (only == null && !known.contains(finding.manifest()))) {
        String note = finding.note().isEmpty() ? "decided here" : finding.note();
        children.add(at(finding, shown.sentence(note)));
      }
    }
    effect(outcome.effect(), shown, children);
    return new Why(
        null,
        WhyTree.lower(outcome.status()),
        "",
        "",
        shown.upTo(LONGEST_MESSAGE).sentence(outcome.message()),
        Answer.of(outcome.status()),
        only == null ? null : only.clause(),
        only == null ? null : only.part(),
        only == null ? null : only.manifest(),
        children,
        0);
  }

  /** What was looked at in the manifest and speaks against it. */
  private static void against(Why why, Set<Place> places) {
    if (why.manifest() != null && why.answer() == Answer.NO) {
      places.add(why.manifest());
    }
    why.children().forEach(child -> against(child, places));
  }

  private static Why at(Finding finding, String note) {
    return new Why(
        null,
        note,
        "",
        "",
        "",
        Answer.DONE,
        finding.clause(),
        finding.part(),
        finding.manifest(),
        List.of(),
        0);
  }

  private static void effect(Effect effect, Shown shown, List<Why> told) {
    if (effect instanceof Effect.Generated generated) {
      for (MapValue root : generated.roots()) {
        String title = "creates " + Resource.changed(root).shownName();
        told.add(Why.seen(title, "", shown.of(root), Answer.DONE, null, null));
      }
    } else if (effect instanceof Effect.NotGenerated not) {
      String title = "creates nothing: " + shown.sentence(not.reason());
      told.add(Why.seen(title, "", "", Answer.ERROR, not.clause(), null));
    }
  }

  private static final int LONGEST_MESSAGE = 500;

  private static void paths(@Nullable Value value, String path, Map<Integer, String> paths) {
    if (value == null) {
      return;
    }
    paths.putIfAbsent(value.node(), path);
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        String key = map.keyAt(i);
        paths(map.valueAt(i), path.isEmpty() ? key : path + "." + key, paths);
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        paths(list.at(i), path + "[" + i + "]", paths);
      }
    }
  }
}
