package dev.ephor.testing;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.Rule;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.testing.NewCase.Refused;
import dev.ephor.testing.NewCase.Written;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds a manifest of the workspace for a case, where nobody has chosen one. */
public final class CaseChoice {

  /** How many manifests are tried. */
  private static final int MOST = 20;

  private CaseChoice() {}

  /**
   * A manifest that a rule judges, as a case: those that are judged in the workspace come first,
   * then the resources of the policy's tests.
   *
   * @param rule the rule's name; empty for any
   * @param made makes a case of a manifest
   * @return the first case that could be made; refused where none could
   */
  public static NewCase of(
      Snapshot snapshot,
      LiveTests tests,
      PlacedDocument policy,
      String rule,
      Function<PlacedDocument, NewCase> made,
      Cancellation cancellation) {
    NewCase last =
        new Refused("No manifest of the workspace is one that this policy has a say on. Name one.");
    for (PlacedDocument document : documents(snapshot, tests, policy, rule, cancellation)) {
      last = made.apply(document);
      if (last instanceof Written) {
        return last;
      }
    }
    return last;
  }

  private static List<PlacedDocument> documents(
      Snapshot snapshot,
      LiveTests tests,
      PlacedDocument policy,
      String rule,
      Cancellation cancellation) {
    Set<PlacedDocument> found = new LinkedHashSet<>();
    for (WorkspacePolicy one : snapshot.policies(Edition.TYPED, cancellation)) {
      if (one.root() == policy.yaml().root() || one.document().equals(policy)) {
        add(snapshot.judged(Edition.TYPED, cancellation), one, rule, found);
        for (FileId fixture : fixtures(snapshot, tests, policy, cancellation)) {
          add(snapshot.judged(fixture, cancellation), one, rule, found);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void add(
      List<Judged> judged, WorkspacePolicy policy, String rule, Set<PlacedDocument> found) {
    for (Judged one : judged) {
      boolean alone = one.document().yaml().root().node() == one.resource().root().node();
      if (found.size() < MOST && alone && speaks(one.outcomes(policy), rule)) {
        found.add(one.document());
      }
    }
  }

  private static boolean speaks(List<RuleOutcome> outcomes, String rule) {
    return outcomes.stream()
        .anyMatch(outcome -> rule.isEmpty() || RuleNames.spokeFor(rule, outcome.rule()));
  }

  /** The files of resources that the policy's tests name. */
  private static List<FileId> fixtures(
      Snapshot snapshot, LiveTests tests, PlacedDocument policy, Cancellation cancellation) {
    List<FileId> files = new ArrayList<>();
    for (FileId test :
        tests.byPolicyFile(snapshot, cancellation).getOrDefault(policy.file(), List.of())) {
      for (PlacedDocument document : snapshot.documents(test)) {
        TestDocument read = TestReader.read(document.yaml().root()).test();
        if (read != null) {
          read.resources().forEach(path -> files.add(test.resolve(path)));
        }
      }
    }
    return files;
  }

  /** The names of a policy's rules; one empty name where rules have none. */
  public static List<String> rules(MapValue document) {
    Policy policy = PolicyReader.isPolicy(document) ? PolicyReader.read(document).policy() : null;
    return policy instanceof KyvernoPolicy kyverno
        ? kyverno.spec().rules().stream().map(Rule::name).toList()
        : List.of("");
  }
}
