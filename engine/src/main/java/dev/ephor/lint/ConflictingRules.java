package dev.ephor.lint;

import dev.ephor.lint.Landscape.Placed;
import dev.ephor.value.Place;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two rules that demand things of one field which no value can be, of resources that both concern:
 * no such resource passes. Only patterns without conditions are compared.
 */
final class ConflictingRules implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (Placed mine : subject.landscape().rules(subject.root())) {
      Set<Placed> told = new HashSet<>();
      for (Demand demand : mine.rule().demands()) {
        for (String kind : mine.rule().scope().kinds()) {
          for (Placed other :
              subject.landscape().having(RuleFacts.demandKey(kind, demand.path()))) {
            if (mine.isAfter(other)
                && !told.contains(other)
                && mine.rule().scope().meets(other.rule().scope())) {
              Demand theirs = conflict(demand, other.rule());
              if (theirs != null) {
                told.add(other);
                found.accept(finding(demand, other, theirs, kind));
              }
            }
          }
        }
      }
    }
  }

  private static @Nullable Demand conflict(Demand demand, RuleFacts other) {
    for (Demand theirs : other.demands()) {
      if (theirs.path().equals(demand.path())
          && (demand.required() || theirs.required())
          && excludes(demand, theirs)) {
        return theirs;
      }
    }
    return null;
  }

  /** The one that has to be there first: the other may then still be absent. */
  private static boolean excludes(Demand one, Demand other) {
    Demand sure = one.required() ? one : other;
    Demand loose = one.required() ? other : one;
    return ScalarLogic.excludes(sure.pattern(), loose.pattern(), !loose.required());
  }

  private static LintFinding finding(Demand demand, Placed other, Demand theirs, String kind) {
    return LintFinding.atValue(
            demand.written(),
            "no "
                + kind
                + " can pass this and rule "
                + other.rule().title()
                + ", which demands "
                + (kind.endsWith("Secret") ? "something else" : theirs.written())
                + " of "
                + theirs.path()
                + ": change one of them, or what they match")
        .with(theirs.written().place(Place.Part.VALUE), "the other demand");
  }
}
