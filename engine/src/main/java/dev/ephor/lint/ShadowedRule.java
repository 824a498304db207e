package dev.ephor.lint;

import dev.ephor.lint.Landscape.Placed;
import dev.ephor.policy.FailureAction;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A validation that never decides, since another rule which concerns all that it concerns demands
 * as much or more, and is as strict about it.
 */
final class ShadowedRule implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (Placed mine : subject.landscape().rules(subject.root())) {
      for (Placed other : candidates(mine, subject.landscape())) {
        if (isShadowed(mine, other)) {
          found.accept(finding(mine, other));
          break;
        }
      }
    }
  }

  /** The rules that judge alike or demand something of the same field. */
  private static Set<Placed> candidates(Placed mine, Landscape landscape) {
    Set<Placed> found = new LinkedHashSet<>();
    ValidateCheck check = mine.rule().check();
    if (check != null && !(check instanceof ValidateCheck.None)) {
      found.addAll(landscape.having(RuleFacts.checkKey(check)));
    }
    List<Demand> demands = mine.rule().demands();
    Set<String> kinds = mine.rule().scope().kinds();
    if (!demands.isEmpty() && !kinds.isEmpty()) {
      String kind = kinds.iterator().next();
      found.addAll(landscape.having(RuleFacts.demandKey(kind, demands.get(0).path())));
    }
    return found;
  }

  private static boolean isShadowed(Placed mine, Placed other) {
    if ((mine.policy() == other.policy() && mine.index() == other.index())
        || !isAsStrict(other.rule().action(), mine.rule().action())
        || !other.rule().scope().covers(mine.rule().scope())
        || !demandsAsMuch(other.rule(), mine.rule())) {
      return false;
    }
    // Of two that say the same the later is the one too many.
    boolean alike =
        isAsStrict(mine.rule().action(), other.rule().action())
            && mine.rule().scope().covers(other.rule().scope())
            && demandsAsMuch(mine.rule(), other.rule());
    return !alike || mine.isAfter(other);
  }

  private static boolean isAsStrict(@Nullable FailureAction one, @Nullable FailureAction other) {
    return one != null && other != null && (one == other || one == FailureAction.ENFORCE);
  }

  private static boolean demandsAsMuch(RuleFacts one, RuleFacts other) {
    if (one.check() instanceof ValidateCheck.Pattern mine
        && other.check() instanceof ValidateCheck.Pattern theirs) {
      return hasSameContext(one, other) && PatternLogic.implies(mine.node(), theirs.node());
    }
    return one.check() != null
        && other.check() != null
        && one.check().getClass() == other.check().getClass()
        && one.check().node().equals(other.check().node())
        && hasSameContext(one, other);
  }

  /** What a context entry holds is the rule's own business. */
  private static boolean hasSameContext(RuleFacts one, RuleFacts other) {
    return Objects.equals(one.rule().context(), other.rule().context());
  }

  private static LintFinding finding(Placed mine, Placed other) {
    Value name = mine.rule().rule().node().child("name");
    Value at = name == null ? mine.rule().rule().node() : name;
    Value otherName = other.rule().rule().node().child("name");
    Value otherAt = otherName == null ? other.rule().rule().node() : otherName;
    return LintFinding.atValue(
            at,
            "rule "
                + other.rule().title()
                + " demands as much of all that this rule matches: remove this one, or say how"
                + " they differ")
        .with(otherAt.place(Place.Part.VALUE), "the other rule");
  }
}
