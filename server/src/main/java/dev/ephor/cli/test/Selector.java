package dev.ephor.cli.test;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.testing.ExpectedResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which expectations to run: {@code policy=NAME,rule=NAME,resource=NAME}, each with wildcards.
 *
 * @param policies patterns for the policy, all of which must match
 * @param rules patterns for the rule, likewise
 * @param resources patterns for resources
 * @param errors what is wrong with the selector, in the reference's words
 */
record Selector(
    List<String> policies, List<String> rules, List<String> resources, List<String> errors) {

  static Selector parse(String text) {
    List<String> policies = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    List<String> resources = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String term : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] sides = term.split("=", -1);
      if (sides.length != 2) {
        errors.add(
            "Invalid test-case-selector argument ("
                + term
                + "). Parameter must be in the form `<key>=<value>`.");
        continue;
      }
      List<String> patterns =
          switch (sides[0].trim()) {
            case "policy" -> policies;
            case "rule" -> rules;
            case "resource" -> resources;
            default -> null;
          };
      if (patterns == null) {
        errors.add(
            "Invalid test-case-selector ("
                + term
                + "). Parameter can only be policy, rule or resource.");
      } else {
        patterns.add(sides[1].trim());
      }
    }
    resources.remove("*");
    return new Selector(policies, rules, resources, errors);
  }

  /** The expectation as far as it is selected; null where it is not. */
  @Nullable ExpectedResult select(ExpectedResult expected) {
    if (!matches(policies, expected.policy()) || !matches(rules, expected.rule())) {
      return null;
    }
    if (resources.isEmpty()) {
      return expected;
    }
    if (expected.resources() == null || expected.resources().isEmpty()) {
      return expected.about(resources);
    }
    List<String> selected =
        expected.resources().stream()
            .filter(name -> resources.stream().anyMatch(one -> Wildcard.matches(one, name)))
            .toList();
    return selected.isEmpty() ? null : expected.about(selected);
  }

  private static boolean matches(List<String> patterns, String name) {
    return name.isEmpty() || patterns.stream().allMatch(pattern -> Wildcard.matches(pattern, name));
  }
}
