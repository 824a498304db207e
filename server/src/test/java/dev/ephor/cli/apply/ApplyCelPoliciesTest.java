package dev.ephor.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code apply} of policies that are written in CEL. */
class ApplyCelPoliciesTest extends ApplyFixture {

  @Test
  void exceptionsFromPoliciesInCelHold() throws IOException {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: team}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
          validations: [{expression: has(object.metadata.labels), message: give a team}]
        """;
    String exception =
        """
        apiVersion: policies.kyverno.io/v1beta1
        kind: PolicyException
        metadata: {name: e}
        spec:
          policyRefs: [{name: team, kind: ValidatingPolicy}]
          matchConditions: [{name: bad, expression: object.metadata.name == 'bad'}]
        """;
    Path file = Files.writeString(folder.resolve("e.yaml"), exception);
    assertThat(apply(policy, RESOURCES, "-e", file.toString(), "-p")).isZero();
    assertThat(out.toString())
        .contains("- message: 'rule is skipped due to policy exception: e'", "    exceptions: e\n");
    Files.writeString(file, exception.replace("object.metadata", "objct.metadata"));
    assertThat(apply(policy, RESOURCES, "-e", file.toString(), "-p")).isEqualTo(1);
    assertThat(err.toString())
        .contains(
            "failed to compile policy team",
            "spec.matchConditions[0].expression: Invalid value: \"objct.metadata.name == 'bad'\"");
    assertThat(apply(policy, exception + "---\n" + RESOURCES, "--exceptions-with-resources"))
        .isZero();
    assertThat(out.toString()).contains("pass: 1, fail: 0, warn: 0, error: 0, skip: 1");
  }

  @Test
  void onlyTheContextFileIsWhatExpressionsFind() throws IOException {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: quota}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
          validations: [{expression: "size(resource.List('v1', 'pods', 'default').items) == 1"}]
        """;
    assertThat(apply(policy, RESOURCES, "-p")).isEqualTo(1);
    assertThat(out.toString()).contains("failed to list resource: pods resource not found");
    Path context =
        Files.writeString(
            folder.resolve("context.yaml"),
            """
            apiVersion: cli.kyverno.io/v1alpha1
            kind: Context
            metadata: {name: context}
            spec:
              resources:
              - {apiVersion: v1, kind: Pod, metadata: {name: other, namespace: default}}
            """);
    assertThat(apply(policy, RESOURCES, "-p", "--context-file", context.toString())).isZero();
  }

  @Test
  void expressionsFindWhatTheContextFileNames() throws IOException {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: known-team}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          variables:
          - name: teams
            expression: resource.Get("v1", "configmaps", "shop", "teams")
          validations:
          - expression: object.metadata.labels.team in variables.teams.data
            message: nobody knows this team
        """;
    Path context = folder.resolve("context.yaml");
    Files.writeString(
        context,
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Context
        metadata: {name: context}
        spec:
          resources:
          - apiVersion: v1
            kind: ConfigMap
            metadata: {name: teams, namespace: shop}
            data: {a: yes-it-is}
        """);
    String pods =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: good, namespace: shop, labels: {team: a}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: bad, namespace: shop, labels: {team: b}}
        """;
    assertThat(apply(policy, pods, "--context-file", context.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("pass: 1, fail: 1, warn: 0, error: 0, skip: 0");
  }

  @Test
  void aPolicyThatCannotBeCompiledEndsTheCommand() throws IOException {
    String broken =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: broken}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          validations: [{expression: 'object.nonsense('}]
        """;
    assertThat(apply(broken, RESOURCES)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("Error: failed to apply policies on resource good (failed to compile policy");
  }

  @Test
  void requestsAreJudgedByPoliciesOfTheirMode() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata: {name: admin}
            spec:
              evaluation: {mode: HTTP}
              validations:
              - expression: >-
                  object.attributes.path == '/admin'
                  ? http.Denied('not yours').Response() : http.Allowed().Response()
            """);
    Path request =
        Files.writeString(
            folder.resolve("request.json"), "{\"attributes\": {\"path\": \"/admin\"}}");

    assertThat(
            run(
                policy.toString(),
                "--http-payload",
                request.toString(),
                "-p",
                "--output-format=json"))
        .isEqualTo(1);
    assertThat(report().at("/results/0/rule").asText()).isEqualTo("admin");
    assertThat(report().at("/results/0/message").asText())
        .isEqualTo("request denied, reason: not yours");
    assertThat(err.toString()).isEmpty();
  }

  private static final String MUTATING_ADMISSION =
      """
      apiVersion: admissionregistration.k8s.io/v1alpha1
      kind: MutatingAdmissionPolicy
      metadata: {name: own}
      spec:
        matchConstraints:
          resourceRules:
          - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
        mutations:
        - patchType: ApplyConfiguration
          applyConfiguration:
            expression: >-
              Object{metadata: Object.metadata{labels: {'owner': object.metadata.labels.team}}}
      """;

  @Test
  void writesWhatAdmissionPoliciesOfKubernetesChangeAndNothingOfWhatFails() throws IOException {
    Path written = folder.resolve("changed");

    assertThat(apply(MUTATING_ADMISSION, RESOURCES, "-o", written.toString())).isZero();
    assertThat(out.toString()).endsWith("pass: 1, fail: 0, warn: 0, error: 0, skip: 0 \n");
    assertThat(Files.readString(written.resolve("good-mutated.yaml"))).contains("owner: a\n");
    assertThat(written).isDirectoryNotContaining("glob:**bad*");
  }

  @Test
  void leavesOutVersionsOfAdmissionPoliciesThatTheReferenceDoesNotKnow() throws IOException {
    assertThat(apply(MUTATING_ADMISSION.replace("v1alpha1", "v1"), RESOURCES)).isZero();
    assertThat(out.toString()).contains("Applying 0 policy rule(s) to 3 resource(s)");
    assertThat(err.toString())
        .contains("it reads MutatingAdmissionPolicy of version")
        .contains("admissionregistration.k8s.io/v1alpha1 only");
  }

  @Test
  void onlyPassesAndFailuresOfGeneratingPoliciesCount() throws IOException {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: GeneratingPolicy
        metadata: {name: config}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
          generate:
          - template: {interpolate: cel, value: "metadata: {name: (( object.metadata.labels.team ))}"}
        """;
    String exception =
        """
        apiVersion: policies.kyverno.io/v1
        kind: PolicyException
        metadata: {name: e}
        spec:
          policyRefs: [{name: config, kind: GeneratingPolicy}]
          matchConditions: [{name: bad, expression: object.metadata.name == 'bad'}]
        """;

    assertThat(apply(policy, RESOURCES)).isZero();
    assertThat(out.toString()).contains("pass: 1, fail: 0, warn: 0, error: 0, skip: 0 ");
    out.getBuffer().setLength(0);
    assertThat(apply(policy, RESOURCES, "-p", "--output-format", "json")).isZero();
    assertThat(report().findValuesAsText("result")).containsExactlyInAnyOrder("pass", "error");
    out.getBuffer().setLength(0);
    assertThat(apply(policy, exception + "---\n" + RESOURCES, "--exceptions-with-resources"))
        .isZero();
    assertThat(out.toString()).contains("pass: 1, fail: 0, warn: 0, error: 0, skip: 0 ");
  }

  @Test
  void deletingPoliciesCountAllThatTheySay() throws IOException {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: DeletingPolicy
        metadata: {name: old}
        spec:
          schedule: '* * * * *'
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: ['*']}
          conditions: [{name: bad, expression: object.metadata.name == 'bad'}]
        """;

    assertThat(apply(policy, RESOURCES)).isEqualTo(1);
    assertThat(out.toString()).contains("pass: 1, fail: 2, warn: 0, error: 0, skip: 0 ");
  }

  @Test
  void targetsAreFoundByPoliciesThatChangeThemOnly() throws IOException {
    String constraints =
        """
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [services], operations: [CREATE]}
        """;
    String mutating =
        """
        apiVersion: policies.kyverno.io/v1
        kind: MutatingPolicy
        metadata: {name: m}
        spec:
        %s\
          evaluation: {admission: {enabled: false}, mutateExisting: {enabled: true}}
          targetMatchConstraints:
            expression: resource.List('v1', 'configmaps', 'shop')
          mutations:
          - patchType: ApplyConfiguration
            applyConfiguration:
              expression: "Object{metadata: Object.metadata{labels: Object.metadata.labels{a: 'b'}}}"
        """
            .formatted(constraints);
    String validating =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: v}
        spec:
        %s\
          validations: [{expression: "size(resource.List('v1', 'configmaps', 'shop').items) == 1"}]
        """
            .formatted(constraints);
    String target =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: t, namespace: shop}, data: {a: b}}";
    Path targets = Files.writeString(folder.resolve("targets.yaml"), target);

    apply(mutating, RESOURCES, "--target-resource", targets.toString(), "-p");
    assertThat(out.toString()).contains("result: pass").doesNotContain("result: error");
    out.getBuffer().setLength(0);
    apply(validating, RESOURCES, "--target-resource", targets.toString(), "-p");
    assertThat(out.toString()).contains("failed to list resource: configmaps resource not found");
  }
}
