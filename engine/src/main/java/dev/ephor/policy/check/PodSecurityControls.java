package dev.ephor.policy.check;

import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which controls an exclusion may name: some belong to containers and need {@code images}, some to
 * the pod and may not have them, and the level decides which exist (Kubernetes, "Pod Security
 * Standards").
 */
final class PodSecurityControls implements RuleCheck {

  private static final Set<String> OF_CONTAINERS =
      Set.of(
          "Capabilities",
          "Privileged Containers",
          "Host Ports",
          "/proc Mount Type",
          "Privilege Escalation");
  private static final Set<String> OF_PODS =
      Set.of("Host Namespaces", "HostPath Volumes", "Sysctls", "AppArmor", "Volume Types");
  private static final Set<String> RESTRICTED_ONLY =
      Set.of(
          "Volume Types",
          "Privilege Escalation",
          "Running as Non-root",
          "Running as Non-root user");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    MapValue security = PolicyView.map(rule.validate(), "podSecurity");
    boolean baseline = PolicyView.text(security, "level").equals("baseline");
    List<MapValue> exclusions = PolicyView.maps(security.list("exclude"));
    for (int i = 0; i < exclusions.size(); i++) {
      MapValue exclusion = exclusions.get(i);
      Value name = exclusion.child("controlName");
      String control = name == null ? null : name.asString();
      if (name == null || control == null) {
        continue;
      }
      Place place = name.place(Place.Part.VALUE);
      String reference =
          rule.path()
              + ".podSecurity.exclude["
              + i
              + "].controlName: Invalid value: "
              + GoJson.quote(control)
              + ": ";
      boolean images = PolicyView.holds(exclusion, "images");
      if (OF_CONTAINERS.contains(control) && !images) {
        found.accept(
            Finding.refusal(
                place,
                "pod-security-images",
                control + " is checked for each container: say for which images it is excluded",
                reference + "exclude.images must be specified for the container level control"));
      } else if (OF_PODS.contains(control) && images) {
        found.accept(
            Finding.refusal(
                place,
                "pod-security-images",
                control + " is checked for the pod, not for images: remove images",
                reference + "exclude.images must not be specified for the pod level control"));
      }
      if (baseline && RESTRICTED_ONLY.contains(control)) {
        found.accept(
            Finding.refusal(
                place,
                "pod-security-level",
                control + " belongs to the level restricted, and this rule checks baseline",
                reference + "Invalid control name defined at the given level"));
      }
    }
  }
}
