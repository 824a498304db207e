package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Fault;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the level baseline forbids, besides profiles, volumes and kernel parameters. */
final class BaselineChecks {

  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> HOOKS = List.of("postStart", "preStop");
  private static final List<String> HANDLERS = List.of("httpGet", "tcpSocket");

  private BaselineChecks() {}

  static @Nullable Fault capabilities(Pod pod) {
    return Faults.ofContainers(
        pod,
        "non-default capabilities",
        container -> {
          MapValue security = container.security();
          MapValue capabilities = security == null ? null : security.map("capabilities");
          List<String> bad =
              Pod.texts(capabilities, "add").stream()
                  .filter(one -> !AllowedValues.CAPABILITIES.contains(one))
                  .distinct()
                  .sorted()
                  .toList();
          return bad.isEmpty() ? null : added(container, bad);
        });
  }

  static Violation added(Pod.Container container, List<String> bad) {
    return Violation.of(
        container,
        "securityContext.capabilities.add",
        bad,
        "securityContext",
        "capabilities",
        "add");
  }

  static @Nullable Fault hostNamespaces(Pod pod) {
    Faults faults = new Faults();
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (Boolean.TRUE.equals(Pod.flag(pod.spec(), field))) {
        faults.add(Violation.ofPod("spec." + field, "true", Pod.place(pod.spec(), field)));
      }
    }
    return faults.because("host namespaces");
  }

  static @Nullable Fault hostPorts(Pod pod) {
    Faults faults = new Faults();
    for (Pod.Container container : pod.containers()) {
      ListValue ports = container.node().list("ports");
      for (int i = 0; ports != null && i < ports.size(); i++) {
        Value port = ports.at(i);
        Long number = port instanceof MapValue map ? Pod.number(map, "hostPort") : null;
        if (number != null && number != 0) {
          faults.add(
              new Violation(
                  container.path() + ".ports[" + i + "].hostPort",
                  false,
                  List.of(number.toString()),
                  number.toString(),
                  container,
                  Pod.place((MapValue) port, "hostPort")));
        }
      }
    }
    return faults.because("hostPort");
  }

  /** The fields of probes and hooks in which a host other than the pod may be named. */
  static @Nullable Fault probedHosts(Pod pod) {
    Faults faults = new Faults();
    for (Pod.Container container : pod.containers()) {
      for (String probe : PROBES) {
        addHosts(container, container.node().map(probe), probe, faults);
      }
      MapValue lifecycle = container.node().map("lifecycle");
      for (String hook : HOOKS) {
        MapValue handler = lifecycle == null ? null : lifecycle.map(hook);
        addHosts(container, handler, "lifecycle." + hook, faults);
      }
    }
    return faults.because("probe or lifecycle host");
  }

  private static void addHosts(
      Pod.Container container, @Nullable MapValue handlers, String path, Faults faults) {
    for (String kind : HANDLERS) {
      MapValue handler = handlers == null ? null : handlers.map(kind);
      String host = handler == null ? "" : Pod.text(handler, "host");
      if (handler != null && !host.isEmpty()) {
        faults.add(
            new Violation(
                container.path() + "." + path + "." + kind + ".host",
                false,
                List.of(host),
                host,
                container,
                Pod.place(handler, "host")));
      }
    }
  }

  static @Nullable Fault privileged(Pod pod) {
    return Faults.ofContainers(
        pod,
        "privileged",
        container ->
            Boolean.TRUE.equals(Pod.flag(container.security(), "privileged"))
                ? security(container, "privileged", "true")
                : null);
  }

  static @Nullable Fault procMount(Pod pod) {
    return Faults.ofContainers(
        pod,
        "procMount",
        container -> {
          MapValue security = container.security();
          Value written = security == null ? null : security.child("procMount");
          if (written == null || written.isNull()) {
            return null;
          }
          String type = written.asString();
          return "Default".equals(type)
              ? null
              : security(container, "procMount", type == null ? "" : type);
        });
  }

  static @Nullable Fault hostProcess(Pod pod) {
    Faults faults = new Faults();
    MapValue security = pod.security();
    if (isHostProcess(security)) {
      faults.add(
          Violation.ofPod(
              "spec.securityContext.windowsOptions.hostProcess",
              "true",
              Pod.place(pod.spec(), "securityContext", "windowsOptions", "hostProcess")));
    }
    for (Pod.Container container : pod.containers()) {
      if (isHostProcess(container.security())) {
        faults.addOf(
            container,
            Violation.of(
                container,
                "securityContext.windowsOptions.hostProcess",
                "true",
                "securityContext",
                "windowsOptions",
                "hostProcess"));
      }
    }
    return faults.because("hostProcess");
  }

  private static boolean isHostProcess(@Nullable MapValue security) {
    return security != null
        && Boolean.TRUE.equals(Pod.flag(security.map("windowsOptions"), "hostProcess"));
  }

  /** A violation in one field of a container's security context. */
  static Violation security(Pod.Container container, String field, String value) {
    return Violation.of(container, "securityContext." + field, value, "securityContext", field);
  }
}
