package dev.ephor.policy.check;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Overrides of the failure action: one namespace cannot be audited and enforced. */
final class FailureOverrides implements PolicyCheck {

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    if (policy.namespaced()) {
      return;
    }
    for (RuleView rule : policy.rules()) {
      overrides(
          PolicyView.maps(rule.validate().list("failureActionOverrides")),
          rule.path() + ".validate.validationFailureActionOverrides",
          found);
    }
    overrides(
        PolicyView.maps(policy.spec().list("validationFailureActionOverrides")),
        "spec.validationFailureActionOverrides",
        found);
  }

  /** Overrides at the policy are for ClusterPolicy only. */
  static void inNamespacedPolicy(PolicyView policy, Consumer<Finding> found) {
    var overrides = policy.spec().child("validationFailureActionOverrides");
    if (policy.namespaced()
        && overrides != null
        && PolicyView.holds(policy.spec(), "validationFailureActionOverrides")) {
      found.accept(
          Finding.refusal(
              overrides.place(Place.Part.KEY),
              "overrides-in-policy",
              "overrides by namespace make sense in a ClusterPolicy only",
              "spec.validationFailureActionOverrides: Forbidden: Use of"
                  + " validationFailureActionOverrides is supported only with ClusterPolicy"));
    }
  }

  private static void overrides(List<MapValue> overrides, String path, Consumer<Finding> found) {
    List<String> audited = new ArrayList<>();
    List<String> enforced = new ArrayList<>();
    for (int i = 0; i < overrides.size(); i++) {
      MapValue override = overrides.get(i);
      boolean enforce =
          PolicyView.text(override, "action").toLowerCase(Locale.ROOT).equals("enforce");
      List<String> namespaces = PolicyView.texts(override, "namespaces");
      List<String> others = enforce ? audited : enforced;
      (enforce ? enforced : audited).addAll(namespaces);
      String at = path + "[" + i + "].namespaces";
      TreeSet<String> both = new TreeSet<>(namespaces);
      both.removeIf(name -> Wildcard.containsWildcard(name) || !others.contains(name));
      String reason =
          both.isEmpty()
              ? crossing(audited, enforced)
              : "conflicting namespaces found in path: " + at + ": " + String.join(", ", both);
      if (!reason.isEmpty()) {
        found.accept(
            Finding.refusal(
                override.place(Place.Part.KEY),
                "conflicting-overrides",
                "a namespace here is audited by one override and enforced by another",
                both.isEmpty() ? "path: " + at + ": " + reason : reason));
      }
    }
  }

  private static String crossing(List<String> audited, List<String> enforced) {
    for (boolean wildOther : new boolean[] {false, true}) {
      for (boolean swap : new boolean[] {false, true}) {
        for (String pattern : new TreeSet<>(swap ? enforced : audited)) {
          for (String other : new TreeSet<>(swap ? audited : enforced)) {
            if (Wildcard.containsWildcard(pattern)
                && Wildcard.containsWildcard(other) == wildOther
                && Wildcard.matches(pattern, other)) {
              return wildOther
                  ? "wildcard pattern '" + pattern + "' conflicts with the pattern '" + other + "'"
                  : "wildcard pattern '" + pattern + "' matches with namespace '" + other + "'";
            }
          }
        }
      }
    }
    return "";
  }
}
