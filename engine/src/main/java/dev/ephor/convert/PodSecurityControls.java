package dev.ephor.convert;

import dev.ephor.rule.podsecurity.AllowedValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The controls of the Pod Security Standards in CEL.
 *
 * @param object the pod, or the template of one
 * @param spec its specification
 * @param variables to which long lists are added
 */
record PodSecurityControls(Ref object, Ref spec, Map<String, String> variables) {

  private static final String PROFILES = "['RuntimeDefault', 'Localhost']";

  /**
   * One control.
   *
   * @param name by which rules exclude it; empty where they cannot
   * @param message what is demanded, for people
   * @param pod what is demanded of the pod itself
   * @param container what is demanded of each {@code container}
   * @param demandsOfContainers whether a container that says nothing may be wrong
   * @param linuxOnly whether newer versions do not ask pods for Windows
   */
  record Control(
      String name,
      String message,
      Cel pod,
      Cel container,
      boolean demandsOfContainers,
      boolean linuxOnly) {

    static Control of(String name, String message, Cel pod, Cel container) {
      return new Control(name, message, pod, container, false, false);
    }
  }

  /** For which system the pod is. */
  String system() {
    return spec.text() + ".?os.?name.orValue('')";
  }

  /**
   * The controls of a level.
   *
   * @param version the minor version of Kubernetes 1
   */
  List<Control> of(boolean baselineOnly, int version) {
    List<Control> controls = new ArrayList<>();
    controls.add(hostNamespaces());
    controls.add(privileged());
    controls.add(capabilities());
    controls.add(hostPaths());
    controls.add(hostPorts());
    controls.add(hostProbes());
    controls.add(appArmor());
    controls.add(seLinux(version));
    controls.add(procMount());
    controls.add(seccomp());
    controls.add(sysctls(version));
    controls.add(hostProcess());
    if (!baselineOnly) {
      controls.add(volumeTypes());
      controls.add(escalation());
      controls.add(nonRoot());
      controls.add(user());
      controls.add(requiredSeccomp());
      controls.add(requiredCapabilities());
    }
    return controls;
  }

  private Cel ofPod(String field, String absent, String operator, String value) {
    return Cel.compare(spec.text() + "." + field + ".orValue(" + absent + ")", operator, value);
  }

  private static Cel ofContainer(String field, String absent, String operator, String value) {
    return Cel.compare("container." + field + ".orValue(" + absent + ")", operator, value);
  }

  private String listed(String name, List<String> texts) {
    String items = String.join(",\n", texts.stream().map(Cel::quoted).toList());
    variables.put(name, "[\n" + items.indent(2) + "]");
    return "variables." + name;
  }

  private static Cel nothing() {
    return Cel.Text.TRUE;
  }

  private Control hostNamespaces() {
    return Control.of(
        "Host Namespaces",
        "Host Namespaces: hostNetwork, hostPID and hostIPC must not be true.",
        Cel.and(
            List.of(
                ofPod("?hostNetwork", "false", "==", "false"),
                ofPod("?hostPID", "false", "==", "false"),
                ofPod("?hostIPC", "false", "==", "false"))),
        nothing());
  }

  private Control privileged() {
    return Control.of(
        "Privileged Containers",
        "Privileged Containers: privileged must not be true.",
        nothing(),
        ofContainer("?securityContext.?privileged", "false", "==", "false"));
  }

  private Control capabilities() {
    return Control.of(
        "Capabilities",
        "Capabilities: only those may be added that a container has anyway.",
        nothing(),
        Cel.all(
            "container.?securityContext.?capabilities.?add.orValue([])",
            "capability",
            Cel.compare(
                "capability", "in", listed("safeCapabilities", AllowedValues.CAPABILITIES))));
  }

  private Control hostPaths() {
    return Control.of(
        "HostPath Volumes",
        "HostPath Volumes: volumes must not be paths of the host.",
        Cel.all(
            spec.text() + ".?volumes.orValue([])",
            "volume",
            Cel.not(Cel.atom("has(volume.hostPath)"))),
        nothing());
  }

  private Control hostPorts() {
    return Control.of(
        "Host Ports",
        "Host Ports: hostPort must not be set.",
        nothing(),
        Cel.all(
            "container.?ports.orValue([])",
            "port",
            Cel.compare("port.?hostPort.orValue(0)", "==", "0")));
  }

  private Control hostProbes() {
    List<Cel> hosts = new ArrayList<>();
    for (String probe :
        List.of(
            "?livenessProbe",
            "?readinessProbe",
            "?startupProbe",
            "?lifecycle.?postStart",
            "?lifecycle.?preStop")) {
      for (String kind : List.of("httpGet", "tcpSocket")) {
        hosts.add(ofContainer(probe + ".?" + kind + ".?host", "''", "==", "''"));
      }
    }
    return Control.of(
        "",
        "Host Probes and Lifecycle: probes and hooks must not name a host.",
        nothing(),
        Cel.and(hosts));
  }

  private Control appArmor() {
    String profile = "?securityContext.?appArmorProfile.?type";
    String annotations = object.child("metadata").present().child("annotations").or("{}");
    String value = object.child("metadata").present().text() + ".annotations[key]";
    Cel annotated =
        Cel.all(
            annotations,
            "key",
            Cel.or(
                List.of(
                    Cel.not(
                        Cel.atom(
                            "key.startsWith('container.apparmor.security.beta.kubernetes.io/')")),
                    Cel.compare(value, "in", "['', 'runtime/default']"),
                    Cel.atom(value + ".startsWith('localhost/')"))));
    return Control.of(
        "AppArmor",
        "AppArmor: only the profiles RuntimeDefault and Localhost are allowed.",
        Cel.and(ofPod(profile, "'RuntimeDefault'", "in", PROFILES), annotated),
        ofContainer(profile, "'RuntimeDefault'", "in", PROFILES));
  }

