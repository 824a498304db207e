package dev.ephor.convert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of roles. Kyverno takes a star in them for a wildcard, as Kubernetes does, so a rule
 * that asks for a verb or resource also means the stars that grant it.
 */
final class RoleRules {

  private static final Pattern LISTS =
      Pattern.compile("rule[0-9]*\\.\\??(verbs|resources|apiGroups|nonResourceURLs)\\b");

  private RoleRules() {}

  /** Whether an expression is a list of a role's rule. */
  static boolean isMember(String expression) {
    return LISTS.matcher(expression).find();
  }

  /** The members that grant one of these: they, all of a subresource, and everything. */
  static List<String> granting(List<String> wanted) {
    Set<String> granting = new LinkedHashSet<>(wanted);
    for (String one : wanted) {
      int slash = one.indexOf('/');
      if (slash > 0) {
        granting.add("*" + one.substring(slash));
      }
    }
    granting.add("*");
    return List.copyOf(granting);
  }
}
