package dev.ephor.preview;

import dev.ephor.kubernetes.Resource;

/** How rules and resources are called. */
final class RuleWords {

  private RuleWords() {}

  /**
   * A rule with its policy, such as {@code add-labels/team}.
   *
   * @param key kind and name of the policy
   * @param rule empty where the policy has no rules
   */
  static String of(String key, String rule) {
    String policy = key.substring(key.indexOf(' ') + 1);
    return rule.isEmpty() || rule.equals(policy) ? policy : policy + "/" + rule;
  }

  /** A resource, such as {@code Pod default/web}. */
  static String of(Resource resource) {
    return resource.shownName() + (resource.name().isEmpty() ? "without a name" : "");
  }
}
