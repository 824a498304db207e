package dev.ephor.workspace;

import dev.ephor.kubernetes.Resource;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how often a policy was evaluated on a resource, so that tests can say what an edit costs.
 */
class Evaluations {

  private final LongAdder total = new LongAdder();

  /** Called before each evaluation, by any thread. */
  void count(PolicyUnit policy, Resource resource) {
    total.increment();
  }

  final long total() {
    return total.sum();
  }
}
