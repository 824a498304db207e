package dev.ephor.rule.podsecurity;

import java.util.List;

/**
 * What the levels of the pod security standards allow by name.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Kubernetes:
 *     pod security standards</a>
 */
public final class AllowedValues {

  /** Capabilities that containers may add at the level baseline. */
  public static final List<String> CAPABILITIES =
      List.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  /** Types of volumes that pods may have at the level restricted. */
  public static final List<String> VOLUMES =
      List.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private AllowedValues() {}
}
