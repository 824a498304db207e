package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Fault;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the levels say of AppArmor, SELinux and seccomp. */
final class ProfileChecks {

  static final Set<String> SELINUX_TYPES =
      Set.of("", "container_t", "container_init_t", "container_kvm_t");
  static final Set<String> SELINUX_TYPES_31 =
      Set.of("", "container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private static final Set<String> PROFILE_TYPES = Set.of("RuntimeDefault", "Localhost");
  private static final String APPARMOR_ANNOTATION =
      "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

  private ProfileChecks() {}

  static @Nullable Fault appArmor(Pod pod) {
    Faults faults = wrongTypes(pod, "appArmorProfile");
    // the reference counts distinct types and all annotations
    int values = faults.distinctValues();
    for (String key : pod.annotations().keys()) {
      String profile = Pod.text(pod.annotations(), key);
      if (key.startsWith(APPARMOR_ANNOTATION)
          && !profile.isEmpty()
          && !profile.equals("runtime/default")
          && !profile.startsWith("localhost/")) {
        faults.add(annotation(pod, key, profile));
        values++;
      }
    }
    return faults.because(
        values == 1 ? "forbidden AppArmor profile" : "forbidden AppArmor profiles");
  }

  private static Violation annotation(Pod pod, String key, String value) {
    return Violation.ofPod(
        "metadata.annotations[" + key + "]", value, Pod.place(pod.annotations(), key));
  }

  static Control.Check seLinux(Set<String> types) {
    return pod -> {
      Faults faults = new Faults();
      MapValue options = options(pod.security(), "seLinuxOptions");
      for (String field : badOptions(options, types)) {
        faults.add(
            Violation.ofPod(
                "spec.securityContext.seLinuxOptions." + field,
                Pod.text(options, field),
                Pod.place(options, field)));
      }
      for (Pod.Container container : pod.containers()) {
        MapValue own = options(container.security(), "seLinuxOptions");
        for (String field : badOptions(own, types)) {
          faults.add(
              Violation.of(
                  container,
                  "securityContext.seLinuxOptions." + field,
                  Pod.text(own, field),
                  "securityContext",
                  "seLinuxOptions",
                  field));
        }
      }
      return faults.because("seLinuxOptions");
    };
  }

  private static List<String> badOptions(MapValue options, Set<String> types) {
    List<String> bad = new ArrayList<>();
    if (!types.contains(Pod.text(options, "type"))) {
      bad.add("type");
    }
    for (String field : List.of("user", "role")) {
      if (!Pod.text(options, field).isEmpty()) {
        bad.add(field);
      }
    }
    return bad;
  }

  private static MapValue options(@Nullable MapValue security, String field) {
    MapValue options = security == null ? null : security.map(field);
    return options == null ? Pod.NOTHING : options;
  }

  /** Before 1.19 profiles were annotations. */
  static @Nullable Fault seccompAnnotations(Pod pod) {
    Faults faults = new Faults();
    List<String> keys = new ArrayList<>(List.of(SECCOMP_POD));
    pod.containers().forEach(container -> keys.add(SECCOMP_CONTAINER + container.name()));
    for (String key : keys) {
      String value = pod.annotations().string(key);
      if (value != null
          && !value.equals("runtime/default")
          && !value.equals("docker/default")
          && !value.startsWith("localhost/")) {
        faults.add(annotation(pod, key, value));
      }
    }
    return faults.because("seccompProfile");
  }

  static @Nullable Fault seccomp(Pod pod) {
    return wrongTypes(pod, "seccompProfile").because("seccompProfile");
  }

  static @Nullable Fault requiredSeccomp(Pod pod) {
    Fault explicit = seccomp(pod);
    if (explicit != null) {
      return explicit;
    }
    MapValue security = pod.security();
    if (security != null && security.map("seccompProfile") != null) {
      return null;
    }
    return Faults.ofContainers(
        pod,
        "seccompProfile",
        container -> {
          MapValue own = container.security();
          return own != null && own.map("seccompProfile") != null
              ? null
              : Violation.missing(container, "securityContext", "seccompProfile", "type");
        });
  }

  /** Profiles of the pod and its containers whose type is neither of the two allowed ones. */
  private static Faults wrongTypes(Pod pod, String profile) {
    Faults faults = new Faults();
    MapValue security = pod.security();
    MapValue ofPod = security == null ? null : security.map(profile);
    if (ofPod != null && !PROFILE_TYPES.contains(Pod.text(ofPod, "type"))) {
      faults.add(
          Violation.ofPod(
              "spec.securityContext." + profile + ".type",
              Pod.text(ofPod, "type"),
              Pod.place(ofPod, "type")));
    }
    for (Pod.Container container : pod.containers()) {
      MapValue context = container.security();
      MapValue own = context == null ? null : context.map(profile);
      if (own != null && !PROFILE_TYPES.contains(Pod.text(own, "type"))) {
        faults.addOf(
            container,
            Violation.of(
                container,
                "securityContext." + profile + ".type",
                Pod.text(own, "type"),
                "securityContext",
                profile,
                "type"));
      }
    }
    return faults;
  }
}
