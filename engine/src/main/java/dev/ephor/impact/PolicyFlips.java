package dev.ephor.impact;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where two versions of one policy disagree. */
final class PolicyFlips {

  private PolicyFlips() {}

  /**
   * Every resource of which a rule says something else, in the order of the resources.
   *
   * @param before the policy as it was, among those that judged {@code then}
   * @param after the policy as it is, among those that judged {@code now}
   */
  static List<Flip> of(
      WorkspacePolicy before, WorkspacePolicy after, List<Judged> then, List<Judged> now) {
    List<Flip> flips = new ArrayList<>();
    for (Flip pair : pairs(before, after, then, now)) {
      if (pair.turn().from() != pair.turn().to()) {
        flips.add(pair);
      }
    }
    return flips;
  }

  /**
   * What both say of each resource, rule by rule, but for what is known to be the same.
   *
   * @param before null where the policy was not there
   * @param after null where the policy is no more
   */
  static List<Flip> pairs(
      @Nullable WorkspacePolicy before,
      @Nullable WorkspacePolicy after,
      List<Judged> then,
      List<Judged> now) {
    WrittenRules rulesThen = before == null ? null : WrittenRules.of(before.root());
    WrittenRules rulesNow = after == null ? null : WrittenRules.of(after.root());
    WorkspacePolicy either = after != null ? after : before;
    List<Flip> pairs = new ArrayList<>();
    for (int i = 0; either != null && i < now.size(); i++) {
      List<RuleOutcome> said = before == null ? List.of() : then.get(i).outcomes(before);
      List<RuleOutcome> says = after == null ? List.of() : now.get(i).outcomes(after);
      if (said == says || (said.isEmpty() && says.isEmpty())) {
        continue;
      }
      Map<String, RuleOutcome> old = rulesThen == null ? Map.of() : rulesThen.fold(said);
      Map<String, RuleOutcome> young = rulesNow == null ? Map.of() : rulesNow.fold(says);
      Set<String> rules = new LinkedHashSet<>(old.keySet());
      rules.addAll(young.keySet());
      for (String rule : rules) {
        pairs.add(new Flip(either.key(), rule, now.get(i), old.get(rule), young.get(rule)));
      }
    }
    return pairs;
  }
}