  private Control seLinux(int version) {
    List<String> types =
        new ArrayList<>(List.of("", "container_t", "container_init_t", "container_kvm_t"));
    if (version >= 31) {
      types.add("container_engine_t");
    }
    String options = "?securityContext.?seLinuxOptions.?";
    List<Cel> pod = new ArrayList<>();
    List<Cel> container = new ArrayList<>();
    pod.add(ofPod(options + "type", "''", "in", TextTest.list(types)));
    container.add(ofContainer(options + "type", "''", "in", TextTest.list(types)));
    for (String field : List.of("user", "role")) {
      pod.add(ofPod(options + field, "''", "==", "''"));
      container.add(ofContainer(options + field, "''", "==", "''"));
    }
    return Control.of(
        "SELinux",
        "SELinux: only types of containers are allowed, and neither users nor roles.",
        Cel.and(pod),
        Cel.and(container));
  }

  private Control procMount() {
    return Control.of(
        "/proc Mount Type",
        "/proc Mount Type: procMount must be Default.",
        nothing(),
        ofContainer("?securityContext.?procMount", "'Default'", "==", "'Default'"));
  }

  private Control seccomp() {
    String profile = "?securityContext.?seccompProfile.?type";
    return Control.of(
        "Seccomp",
        "Seccomp: only the profiles RuntimeDefault and Localhost are allowed.",
        ofPod(profile, "'RuntimeDefault'", "in", PROFILES),
        ofContainer(profile, "'RuntimeDefault'", "in", PROFILES));
  }

  private Control sysctls(int version) {
    List<String> allowed =
        new ArrayList<>(
            List.of(
                "kernel.shm_rmid_forced",
                "net.ipv4.ip_local_port_range",
                "net.ipv4.ip_unprivileged_port_start",
                "net.ipv4.ping_group_range",
                "net.ipv4.tcp_syncookies"));
    if (version >= 27) {
      allowed.add("net.ipv4.ip_local_reserved_ports");
    }
    if (version >= 29) {
      allowed.addAll(
          List.of(
              "net.ipv4.tcp_fin_timeout",
              "net.ipv4.tcp_keepalive_intvl",
              "net.ipv4.tcp_keepalive_probes",
              "net.ipv4.tcp_keepalive_time"));
    }
    if (version >= 32) {
      allowed.addAll(List.of("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"));
    }
    return Control.of(
        "Sysctls",
        "Sysctls: only safe kernel parameters may be set.",
        Cel.all(
            spec.text() + ".?securityContext.?sysctls.orValue([])",
            "sysctl",
            Cel.compare("sysctl.name", "in", listed("safeSysctls", allowed))),
        nothing());
  }

  private Control hostProcess() {
    String field = "?securityContext.?windowsOptions.?hostProcess";
    return Control.of(
        "HostProcess",
        "HostProcess: hostProcess must not be true.",
        ofPod(field, "false", "==", "false"),
        ofContainer(field, "false", "==", "false"));
  }

  private Control volumeTypes() {
    List<Cel> types = new ArrayList<>();
    AllowedValues.VOLUMES.forEach(type -> types.add(Cel.atom("has(volume." + type + ")")));
    return Control.of(
        "Volume Types",
        "Volume Types: volumes must be of a type that does not reach the host.",
        Cel.all(spec.text() + ".?volumes.orValue([])", "volume", Cel.or(types)),
        nothing());
  }

  private Control escalation() {
    return new Control(
        "Privilege Escalation",
        "Privilege Escalation: allowPrivilegeEscalation must be false.",
        nothing(),
        ofContainer("?securityContext.?allowPrivilegeEscalation", "true", "==", "false"),
        true,
        true);
  }

  private Control nonRoot() {
    String field = "?securityContext.?runAsNonRoot";
    String ofPod = spec.text() + "." + field + ".orValue(false)";
    return new Control(
        "Running as Non-root",
        "Running as Non-root: runAsNonRoot must be true, of the pod or of each container.",
        ofPod(field, "true", "==", "true"),
        ofContainer(field, ofPod, "==", "true"),
        true,
        false);
  }

  private Control user() {
    String field = "?securityContext.?runAsUser";
    return Control.of(
        "Running as Non-root user",
        "Running as Non-root user: runAsUser must not be 0.",
        ofPod(field, "1", "!=", "0"),
        ofContainer(field, "1", "!=", "0"));
  }

  private Control requiredSeccomp() {
    String profile = "?securityContext.?seccompProfile.?type";
    String ofPod = spec.text() + "." + profile + ".orValue('')";
    return new Control(
        "Seccomp",
        "Seccomp: a profile must be set, of the pod or of each container.",
        ofPod(profile, "'RuntimeDefault'", "in", PROFILES),
        ofContainer(profile, ofPod, "in", PROFILES),
        true,
        true);
  }

  private Control requiredCapabilities() {
    String capabilities = "container.?securityContext.?capabilities.?";
    return new Control(
        "Capabilities",
        "Capabilities: ALL must be dropped, and only NET_BIND_SERVICE may be added.",
        nothing(),
        Cel.and(
            Cel.compare("'ALL'", "in", capabilities + "drop.orValue([])"),
            Cel.all(
                capabilities + "add.orValue([])",
                "capability",
                Cel.compare("capability", "==", "'NET_BIND_SERVICE'"))),
        true,
        true);
  }
}
