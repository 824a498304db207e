package dev.ephor.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApplyCommandTest extends ApplyFixture {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: require-team
        annotations:
          policies.kyverno.io/category: Ownership
          policies.kyverno.io/severity: high
          pod-policies.kyverno.io/autogen-controllers: none
      spec:
        rules:
        - name: team
          match:
            any:
            - resources:
                kinds: [Pod]
          validate:
            message: Say whose it is
            pattern:
              metadata:
                labels:
                  team: "?*"
      """;

  @Test
  void printsAReport() throws IOException {
    assertThat(apply(POLICY, RESOURCES, "-p", "--output-format", "json", "--remove-color"))
        .isEqualTo(1);
    JsonNode report = report();
    assertThat(report.at("/kind").asText()).isEqualTo("ClusterReport");
    assertThat(report.at("/metadata/name").asText()).isEqualTo("merged");
    assertThat(report.at("/summary").toString())
        .isEqualTo("{\"pass\":1,\"fail\":1,\"warn\":0,\"error\":0,\"skip\":0}");
    assertThat(report.at("/results")).hasSize(2);
    JsonNode failure = report.at("/results/1");
    assertThat(failure.at("/message").asText())
        .isEqualTo(
            "validation error: Say whose it is. rule team failed at path /metadata/labels/team/");
    assertThat(failure.at("/resources/0").toString())
        .isEqualTo(
            "{\"kind\":\"Pod\",\"namespace\":\"default\",\"name\":\"bad\",\"apiVersion\":\"v1\"}");
    assertThat(failure.at("/result").asText()).isEqualTo("fail");
    assertThat(failure.at("/severity").asText()).isEqualTo("high");
    assertThat(failure.at("/category").asText()).isEqualTo("Ownership");
    assertThat(failure.at("/properties/process").asText()).isEqualTo("background scan");
    assertThat(failure.at("/timestamp/seconds").asLong()).isPositive();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void unscoredFailuresAreWarnings() throws IOException {
    String unscored =
        POLICY.replace(
            "  annotations:\n", "  annotations:\n    policies.kyverno.io/scored: 'false'\n");
    assertThat(apply(unscored, RESOURCES, "-p", "--output-format", "json")).isZero();
    assertThat(report().at("/results/1/result").asText()).isEqualTo("warn");
    assertThat(report().at("/results/1/scored").asBoolean()).isFalse();
  }

  @Test
  void aPolicyWithErrorsIsLeftOutWithAWarning() throws IOException {
    assertThat(apply(POLICY.replace("kinds: [Pod]", "kinds: Pod"), RESOURCES, "-p")).isZero();
    assertThat(err.toString()).contains("policy.yaml: ", "kinds", "left out");
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestIsDone() throws IOException {
    Path policy = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    assertThat(run(policy.toString(), "--resource", folder.resolve("none.yaml").toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains("none.yaml: no such file or directory");
    assertThat(apply(POLICY, "a: [\n---\n" + RESOURCES.replace("labels: {app", "labels: {team")))
        .isEqualTo(1);
    assertThat(err.toString()).contains("resources.yaml: line 1: ");
    assertThat(out.toString()).endsWith("\npass: 2, fail: 0, warn: 0, error: 0, skip: 0 \n");
  }

  @Test
  void printsABlockForEachFailure() throws IOException {
    assertThat(apply(POLICY, RESOURCES)).isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """

            Applying 1 policy rule(s) to 3 resource(s)...
            policy require-team -> resource default/Pod/bad failed:
            1 - team validation error: Say whose it is. rule team failed at path /metadata/labels/team/


            pass: 1, fail: 1, warn: 0, error: 0, skip: 0\s
            """);
  }

  private static final String MUTATION =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: own}
      spec:
        rules:
        - name: label
          match: {any: [{resources: {kinds: [Pod]}}]}
          mutate: {patchStrategicMerge: {metadata: {labels: {owner: us}}}}
      """;

  @Test
  void printsChangedResources() throws IOException {
    String pod = "{apiVersion: v1, kind: Pod, metadata: {name: web}}";
    assertThat(apply(MUTATION, pod)).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """

            Applying 3 policy rule(s) to 1 resource(s)...

            policy own applied to default/Pod/web:
            apiVersion: v1
            kind: Pod
            metadata:
              labels:
                owner: us
              name: web
              namespace: default

            ---


            Mutation:
            Mutation has been applied successfully.
            pass: 1, fail: 0, warn: 0, error: 0, skip: 0\s
            """);
  }

  @Test
  void writesChangedResourcesIntoAFolder() throws IOException {
    Path made = folder.resolve("made");
    assertThat(apply(MUTATION, RESOURCES, "-o", made.toString())).isZero();
    assertThat(Files.readString(made.resolve("good-mutated.yaml")))
        .endsWith("  namespace: shop\n\n---\n\n")
        .contains("owner: us");
    // What no rule changes is written all the same, as in the reference.
    assertThat(Files.readString(made.resolve("other-mutated.yaml"))).doesNotContain("owner");
  }

  @Test
  void reportsAreYamlUnlessJsonIsAsked() throws IOException {
    apply(POLICY, RESOURCES, "--policy-report=true");
    assertThat(out.toString())
        .startsWith(
            "apiVersion: openreports.io/v1alpha1\nkind: ClusterReport\nmetadata:\n  name: merged\n")
        .contains("  severity: high\n", "\nsummary:\n  error: 0\n  fail: 1\n  pass: 1\n");
  }

  @Test
  void makesExceptionsFromFailures() throws IOException {
    assertThat(
            apply(POLICY, RESOURCES, "--generate-exceptions", "--generated-exception-ttl", "24h"))
        .isEqualTo(1);
    assertThat(out.toString())
        .isEqualTo(
            """
            ---
            apiVersion: kyverno.io/v2beta1
            kind: PolicyException
            metadata:
              labels:
                cleanup.kyverno.io/ttl: 24h0m0s
              name: require-team-team-default-bad
            spec:
              exceptions:
              - policyName: require-team
                ruleNames:
                - team
              match:
                all:
                - resources:
                    kinds:
                    - Pod
                    names:
                    - bad
                    namespaces:
                    - default

            """);
  }

  @Test
  void auditFailuresCanBeWarnings() throws IOException {
    assertThat(apply(POLICY, RESOURCES, "--audit-warn", "--warn-exit-code", "3")).isEqualTo(3);
    assertThat(out.toString())
        .contains(
            "policy require-team -> resource default/Pod/bad failed as audit warning:\n",
            "pass: 1, fail: 0, warn: 1, ");
  }

  @Test
  void valuesAndVariablesReachTheRules() throws IOException {
    String policy = POLICY.replace("team: \"?*\"", "team: \"{{ request.mode }}\"");
    assertThat(apply(policy, RESOURCES, "--set", "request.mode=a")).isEqualTo(1);
    assertThat(out.toString()).contains("pass: 1, fail: 1");
    Path values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            apiVersion: cli.kyverno.io/v1alpha1
            kind: Values
            globalValues: {request.mode: none}
            """);
    apply(policy, RESOURCES, "-f", values.toString());
    assertThat(out.toString()).contains("pass: 0, fail: 2");
    assertThat(apply(policy, RESOURCES, "-f", values.toString(), "-s", "a=b")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("Error: pass the values either using set flag or values_file flag\n");
  }

  @Test
  void printsATable() throws IOException {
    assertThat(apply(POLICY, RESOURCES, "-t", "--remove-color")).isEqualTo(1);
    assertThat(out.toString())
        .endsWith(
            """
            ┌────┬──────────────┬──────┬─────────────────┬────────┬────────┐
            │ ID │ POLICY       │ RULE │ RESOURCE        │ RESULT │ REASON │
            ├────┼──────────────┼──────┼─────────────────┼────────┼────────┤
            │  1 │ require-team │ team │ shop/Pod/good   │ Pass   │        │
            │  2 │ require-team │ team │ default/Pod/bad │ Fail   │        │
            └────┴──────────────┴──────┴─────────────────┴────────┴────────┘
            """);
    apply(POLICY, RESOURCES, "-t", "--detailed-results");
    assertThat(out.toString())
        .contains("\u001b[32;40m MESSAGE", "validation error: Say whose it is.");
  }

  @Test
  void exceptionsSpareResources() throws IOException {
    String exception =
        """
        apiVersion: kyverno.io/v2
        kind: PolicyException
        metadata: {name: spared, namespace: default}
        spec:
          exceptions: [{policyName: require-team, ruleNames: [team]}]
          match: {any: [{resources: {kinds: [Pod], names: [bad]}}]}
        """;
    Path file = Files.writeString(folder.resolve("exception.yaml"), exception);
    assertThat(apply(POLICY, RESOURCES, "--exception", file.toString())).isZero();
    assertThat(out.toString())
        .contains("to 3 resource(s) with 1 exception(s)...\n", "pass: 1, fail: 0, ", "skip: 1");
    assertThat(apply(POLICY, RESOURCES + "---\n" + exception, "--exceptions-with-resources"))
        .isZero();
  }

  @Test
  void cleanupPoliciesTellWhatTheyWouldDelete() throws IOException {
    String policy =
        """
        apiVersion: kyverno.io/v2
        kind: ClusterCleanupPolicy
        metadata: {name: no-bad-pods}
        spec:
          schedule: "*/5 * * * *"
          match:
            any:
            - resources: {kinds: [Pod]}
          conditions:
            all:
            - {key: "{{ target.metadata.name }}", operator: Equals, value: bad}
        """;
    assertThat(apply(policy, RESOURCES, "-p", "--output-format", "json")).isEqualTo(1);
    JsonNode results = report().at("/results");
    assertThat(results.findValuesAsText("result")).containsExactly("fail", "pass", "fail");
    assertThat(results.findValuesAsText("message"))
        .containsExactly("resource did not match", "resource matched", "resource did not match");
    assertThat(results.at("/1/rule").asText()).isEqualTo("no-bad-pods");
    assertThat(results.at("/1/resources/0/name").asText()).isEqualTo("bad");
  }

  @Test
  void anImageLayoutMustBeOne() throws IOException {
    assertThat(apply(POLICY, RESOURCES, "--image-layout", folder.toString())).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("Error: --image-layout " + folder + " is no OCI image layout\n");
  }
}
