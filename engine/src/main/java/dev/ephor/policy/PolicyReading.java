package dev.ephor.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a policy document.
 *
 * @param policy the model, or null when too much is wrong to evaluate it
 * @param problems what is wrong, in the order of the text
 */
public record PolicyReading(@Nullable Policy policy, List<PolicyProblem> problems) {

  public PolicyReading {
    problems = List.copyOf(problems);
  }
}
