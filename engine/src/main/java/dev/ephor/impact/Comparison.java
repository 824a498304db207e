package dev.ephor.impact;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How two versions of a set of policies disagree about the same resources.
 *
 * @param added kind and name of policies that only the newer version has
 * @param removed kind and name of policies that only the older version has
 * @param addedRules rules of policies that both have, as {@code POLICY/RULE}
 * @param removedRules rules of policies that both have, as {@code POLICY/RULE}
 * @param unusable policies that cannot be evaluated in one of the versions, which are not compared
 * @param flips other verdicts, the worst first
 * @param reworded the same verdict against a resource, in other words
 * @param remade mutations and generated resources that differ
 */
public record Comparison(
    List<String> added,
    List<String> removed,
    List<String> addedRules,
    List<String> removedRules,
    List<String> unusable,
    List<Flip> flips,
    List<Flip> reworded,
    List<Remade> remade) {

  private static final Set<Status> SPOKEN = Set.of(Status.FAIL, Status.WARN, Status.ERROR);

  public Comparison {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    addedRules = List.copyOf(addedRules);
    removedRules = List.copyOf(removedRules);
    unusable = List.copyOf(unusable);
    flips = List.copyOf(flips);
    reworded = List.copyOf(reworded);
    remade = List.copyOf(remade);
  }

  /**
   * Compares. Policies are the same that have the same kind and name, wherever they stand; of two
   * such on one side the first counts.
   *
   * @param then the older version
   * @param now the newer version, over the same resources in the same order
   */
  public static Comparison of(Side then, Side now) {
    Map<String, WorkspacePolicy> old = byKey(then.policies());
    Map<String, WorkspacePolicy> young = byKey(now.policies());
    Set<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(young.keySet());
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> addedRules = new ArrayList<>();
    List<String> removedRules = new ArrayList<>();
    List<String> unusable = new ArrayList<>();
    List<Flip> flips = new ArrayList<>();
    List<Flip> reworded = new ArrayList<>();
    List<Remade> remade = new ArrayList<>();
    for (String key : keys) {
      WorkspacePolicy before = old.get(key);
      WorkspacePolicy after = young.get(key);
      if (torn(before) || torn(after)) {
        unusable.add(key);
        continue;
      }
      if (before == null) {
        added.add(key);
      } else if (after == null) {
        removed.add(key);
      } else {
        rules(after, before, addedRules);
        rules(before, after, removedRules);
      }
      for (Flip pair : PolicyFlips.pairs(before, after, then.resources(), now.resources())) {
        if (pair.turn().from() != pair.turn().to()) {
          flips.add(pair);
        } else if (isReworded(pair)) {
          reworded.add(pair);
        }
        Remade objects = Remade.objects(pair);
        if (objects != null) {
          remade.add(objects);
        }
      }
    }
    remade.addAll(mutations(then, now));
    flips.sort(Flip.WORST_FIRST);
    reworded.sort(Flip.WORST_FIRST);
    remade.sort(Comparator.comparing(Remade::policy).thenComparing(Remade::rule));
    return new Comparison(
        added, removed, addedRules, removedRules, unusable, flips, reworded, remade);
  }

  /** How many resources are refused by a rule that did not refuse them before. */
  public long newlyRefused() {
    return flips.stream().filter(flip -> flip.turn().isNewFailure()).count();
  }

  /** How many resources are refused no more by a rule that did. */
  public long mended() {
    return flips.stream().filter(flip -> flip.turn().isMended()).count();
  }

  /** Whether both versions do the same, in the same words. */
  public boolean isSame() {
    return flips.isEmpty() && reworded.isEmpty() && remade.isEmpty();
  }

  private static List<Remade> mutations(Side then, Side now) {
    Map<String, WrittenRules> rulesThen = Remade.rules(then.policies());
    Map<String, WrittenRules> rulesNow = Remade.rules(now.policies());
    List<Remade> remade = new ArrayList<>();
    for (int i = 0; i < now.resources().size(); i++) {
      Judged before = then.resources().get(i);
      Judged after = now.resources().get(i);
      remade.addAll(Remade.mutations(rulesThen, rulesNow, before, after));
    }
    return remade;
  }

  private static Map<String, WorkspacePolicy> byKey(List<WorkspacePolicy> policies) {
    Map<String, WorkspacePolicy> byKey = new LinkedHashMap<>();
    policies.forEach(policy -> byKey.putIfAbsent(policy.key(), policy));
    return byKey;
  }

  private static boolean torn(@Nullable WorkspacePolicy policy) {
    return policy != null && !policy.isWhole();
  }

  /** The rules that one policy has and the other has not. */
  private static void rules(WorkspacePolicy one, WorkspacePolicy other, List<String> found) {
    WrittenRules known = WrittenRules.of(other.root());
    for (String rule : WrittenRules.of(one.root()).names()) {
      if (known.place(rule) == null) {
        found.add(one.key() + "/" + rule);
      }
    }
  }

  private static boolean isReworded(Flip pair) {
    RuleOutcome before = pair.before();
    RuleOutcome after = pair.after();
    return before != null
        && after != null
        && SPOKEN.contains(after.status())
        && !before.message().equals(after.message());
  }
}
