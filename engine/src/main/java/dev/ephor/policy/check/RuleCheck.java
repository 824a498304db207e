package dev.ephor.policy.check;

import java.util.function.Consumer;

/** Looks at one rule of a policy. */
@FunctionalInterface
interface RuleCheck {

  /** Reports what it finds, in the order in which the reference would come across it. */
  void check(RuleView rule, Consumer<Finding> found);
}
