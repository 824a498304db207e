package dev.ephor.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApplyCommandTest {

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

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: good, namespace: shop, labels: {team: a}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: bad, labels: {app: a}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: other}
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

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

  private int apply(String policy, String resources, String... options) throws IOException {
    Path policyFile = Files.writeString(folder.resolve("policy.yaml"), policy);
    Path resourceFile = Files.writeString(folder.resolve("resources.yaml"), resources);
    String[] arguments = new String[options.length + 3];
    arguments[0] = policyFile.toString();
    arguments[1] = "--resource";
    arguments[2] = resourceFile.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return run(arguments);
  }

  private int run(String... arguments) {
    return new CommandLine(new ApplyCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private JsonNode report() throws IOException {
    String text = out.toString();
    return new ObjectMapper().readTree(text.substring(text.indexOf('{')));
  }
}
