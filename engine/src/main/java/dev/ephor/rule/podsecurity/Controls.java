package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Level;
import java.util.List;

/**
 * The controls, in the order in which the reference goes through them.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Kubernetes:
 *     Pod Security Standards</a>
 */
final class Controls {

  /**
   * All controls. The reference would pass pods in a user namespace on some of them, but never
   * turns that on.
   */
  static final List<Control> ALL =
      List.of(
          restricted(
                  8,
                  "allowPrivilegeEscalation",
                  "Privilege Escalation",
                  RestrictedChecks::escalation)
              .andSince(25, notOnWindows(RestrictedChecks::escalation)),
          baseline("appArmorProfile", "AppArmor", ProfileChecks::appArmor),
          baseline("capabilities_baseline", "Capabilities", BaselineChecks::capabilities),
          restricted(22, "capabilities_restricted", "Capabilities", RestrictedChecks::capabilities)
              .andSince(25, notOnWindows(RestrictedChecks::capabilities)),
          baseline("hostNamespaces", "Host Namespaces", BaselineChecks::hostNamespaces),
          baseline("hostPathVolumes", "HostPath Volumes", VolumeChecks::hostPaths),
          baseline("hostPorts", "Host Ports", BaselineChecks::hostPorts),
          Control.since(
              34, "hostProbesAndHostLifecycle", "", Level.BASELINE, BaselineChecks::probedHosts),
          baseline("privileged", "Privileged Containers", BaselineChecks::privileged),
          baseline("procMount", "/proc Mount Type", BaselineChecks::procMount),
          restricted(0, "restrictedVolumes", "Volume Types", VolumeChecks::types),
          restricted(0, "runAsNonRoot", "Running as Non-root", RestrictedChecks::nonRoot),
          restricted(23, "runAsUser", "Running as Non-root user", RestrictedChecks::user),
          baseline("seLinuxOptions", "SELinux", ProfileChecks.seLinux(ProfileChecks.SELINUX_TYPES))
              .andSince(31, ProfileChecks.seLinux(ProfileChecks.SELINUX_TYPES_31)),
          baseline("seccompProfile_baseline", "Seccomp", ProfileChecks::seccompAnnotations)
              .andSince(19, ProfileChecks::seccomp),
          restricted(19, "seccompProfile_restricted", "Seccomp", ProfileChecks::requiredSeccomp)
              .andSince(25, notOnWindows(ProfileChecks::requiredSeccomp)),
          baseline("sysctls", "Sysctls", Sysctls.allowing(Sysctls.FIRST))
              .andSince(27, Sysctls.allowing(Sysctls.SINCE_27))
              .andSince(29, Sysctls.allowing(Sysctls.SINCE_29))
              .andSince(32, Sysctls.allowing(Sysctls.SINCE_32)),
          baseline("windowsHostProcess", "HostProcess", BaselineChecks::hostProcess));

  private Controls() {}

  private static Control baseline(String id, String name, Control.Check check) {
    return Control.since(0, id, name, Level.BASELINE, check);
  }

  private static Control restricted(int since, String id, String name, Control.Check check) {
    return Control.since(since, id, name, Level.RESTRICTED, check);
  }

  private static Control.Check notOnWindows(Control.Check check) {
    return pod -> pod.isForWindows() ? null : check.in(pod);
  }
}
