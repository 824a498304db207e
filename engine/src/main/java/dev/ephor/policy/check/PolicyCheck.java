package dev.ephor.policy.check;

import java.util.function.Consumer;

/** Looks at a whole policy. */
@FunctionalInterface
interface PolicyCheck {

  /** Reports what it finds, in the order in which the reference would come across it. */
  void check(PolicyView policy, Consumer<Finding> found);
}
