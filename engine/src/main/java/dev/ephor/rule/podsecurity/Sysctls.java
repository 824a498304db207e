package dev.ephor.rule.podsecurity;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernel parameters that a pod may set. */
final class Sysctls {

  static final Set<String> FIRST =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.ping_group_range",
          "net.ipv4.ip_unprivileged_port_start");
  static final Set<String> SINCE_27 = and(FIRST, "net.ipv4.ip_local_reserved_ports");
  static final Set<String> SINCE_29 =
      and(
          SINCE_27,
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes");
  static final Set<String> SINCE_32 = and(SINCE_29, "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem");

  private Sysctls() {}

  private static Set<String> and(Set<String> known, String... more) {
    return Stream.concat(known.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  static Control.Check allowing(Set<String> allowed) {
    return pod -> {
      Faults faults = new Faults();
      MapValue security = pod.security();
      ListValue written = security == null ? null : security.list("sysctls");
      for (int i = 0; written != null && i < written.size(); i++) {
        Value one = written.at(i);
        MapValue sysctl = one instanceof MapValue map ? map : Pod.NOTHING;
        String name = Pod.text(sysctl, "name");
        if (!allowed.contains(name)) {
          faults.add(
              Violation.ofPod(
                  "spec.securityContext.sysctls[" + i + "].name", name, Pod.place(sysctl, "name")));
        }
      }
      return faults.because("forbidden sysctls");
    };
  }
}
