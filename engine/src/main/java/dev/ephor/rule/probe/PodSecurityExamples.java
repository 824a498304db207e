package dev.ephor.rule.probe;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Counter-examples for pod security: a pod that keeps to every control, and values that break each
 * of them.
 */
public final class PodSecurityExamples {

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  /** Fields of a pod with values good and bad; an indented line is a field of each container. */
  private static final String FIELDS =
      """
      spec.hostNetwork: [true, false]
      spec.hostPID: [true, false]
      spec.hostIPC: [true, false]
      spec.os.name: [windows, linux]
      spec.volumes: [[{name: v, hostPath: {path: /x}}], [{name: v, nfs: {server: s, path: /p}}], [{name: v}]]
      spec.volumes.[].configMap: [{name: c}]
      spec.volumes.[].image: [{reference: r}]
      spec.securityContext.appArmorProfile: [{type: Unconfined}, {type: Localhost}]
      spec.securityContext.seLinuxOptions.type: [spc_t, container_engine_t, container_t]
      spec.securityContext.seLinuxOptions.user: [u, ""]
      spec.securityContext.seLinuxOptions.role: [r, ""]
      spec.securityContext.seccompProfile: [{type: Unconfined}, {type: Localhost}]
      spec.securityContext.sysctls: [[{name: kernel.msgmax, value: "1"}], [{name: net.ipv4.tcp_rmem, value: "1"}], [{name: net.ipv4.tcp_fin_timeout, value: "1"}], [{name: net.ipv4.ip_local_reserved_ports, value: "1"}], [{name: kernel.shm_rmid_forced, value: "1"}]]
      spec.securityContext.windowsOptions.hostProcess: [true, false]
      spec.securityContext.runAsNonRoot: [false, true]
      spec.securityContext.runAsUser: [0, 7]
      container.image: ["registry.test/other:2.0"]
      container.ports: [[{containerPort: 80, hostPort: 80}], [{containerPort: 80, hostPort: 0}]]
      container.livenessProbe: [{httpGet: {port: 80, host: h}}, {tcpSocket: {port: 80}}]
      container.readinessProbe: [{tcpSocket: {port: 80, host: h}}]
      container.startupProbe: [{httpGet: {port: 80, host: ""}}]
      container.lifecycle: [{postStart: {httpGet: {port: 80, host: h}}}, {preStop: {tcpSocket: {port: 80, host: h}}}]
      container.securityContext.privileged: [true, false]
      container.securityContext.procMount: [Unmasked, Default]
      container.securityContext.appArmorProfile: [{type: Unconfined}, {type: RuntimeDefault}]
      container.securityContext.seLinuxOptions.type: [spc_t, container_kvm_t]
      container.securityContext.seLinuxOptions.user: [u]
      container.securityContext.seccompProfile: [{type: Unconfined}, {type: Localhost}]
      container.securityContext.windowsOptions.hostProcess: [true]
      container.securityContext.allowPrivilegeEscalation: [true, false]
      container.securityContext.runAsNonRoot: [false, true]
      container.securityContext.runAsUser: [0, 7]
      container.securityContext.capabilities.drop: [[], [KILL], [KILL, ALL]]
      container.securityContext.capabilities.add: [[NET_BIND_SERVICE], [CHOWN], [SYS_ADMIN]]
      container.securityContext: [{}]
      """;

  private static final String GOOD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: example}
      spec:
        securityContext:
          runAsNonRoot: true
          seccompProfile: {type: RuntimeDefault}
        containers: [%1$s]
        initContainers: [%2$s]
        ephemeralContainers: [%3$s]
      """;

  private static final String CONTAINER =
      "{name: %s, image: 'registry.test/app:1.0', securityContext:"
          + " {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}}";

  private PodSecurityExamples() {}

  /** A pod that passes at every level. */
  public static MapValue good() {
    String text =
        GOOD.formatted(
            CONTAINER.formatted("c0"), CONTAINER.formatted("i0"), CONTAINER.formatted("e0"));
    return (MapValue) YamlParser.parse(new Source("example"), text).root();
  }

  /** The places that pod security looks at, and the images that a clause excludes. */
  static List<Probe> probes(MapValue clause) {
    MapValue fields = (MapValue) YamlParser.parse(new Source("fields"), FIELDS).root();
    List<Probe> probes = new ArrayList<>();
    for (String field : fields.keys()) {
      List<Value> values = Objects.requireNonNull(fields.list(field)).values();
      List<String> path = List.of(field.split("\\.", -1));
      if (!path.get(0).equals("container")) {
        probes.add(new Probe(path, values));
        continue;
      }
      for (String list : CONTAINERS) {
        List<String> inside = new ArrayList<>(List.of("spec", list, Probe.ITEM));
        inside.addAll(path.subList(1, path.size()));
        probes.add(new Probe(inside, values));
      }
    }
    ListValue exclude = clause.list("exclude");
    for (Value one : exclude == null ? List.<Value>of() : exclude.values()) {
      ListValue images = one instanceof MapValue map ? map.list("images") : null;
      for (Value image : images == null ? List.<Value>of() : images.values()) {
        Value like = Scalar.of(String.valueOf(image.asString()).replace("*", "x"));
        for (String list : CONTAINERS) {
          probes.add(new Probe(List.of("spec", list, Probe.ITEM, "image"), List.of(like)));
        }
      }
    }
    for (String profile : List.of("unconfined", "localhost/x", "runtime/default")) {
      probes.add(annotation("container.apparmor.security.beta.kubernetes.io/c0", profile));
    }
    return probes;
  }

  private static Probe annotation(String key, String value) {
    return new Probe(List.of("metadata", "annotations", key), List.of(Scalar.of(value)));
  }
}
