package dev.ephor.evaluation;

import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.generate.Target;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the rules of one policy generate for one resource. They act together: when one of them
 * cannot make its documents, none is made; and what one has made the next finds in place.
 */
final class GeneratedTogether {

  private GeneratedTogether() {}

  static List<RuleOutcome> of(List<RuleOutcome> outcomes) {
    boolean failed =
        outcomes.stream().anyMatch(outcome -> outcome.effect() instanceof Effect.NotGenerated);
    Set<Target> made = new HashSet<>();
    List<RuleOutcome> together = new ArrayList<>(outcomes.size());
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.Generated generated) {
        List<MapValue> roots =
            failed
                ? List.of()
                : generated.roots().stream().filter(root -> made.add(Target.of(root))).toList();
        together.add(
            roots.size() == generated.roots().size()
                ? outcome
                : outcome.with(roots.isEmpty() ? Effect.NONE : new Effect.Generated(roots)));
      } else {
        together.add(outcome);
      }
    }
    return together;
  }
}
