package dev.ephor.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Main;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code apply --cluster} against a server that answers as an API server would. */
class ApplyToClusterTest {

  private static final String REQUIRE_TEAM =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: require-team
        annotations: {pod-policies.kyverno.io/autogen-controllers: none}
      spec:
        rules:
        - name: team
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: Say whose it is
            pattern: {metadata: {labels: {team: "?*"}}}
      """;

  /** Kept, for loggers that nobody holds forget their level. */
  private static final Logger SERVER_LOG = Logger.getLogger("io.fabric8.mockwebserver");

  @TempDir private Path folder;
  private final KubernetesMockServer server = new KubernetesMockServer(false);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    SERVER_LOG.setLevel(Level.WARNING);
    server.init();
    answer("/api", "{\"versions\":[\"v1\"]}");
    answer(
        "/apis",
        """
        {"groups":[{"name":"apps","versions":[{"version":"v1"}],
         "preferredVersion":{"version":"v1"}}]}\
        """);
    answer(
        "/api/v1",
        """
        {"resources":[
         {"name":"pods","kind":"Pod","namespaced":true,"verbs":["get","list"]},
         {"name":"pods/status","kind":"Pod","namespaced":true,"verbs":["get"]},
         {"name":"configmaps","kind":"ConfigMap","namespaced":true,"verbs":["get","list"]},
         {"name":"namespaces","kind":"Namespace","namespaced":false,"verbs":["get","list"]}]}\
        """);
    answer(
        "/apis/apps/v1",
        """
        {"resources":[
         {"name":"deployments","kind":"Deployment","namespaced":true,"verbs":["get","list"]}]}\
        """);
    answer(
        "/api/v1/pods?limit=100",
        """
        {"kind":"PodList","apiVersion":"v1","metadata":{"continue":"a/b"},"items":[
         {"metadata":{"name":"good","namespace":"shop","labels":{"team":"a"}}}]}\
        """);
    answer(
        "/api/v1/pods?limit=100&continue=a%2Fb",
        """
        {"kind":"PodList","apiVersion":"v1","metadata":{},"items":[
         {"metadata":{"name":"bad","namespace":"shop"}}]}\
        """);
    answer(
        "/api/v1/namespaces/shop",
        """
        {"kind":"Namespace","apiVersion":"v1","metadata":{"name":"shop","labels":{"tier":"x"}}}\
        """);
    write(
        "kubeconfig",
        """
        apiVersion: v1
        kind: Config
        current-context: here
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {token: secret}}]
        contexts: [{name: here, context: {cluster: c, user: u}}]
        """
            .formatted(server.url("/")));
  }

  @AfterEach
  void stop() {
    server.destroy();
  }

  @Test
  void judgesEveryPageOfWhatPoliciesMatch() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);

    assertThat(apply("-c")).isEqualTo(1);
    assertThat(out.toString())
        .startsWith("\nApplying 1 policy rule(s) to 2 resource(s)...\n")
        .contains("policy require-team -> resource shop/Pod/bad failed:")
        .endsWith("pass: 1, fail: 1, warn: 0, error: 0, skip: 0 \n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void judgesTheNamedResource() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);

    assertThat(apply("-c", "--resource", "good")).isZero();
    assertThat(out.toString()).contains("to 1 resource(s)").contains("pass: 1, fail: 0");
  }

  @Test
  void saysWhichNameIsNotThere() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);

    assertThat(apply("-c", "--resource", "nobody")).isEqualTo(1);
    assertThat(err.toString()).contains("nobody not found in cluster");
  }

  @Test
  void judgesOneNamespace() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);
    answer("/api/v1/namespaces/other/pods?limit=7", "{\"items\":[]}");

    assertThat(apply("-c", "-n", "other", "--batch-size", "7")).isZero();
    assertThat(out.toString()).contains("to 0 resource(s)");
  }

  @Test
  void rulesAskTheCluster() throws IOException {
    write(
        "policy.yaml",
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: asks
          annotations: {pod-policies.kyverno.io/autogen-controllers: none}
        spec:
          rules:
          - name: world
            match:
              any:
              - resources:
                  kinds: [Pod]
                  names: [good]
                  namespaceSelector: {matchLabels: {tier: x}}
            context:
            - name: settings
              configMap: {name: settings, namespace: shop}
            - name: count
              apiCall: {urlPath: /apis/apps/v1/deployments, jmesPath: "length(items)"}
            - name: access
              apiCall:
                method: POST
                urlPath: /apis/authorization.k8s.io/v1/selfsubjectaccessreviews
                data: [{key: kind, value: SelfSubjectAccessReview}]
            validate:
              message: "{{ settings.data.word }} {{ count }} {{ access.status.allowed }}"
              deny: {}
        """);
    answer("/api/v1/namespaces/shop/configmaps/settings", "{\"data\":{\"word\":\"hello\"}}");
    answer("/apis/apps/v1/deployments", "{\"items\":[{},{},{}]}");
    server
        .expect()
        .post()
        .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
        .andReturn(201, "{\"status\":{\"allowed\":true}}")
        .always();

    assertThat(apply("-c")).isEqualTo(1);
    assertThat(out.toString()).contains("1 - world hello 3 true");
  }

  @Test
  void rulesCallServices() throws IOException {
    write(
        "policy.yaml",
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: calls
          annotations: {pod-policies.kyverno.io/autogen-controllers: none}
        spec:
          rules:
          - name: service
            match: {any: [{resources: {kinds: [Pod], names: [good]}}]}
            context:
            - name: answer
              apiCall:
                method: POST
                data: [{key: pod, value: "{{ request.object.metadata.name }}"}]
                service: {url: "%s"}
            - name: refused
              apiCall: {service: {url: "%s"}, default: nothing}
            validate: {message: "{{ answer.word }} and {{ refused }}", deny: {}}
        """
            .formatted(server.url("/judge"), server.url("/refuse")));
    server
        .expect()
        .post()
        .withPath("/judge")
        .andReply(200, request -> "{\"word\":" + request.getBody().readUtf8() + "}")
        .always();
    server.expect().get().withPath("/refuse").andReturn(503, "{}").always();

    assertThat(apply("-c")).isEqualTo(1);
    assertThat(out.toString()).contains("1 - service {\"pod\":\"good\"} and nothing");
  }

  @Test
  void writesNothing() throws IOException {
    write(
        "policy.yaml",
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: writes
          annotations: {pod-policies.kyverno.io/autogen-controllers: none}
        spec:
          rules:
          - name: create
            match: {any: [{resources: {kinds: [Pod], names: [good]}}]}
            context:
            - name: made
              apiCall: {method: POST, urlPath: /api/v1/namespaces/shop/configmaps, data: []}
            validate:
              deny: {conditions: {all: [{key: "{{ made }}", operator: Equals, value: x}]}}
        """);

    assertThat(apply("-c", "-p")).isEqualTo(1);
    assertThat(out.toString()).contains("nothing is written to it");
    assertThat(requests()).isNotEmpty().allMatch(line -> line.startsWith("GET "));
  }

  @Test
  void changesExistingObjectsOfTheCluster() throws IOException {
    write(
        "policy.yaml",
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: label-deployments
          annotations: {pod-policies.kyverno.io/autogen-controllers: none}
        spec:
          rules:
          - name: label
            match: {any: [{resources: {kinds: [Pod], names: [good]}}]}
            mutate:
              targets: [{apiVersion: apps/v1, kind: Deployment, namespace: shop, name: web}]
              patchStrategicMerge: {metadata: {labels: {seen: "yes"}}}
        """);
    answer(
        "/apis/apps/v1/namespaces/shop/deployments?limit=500",
        "{\"items\":[{\"metadata\":{\"name\":\"web\",\"namespace\":\"shop\"}}]}");

    assertThat(apply("-c")).isZero();
    assertThat(out.toString()).contains("seen: \"yes\"").contains("kind: Deployment");
  }

  @Test
  void goesOnWhereAListIsRefused() throws IOException {
    write("policy.yaml", REQUIRE_TEAM.replace("[Pod]", "[Pod, Deployment]"));
    server
        .expect()
        .get()
        .withPath("/apis/apps/v1/deployments?limit=100")
        .andReturn(403, "{\"kind\":\"Status\",\"message\":\"deployments is forbidden\"}")
        .always();

    assertThat(apply("-c")).isEqualTo(1);
    assertThat(out.toString()).contains("pass: 1, fail: 1");
    assertThat(err.toString())
        .isEqualTo(
            "Warning: apps/v1 deployments cannot be listed: deployments is forbidden. The user of"
                + " this context needs the verb list for them\n");
  }

  @Test
  void readsAllAgainWhenPagesExpire() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);
    answer(
        "/api/v1/pods?limit=1",
        "{\"metadata\":{\"continue\":\"old\"},\"items\":[{\"metadata\":{\"name\":\"one\"}}]}");
    server
        .expect()
        .get()
        .withPath("/api/v1/pods?limit=1&continue=old")
        .andReturn(410, "{\"kind\":\"Status\",\"message\":\"too old\"}")
        .always();
    answer(
        "/api/v1/pods",
        "{\"items\":[{\"metadata\":{\"name\":\"one\"}},{\"metadata\":{\"name\":\"two\"}}]}");

    assertThat(apply("-c", "--batch-size", "1")).isEqualTo(1);
    assertThat(out.toString()).contains("to 2 resource(s)").contains("fail: 2");
  }

  @Test
  void saysThatCredentialsAreRefused() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);
    server.clearExpectations();
    server
        .expect()
        .get()
        .withPath("/api")
        .andReturn(401, "{\"kind\":\"Status\",\"message\":\"Unauthorized\"}")
        .always();

    assertThat(apply("-c")).isEqualTo(1);
    assertThat(err.toString())
        .contains("cannot be asked: Unauthorized. Renew the credentials of this context");
  }

  @Test
  void saysThatNobodyAnswers() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);
    server.destroy();

    assertThat(apply("-c")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be asked: connection refused. Is it running");
  }

  @Test
  void saysThatThereIsNoSuchContextOrFile() throws IOException {
    write("policy.yaml", REQUIRE_TEAM);

    assertThat(apply("-c", "--context", "there")).isEqualTo(1);
    assertThat(err.toString()).contains("context \"there\" does not exist: kubeconfig has [here]");
    assertThat(run("apply", folder.resolve("policy.yaml").toString(), "-c", "--kubeconfig", "none"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("--kubeconfig none: there is no such file");
  }

  private int apply(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "apply",
                folder.resolve("policy.yaml").toString(),
                "--kubeconfig",
                folder.resolve("kubeconfig").toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private int run(String... args) {
    CommandLine all = Main.commandLine();
    all.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return all.execute(args);
  }

  private List<String> requests() {
    List<String> lines = new ArrayList<>();
    try {
      for (int left = server.getRequestCount(); left > 0; left--) {
        var request = server.takeRequest();
        lines.add(request.getMethod() + " " + request.getPath());
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
    return lines;
  }

  private void answer(String path, String json) {
    server.expect().get().withPath(path).andReturn(200, json).always();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
