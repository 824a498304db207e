package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Registry;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.schema.SchemaSource;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that ask for other manifests and for the time are judged again when the answer changes. */
class AskedWorldTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: quota
        annotations: {pod-policies.kyverno.io/autogen-controllers: none}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Pod]}}]}
          context:
          - name: settings
            configMap: {name: settings, namespace: "{{ request.namespace }}"}
          validate:
            message: "not {{ settings.data.mode }}"
            deny:
              conditions:
              - {key: "{{ settings.data.mode }}", operator: Equals, value: strict}
      """;

  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\n";
  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\n";
  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      data: {mode: strict}
      """;

  private final Desk desk = new Desk(RuleEngine.KYVERNO);

  @Test
  void aPolicyInCelSeesTheManifestOfANamespace() {
    String namespace =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, annotations: {owner: ada}}
        """;
    desk.file(
            "policy.yaml",
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata: {name: owned}
            spec:
              matchConstraints:
                resourceRules:
                - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
              validations:
              - expression: namespaceObject.metadata.?annotations.owner.orValue('') == 'ada'
                messageExpression: "'in ' + namespaceObject.metadata.name"
            """)
        .file("pod.yaml", POD);
    assertThat(desk.shown()).contains("in shop");
    desk.file("namespace.yaml", namespace);
    assertThat(desk.shown()).doesNotContain("in shop");
    desk.type("namespace.yaml", namespace.replace("ada", "bob"));
    assertThat(desk.shown()).contains("in shop");
  }

  @Test
  void anAdmissionPolicyFindsItsBindingsAndTheirParameters() {
    String settings = SETTINGS.replace("data: {mode: strict}", "data: {name: NAME}");
    desk.file(
            "policy.yaml",
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: named}
            spec:
              paramKind: {apiVersion: v1, kind: ConfigMap}
              matchConstraints:
                resourceRules:
                - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
              validations:
              - {expression: object.metadata.name == params.data.name, message: a wrong name}
            """)
        .file(
            "binding.yaml",
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: binding}
            spec:
              policyName: named
              matchResources:
                resourceRules:
                - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
              paramRef: {name: settings, parameterNotFoundAction: Deny}
            """)
        .file("pod.yaml", POD)
        .file("settings.yaml", settings.replace("NAME", "db"));
    assertThat(desk.shown()).contains("a wrong name");
    desk.type("settings.yaml", settings.replace("NAME", "web"));
    assertThat(desk.shown()).doesNotContain("a wrong name");
  }

  @Test
  void whatADeletingPolicyKeepsIsNoProblem() {
    desk.file(
            "policy.yaml",
            """
            apiVersion: policies.kyverno.io/v1
            kind: DeletingPolicy
            metadata: {name: old}
            spec:
              schedule: '0 0 * * *'
              conditions: [{name: never, expression: 'false'}]
            """)
        .file("pod.yaml", POD);
    assertThat(desk.shown()).isEmpty();
  }

  @Test
  void aRuleFindsTheConfigMapsOfTheWorkspace() {
    desk.file("policy.yaml", POLICY).file("pod.yaml", POD);
    assertThat(desk.shown()).contains("Unknown key \"settings\" in path");

    desk.file("settings.yaml", SETTINGS);
    assertThat(desk.shown()).contains("not strict");

    desk.type("settings.yaml", SETTINGS.replace("strict", "lax"));
    assertThat(desk.shown()).doesNotContain("not ");

    desk.delete("settings.yaml").close("settings.yaml");
    assertThat(desk.shown()).contains("Unknown key \"settings\" in path");
  }

  @Test
  void onlyChangesOfTheAnswerAreJudgedAgain() {
    desk.file("policy.yaml", POLICY)
        .file("pod.yaml", POD)
        .file("other.yaml", POD.replace("web", "other").replace("shop", "bank"))
        .file("secret.yaml", SECRET)
        .file("settings.yaml", SETTINGS);
    assertThat(desk.evaluatedNow()).containsExactly("quota on other", "quota on web");

    desk.type("secret.yaml", SECRET.replace("name: s", "name: t"));
    assertThat(desk.evaluatedNow()).isEmpty();

    Snapshot before = desk.snapshot;
    desk.type("settings.yaml", SETTINGS.replace("strict", "lax"));
    assertThat(desk.snapshot.affectedSince(before))
        .extracting(FileId::toString)
        .containsExactly("pod.yaml", "settings.yaml");
    assertThat(desk.evaluatedNow()).containsExactly("quota on web");
  }

  @Test
  void aListOfObjectsIsAnAnswerToo() {
    desk.file(
            "policy.yaml",
            POLICY
                .replace(
                    "configMap: {name: settings, namespace: \"{{ request.namespace }}\"}",
                    "apiCall: {urlPath: /api/v1/secrets, jmesPath: length(items)}")
                .replace("settings.data.mode", "settings")
                .replace("value: strict", "value: 1"))
        .file("pod.yaml", POD)
        .file("settings.yaml", SETTINGS);
    assertThat(desk.shown()).doesNotContain("not 1");
    desk.evaluatedNow();

    desk.file("secret.yaml", SECRET);
    assertThat(desk.shown()).contains("not 1");
    assertThat(desk.evaluatedNow()).containsExactly("quota on web");

    desk.type("settings.yaml", SETTINGS.replace("strict", "lax"));
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  @Test
  void theTimeIsAskedForAndGoesOn() {
    String timed =
        POLICY
            .replace("not {{ settings.data.mode }}", "not {{ time_now_utc() }}")
            .replace("\"{{ settings.data.mode }}\", operator: Equals", "1, operator: NotEquals");
    desk.change(at("2026-01-02T03:04:00Z")).file("policy.yaml", timed).file("pod.yaml", POD);
    assertThat(desk.shown()).contains("not 2026-01-02T03:04:00Z");
    desk.evaluatedNow();

    desk.change(at("2026-01-02T03:04:00Z"));
    assertThat(desk.evaluatedNow()).isEmpty();

    Snapshot before = desk.snapshot;
    desk.change(at("2026-01-02T03:05:00Z"));
    assertThat(desk.snapshot.affectedSince(before))
        .extracting(FileId::toString)
        .containsExactly("pod.yaml");
    assertThat(desk.shown()).contains("not 2026-01-02T03:05:00Z");
  }

  @Test
  void whereNobodyAsksForTheTimeItChangesNothing() {
    desk.file("policy.yaml", POLICY).file("pod.yaml", POD);
    desk.evaluatedNow();

    Snapshot before = desk.snapshot;
    desk.change(at("2026-01-02T03:05:00Z"));
    assertThat(desk.snapshot.affectedSince(before)).isEmpty();
    assertThat(desk.evaluatedNow()).isEmpty();
  }

  @Test
  void imagesAreVerifiedWhereThereAreAny() {
    String signed =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: signed
          annotations: {pod-policies.kyverno.io/autogen-controllers: none}
        spec:
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            verifyImages:
            - imageReferences: ['*']
              mutateDigest: false
              attestors: [{entries: [{keyless: {roots: r}}]}]
        """;
    desk.file("policy.yaml", signed)
        .file("pod.yaml", POD + "spec: {containers: [{name: c, image: ghcr.io/acme/app:v1}]}\n");
    assertThat(desk.shown()).doesNotContain("no network");
    desk.change(
        new Change.Configured(
            new Configuration(
                Map.of(),
                UserInfo.UNKNOWN,
                FileRoles.ANY,
                SeverityRules.NONE,
                Registry.OFFLINE,
                SchemaSource.NONE,
                Map.of())));
    assertThat(desk.shown()).contains("no network");
  }

  private static Change at(String instant) {
    return new Change.Time(Instant.parse(instant), ZoneOffset.UTC);
  }
}
