package dev.ephor.lint;

import dev.ephor.lint.Landscape.Placed;
import dev.ephor.value.Place;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A mutation that sets a field to one value, and another that sets it to another or removes it. */
final class UndoneMutation implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (Placed mine : subject.landscape().rules(subject.root())) {
      Set<Placed> told = new HashSet<>();
      for (Setting setting : mine.rule().settings()) {
        for (String kind : mine.rule().scope().kinds()) {
          for (Placed other :
              subject.landscape().having(RuleFacts.settingKey(kind, setting.path()))) {
            Setting theirs = undoing(setting, other.rule());
            if (mine.isAfter(other)
                && theirs != null
                && mine.rule().scope().meets(other.rule().scope())
                && told.add(other)) {
              found.accept(finding(setting, other, theirs, kind));
            }
          }
        }
      }
    }
  }

  private static @Nullable Setting undoing(Setting setting, RuleFacts other) {
    for (Setting theirs : other.settings()) {
      boolean differs =
          setting.value() == null
              ? theirs.value() != null
              : !setting.value().equals(theirs.value());
      if (theirs.path().equals(setting.path()) && differs) {
        return theirs;
      }
    }
    return null;
  }

  /** Values of Secrets are not repeated. */
  private static LintFinding finding(Setting mine, Placed other, Setting theirs, String kind) {
    String value = kind.endsWith("Secret") ? "another value" : String.valueOf(theirs.value());
    return LintFinding.atValue(
            mine.written(),
            "this undoes rule "
                + other.rule().title()
                + ", which "
                + (theirs.value() == null
                    ? "removes " + theirs.path()
                    : "sets " + theirs.path() + " to " + value)
                + ": the last one wins, keep one of them")
        .with(theirs.written().place(Place.Part.VALUE), "the other mutation");
  }
}
