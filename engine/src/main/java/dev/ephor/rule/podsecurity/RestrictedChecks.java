package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Fault;
import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the level restricted demands besides, except of profiles and volumes. */
final class RestrictedChecks {

  private RestrictedChecks() {}

  static @Nullable Fault escalation(Pod pod) {
    return Faults.ofContainers(
        pod,
        "allowPrivilegeEscalation != false",
        container -> {
          String field = "allowPrivilegeEscalation";
          if (container.security() == null) {
            return Violation.missing(container, "securityContext", field);
          }
          Boolean allowed = Pod.flag(container.security(), field);
          if (allowed == null) {
            return BaselineChecks.security(container, field, "nil");
          }
          return allowed ? BaselineChecks.security(container, field, "true") : null;
        });
  }

  static @Nullable Fault capabilities(Pod pod) {
    Faults missing = new Faults();
    Faults adding = new Faults();
    for (Pod.Container container : pod.containers()) {
      MapValue security = container.security();
      MapValue capabilities = security == null ? null : security.map("capabilities");
      List<String> dropped = Pod.texts(capabilities, "drop");
      if (dropped.isEmpty()) {
        missing.addOf(
            container, Violation.missing(container, "securityContext", "capabilities", "drop"));
      } else if (!dropped.contains("ALL")) {
        missing.addOf(
            container,
            Violation.of(
                container,
                "securityContext.capabilities.drop",
                dropped.stream().distinct().sorted().toList(),
                "securityContext",
                "capabilities",
                "drop"));
      }
      List<String> added =
          Pod.texts(capabilities, "add").stream()
              .filter(one -> !one.equals("NET_BIND_SERVICE"))
              .distinct()
              .sorted()
              .toList();
      if (!added.isEmpty()) {
        adding.addOf(container, BaselineChecks.added(container, added));
      }
    }
    missing.addAll(adding);
    return missing.because("unrestricted capabilities");
  }

  static @Nullable Fault nonRoot(Pod pod) {
    Boolean ofPod = Pod.flag(pod.security(), "runAsNonRoot");
    Faults explicit = new Faults();
    Faults implicit = new Faults();
    if (Boolean.FALSE.equals(ofPod)) {
      explicit.add(
          Violation.ofPod(
              "spec.securityContext.runAsNonRoot",
              "false",
              Pod.place(pod.spec(), "securityContext", "runAsNonRoot")));
    }
    for (Pod.Container container : pod.containers()) {
      Boolean own = Pod.flag(container.security(), "runAsNonRoot");
      if (Boolean.FALSE.equals(own)) {
        explicit.addOf(container, BaselineChecks.security(container, "runAsNonRoot", "false"));
      } else if (own == null && !Boolean.TRUE.equals(ofPod)) {
        implicit.addOf(container, Violation.missing(container, "securityContext", "runAsNonRoot"));
      }
    }
    explicit.addAll(implicit);
    return explicit.because("runAsNonRoot != true");
  }

  static @Nullable Fault user(Pod pod) {
    Faults faults = new Faults();
    if (isRoot(Pod.number(pod.security(), "runAsUser"))) {
      faults.add(
          Violation.ofPod(
              "spec.securityContext.runAsUser",
              "0",
              Pod.place(pod.spec(), "securityContext", "runAsUser")));
    }
    for (Pod.Container container : pod.containers()) {
      if (isRoot(Pod.number(container.security(), "runAsUser"))) {
        faults.addOf(container, BaselineChecks.security(container, "runAsUser", "0"));
      }
    }
    return faults.because("runAsUser=0");
  }

  private static boolean isRoot(@Nullable Long user) {
    return user != null && user == 0;
  }
}
