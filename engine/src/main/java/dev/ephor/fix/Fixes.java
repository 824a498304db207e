package dev.ephor.fix;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Rehearsal.Law;
import dev.ephor.workspace.Rehearsal.Said;
import dev.ephor.workspace.Rehearsal.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The proven fixes of what policies say against one resource. */
public final class Fixes {

  private final Rehearsal rehearsal;
  private final Said before;

  private Fixes(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
    this.before = rehearsal.of(rehearsal.written());
  }

  /** Judges a resource as it is; fixes are looked for when they are asked for. */
  public static Fixes of(Rehearsal rehearsal) {
    return new Fixes(rehearsal);
  }

  /**
   * What one rule says against the resource.
   *
   * @param law the policy
   * @param outcome what it says
   */
  public record Violation(Law law, RuleOutcome outcome) {

    /** As verdicts are called: {@code policy/rule}. */
    public String name() {
      return outcome.rule().isEmpty() ? law.name() : law.name() + "/" + outcome.rule();
    }
  }

  /**
   * What can be done about a violation.
   *
   * @param fixes proven, the best first
   * @param reasons why there is none, or no other; for people
   * @param trials how often the rule was asked
   */
  public record Offer(List<Fix> fixes, List<String> reasons, int trials) {
    public Offer {
      fixes = List.copyOf(fixes);
      reasons = List.copyOf(reasons);
    }
  }

  /** What speaks against the resource, one entry for a rule, in the order of the policies. */
  public List<Violation> violations() {
    Map<List<Object>, Violation> found = new LinkedHashMap<>();
    for (Told told : before.told()) {
      if (told.isAgainst()) {
        found.putIfAbsent(
            List.of(told.law(), told.outcome().rule()), new Violation(told.law(), told.outcome()));
      }
    }
    return new ArrayList<>(found.values());
  }

  /** The proven fixes of a violation; costs some hundred evaluations of its rule. */
  public Offer offer(Violation violation) {
    return FixSearch.of(rehearsal, before, violation.law(), violation.outcome().rule());
  }
}
