package dev.ephor.explain;

import dev.ephor.rule.Status;
import java.util.List;

/**
 * Why one rule says what it says of one resource.
 *
 * @param policy the policy's kind and name, such as {@code ClusterPolicy require-owner}
 * @param rule the rule's name; empty for policies whose kind has no rules
 * @param resource the resource, such as {@code Deployment default/web}
 * @param matches whether the rule concerns the resource
 * @param statuses what it says, mostly one thing; none where it says nothing
 * @param messages what it says in words, for each status
 * @param root the whole evaluation
 * @param cut how many events of the evaluation are left out for being too many
 */
public record Explanation(
    String policy,
    String rule,
    String resource,
    boolean matches,
    List<Status> statuses,
    List<String> messages,
    Why root,
    int cut) {

  public Explanation {
    statuses = List.copyOf(statuses);
    messages = List.copyOf(messages);
  }

  Explanation with(Why other) {
    return new Explanation(policy, rule, resource, matches, statuses, messages, other, cut);
  }

  /** The verdict in one word or two. */
  public String verdict() {
    if (statuses.isEmpty()) {
      return matches ? "says nothing" : "does not match";
    }
    return String.join(", ", statuses.stream().distinct().map(WhyTree::lower).toList());
  }
}
