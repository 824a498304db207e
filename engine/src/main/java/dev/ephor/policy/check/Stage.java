package dev.ephor.policy.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A group of checks, and how the reference reports what they find. */
sealed interface Stage {

  /** Everything found, in the reference's order. */
  List<Finding> findings(PolicyView policy);

  /** The reference's reason for refusing the policy at this stage: the first thing found. */
  default Optional<String> refusal(PolicyView policy) {
    for (Finding finding : findings(policy)) {
      String reference = finding.reference();
      if (reference != null) {
        return Optional.of(reference);
      }
    }
    return Optional.empty();
  }

  /** One check of the whole policy. */
  record Whole(PolicyCheck check) implements Stage {
    @Override
    public List<Finding> findings(PolicyView policy) {
      List<Finding> findings = new ArrayList<>();
      check.check(policy, findings::add);
      return findings;
    }
  }

  /** Several checks of one rule, then of the next. */
  record EachRule(List<RuleCheck> checks) implements Stage {
    @Override
    public List<Finding> findings(PolicyView policy) {
      List<Finding> findings = new ArrayList<>();
      for (RuleView rule : policy.rules()) {
        checks.forEach(check -> check.check(rule, findings::add));
      }
      return findings;
    }
  }

  /** Checks whose findings are reported together: before the rules, of each rule, after them. */
  record Together(List<PolicyCheck> before, List<RuleCheck> rules, PolicyCheck after)
      implements Stage {
    @Override
    public List<Finding> findings(PolicyView policy) {
      List<Finding> findings = new ArrayList<>();
      before.forEach(check -> check.check(policy, findings::add));
      findings.addAll(new EachRule(rules).findings(policy));
      after.check(policy, findings::add);
      return findings;
    }

    @Override
    public Optional<String> refusal(PolicyView policy) {
      Set<String> reasons = new LinkedHashSet<>();
      for (Finding finding : findings(policy)) {
        String reference = finding.reference();
        if (reference != null) {
          reasons.add(reference);
        }
      }
      return switch (reasons.size()) {
        case 0 -> Optional.empty();
        case 1 -> Optional.of(reasons.iterator().next());
        default -> Optional.of("[" + String.join(", ", reasons) + "]");
      };
    }
  }
}
