package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code validate.podSecurity}: controls, versions, exclusions, and both ends of what is wrong. */
class PodSecurityRulesTest {

  @Test
  void namesTheFieldAndTheLevel() {
    assertThat(
            baseline("latest")
                .of(
                    """
                    kind: Pod
                    apiVersion: v1
                    metadata: {name: web}
                    spec:
                      hostNetwork: true
                      containers:
                      - name: web
                        image: nginx
                        securityContext:
                          capabilities:
                            add: [SYS_TIME, CHOWN, NET_RAW]
                    """))
        .isEqualTo(
            """
            FAIL r: Validation rule 'r' failed. It violates PodSecurity "baseline:latest": \
            (Forbidden reason: non-default capabilities, field error list: \
            [spec.containers[0].securityContext.capabilities.add is forbidden, \
            forbidden values found: [NET_RAW SYS_TIME]])\
            (Forbidden reason: host namespaces, field error list: \
            [spec.hostNetwork is forbidden, forbidden values found: true])
              at [SYS_TIME, CHOWN, NET_RAW] <- baseline
              at true <- baseline""");
  }

  @Test
  void placesWhatIsMissingAtItsNearestParent() {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      podSecurity:
                        level: restricted
                        version: latest
                        exclude:
                        - controlName: Capabilities
                          images: ["*"]
                        - controlName: Seccomp
                          images: ["*"]
                        - controlName: Privilege Escalation
                          images: ["*"]
                    """)
                .of(
                    """
                    kind: Pod
                    apiVersion: v1
                    metadata: {name: web}
                    spec:
                      containers:
                      - name: web
                        securityContext: {privileged: false}
                    """))
        .isEqualTo(
            """
            FAIL r: Validation rule 'r' failed. It violates PodSecurity "restricted:latest": \
            (Forbidden reason: runAsNonRoot != true, field error list: \
            [spec.containers[0].securityContext.runAsNonRoot: Required value])
              at securityContext <- restricted""");
  }

  @ParameterizedTest
  @CsvSource({
    "v1.24, net.ipv4.ip_local_reserved_ports, FAIL",
    "v1.27, net.ipv4.ip_local_reserved_ports, PASS",
    "v1.28, net.ipv4.tcp_fin_timeout, FAIL",
    "v1.29, net.ipv4.tcp_fin_timeout, PASS",
    "v1.31, net.ipv4.tcp_rmem, FAIL",
    "latest, net.ipv4.tcp_rmem, PASS",
    "latest, kernel.msgmax, FAIL",
  })
  void kernelParametersComeWithVersions(String version, String parameter, String status) {
    assertThat(
            baseline(version)
                .of(
                    """
                    kind: Pod
                    apiVersion: v1
                    spec:
                      securityContext:
                        sysctls: [{name: %s, value: "1"}]
                      containers: []
                    """
                        .formatted(parameter)))
        .startsWith(status);
  }

  @Test
  void hostsOfProbesAreForbiddenInEveryVersion() {
    assertThat(
            baseline("v1.24")
                .of(
                    """
                    kind: Pod
                    apiVersion: v1
                    spec:
                      containers:
                      - name: a
                        lifecycle: {preStop: {httpGet: {host: example.org, port: 80}}}
                    """))
        .contains("spec.containers[0].lifecycle.preStop.httpGet.host is forbidden")
        .contains("at example.org <- baseline");
  }

  @Test
  void windowsPodsNeedNoProfilesSince25() {
    String pod =
        """
        kind: Pod
        apiVersion: v1
        spec:
          os: {name: windows}
          securityContext: {runAsNonRoot: true}
          containers: [{name: a}]
        """;
    assertThat(restricted("v1.25").of(pod)).startsWith("PASS");
    assertThat(restricted("v1.24").of(pod))
        .contains("allowPrivilegeEscalation", "capabilities.drop", "seccompProfile.type");
  }

  @Test
  void readsThePodOfAController() {
    assertThat(
            Judged.by(
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                      - name: r
                        match: {any: [{resources: {kinds: [Pod]}}]}
                        validate: {podSecurity: {level: baseline, version: latest}}
                    """)
                .of(
                    """
                    kind: CronJob
                    apiVersion: batch/v1
                    spec:
                      jobTemplate:
                        spec:
                          template:
                            spec:
                              hostPID: true
                    """))
        .isEqualTo(
            """
            FAIL autogen-cronjob-r: Validation rule 'autogen-cronjob-r' failed. \
            It violates PodSecurity "baseline:latest": (Forbidden reason: host namespaces, \
            field error list: [spec.jobTemplate.spec.template.spec.hostPID is forbidden, \
            forbidden values found: true])
              at true <- baseline""");
  }

  @Test
  void exemptsAContainerByItsImage() {
    Judged judged =
        Judged.byRule(
            """
            validate:
              podSecurity:
                level: baseline
                version: latest
                exclude:
                - controlName: Privileged Containers
                  images: ["ghcr.io/tools/*"]
            """);
    String pod =
        """
        kind: Pod
        apiVersion: v1
        spec:
          initContainers:
          - name: setup
            image: ghcr.io/tools/setup:1
            securityContext: {privileged: true}
          containers:
          - name: web
            image: %s
            securityContext: {privileged: true}
        """;
    assertThat(judged.of(pod.formatted("ghcr.io/tools/debug"))).startsWith("PASS");
    assertThat(judged.of(pod.formatted("nginx")))
        .contains("field error list: [spec.containers[0].securityContext.privileged is forbidden");
  }

  @ParameterizedTest
  @CsvSource({"/var/lib1, PASS", "/var/lib2, FAIL"})
  void exemptsAFieldWithCertainValues(String path, String status) {
    assertThat(
            Judged.byRule(
                    """
                    validate:
                      podSecurity:
                        level: baseline
                        version: latest
                        exclude:
                        - controlName: HostPath Volumes
                          restrictedField: spec.volumes[*].hostPath
                          values: [/var/lib1]
                    """)
                .of(
                    """
                    kind: Pod
                    apiVersion: v1
                    spec:
                      volumes: [{name: host, hostPath: {path: %s}}]
                    """
                        .formatted(path)))
        .startsWith(status);
  }

  @Test
  void tellsReportsTheControls() {
    var outcome =
        restricted("v1.29")
            .outcomes(
                """
                kind: Pod
                apiVersion: v1
                spec:
                  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
                  hostIPC: true
                  containers:
                  - name: web
                    image: nginx
                    securityContext: {capabilities: {drop: [ALL]}}
                """)
            .get(0);
    assertThat(outcome.properties())
        .containsEntry("standard", "restricted")
        .containsEntry("version", "v1.29")
        .containsEntry("controls", "allowPrivilegeEscalation,hostNamespaces")
        .containsEntry(
            "controlsJSON",
            """
            [{"ID":"allowPrivilegeEscalation","Name":"Privilege Escalation",\
            "Images":["docker.io/nginx:latest"]},\
            {"ID":"hostNamespaces","Name":"Host Namespaces","Images":null}]""");
  }

  @Test
  void cannotJudgeWhatHoldsNoPod() {
    assertThat(
            Judged.by(
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                      - name: r
                        match: {any: [{resources: {kinds: [ConfigMap]}}]}
                        validate: {podSecurity: {level: baseline, version: latest}}
                    """)
                .of("{kind: ConfigMap, apiVersion: v1}"))
        .isEqualTo(
            """
            ERROR r: Error while getting new resource: could not find correct resource type
              at ConfigMap <- baseline""");
  }

  @Test
  void pointsAtWhatIsNoPod() {
    assertThat(
            baseline("latest")
                .of(
                    """
                    kind: Pod
                    apiVersion: v1
                    spec:
                      tolerations: [{key: true}]
                    """))
        .isEqualTo(
            """
            ERROR r: Error while getting new resource: json: cannot unmarshal bool into Go struct \
            field Toleration.spec.tolerations.key of type string
              at true <- baseline""");
  }

  @Test
  void everyControlHasOneOrder() {
    List<String> reasons =
        restricted("latest")
            .of(
                """
                kind: Pod
                apiVersion: v1
                metadata:
                  annotations: {container.apparmor.security.beta.kubernetes.io/a: unconfined}
                spec:
                  hostIPC: true
                  securityContext:
                    runAsUser: 0
                    seLinuxOptions: {user: u}
                    seccompProfile: {type: Unconfined}
                    windowsOptions: {hostProcess: true}
                    sysctls: [{name: a, value: b}]
                  volumes: [{name: v, hostPath: {path: /}}]
                  containers:
                  - name: a
                    ports: [{hostPort: 80}]
                    livenessProbe: {tcpSocket: {host: x}}
                    securityContext:
                      privileged: true
                      procMount: Unmasked
                      capabilities: {add: [ALL]}
                """)
            .lines()
            .findFirst()
            .orElseThrow()
            .transform(
                line ->
                    java.util.regex.Pattern.compile("Forbidden reason: ([^,]*)")
                        .matcher(line)
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    assertThat(reasons)
        .containsExactly(
            "allowPrivilegeEscalation != false",
            "forbidden AppArmor profile",
            "non-default capabilities",
            "unrestricted capabilities",
            "host namespaces",
            "hostPath volumes",
            "hostPort",
            "probe or lifecycle host",
            "privileged",
            "procMount",
            "restricted volume types",
            "runAsNonRoot != true",
            "runAsUser=0",
            "seLinuxOptions",
            "seccompProfile",
            "seccompProfile",
            "forbidden sysctls",
            "hostProcess");
  }

  private static Judged baseline(String version) {
    return level("baseline", version);
  }

  private static Judged restricted(String version) {
    return level("restricted", version);
  }

  private static Judged level(String level, String version) {
    return Judged.byRule(
        "validate: {podSecurity: {level: " + level + ", version: " + version + "}}\n");
  }
}
