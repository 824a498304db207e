package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: small
      spec:
        rules:
          - name: two-at-most
            match:
              any:
                - resources:
                    kinds: [Deployment]
            validate:
              failureAction: %s
              message: Two at most.
              pattern:
                spec:
                  replicas: "<=2"
      """;

  private static final String MANIFEST =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 3
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(folder.resolve("policies"));
    Files.createDirectories(folder.resolve("apps"));
    Files.writeString(folder.resolve("policies/audit.yaml"), POLICY.formatted("Audit"));
    Files.writeString(folder.resolve("policies/fixture.yaml"), MANIFEST.replace("web", "fixture"));
    Files.writeString(folder.resolve("enforce.yaml"), POLICY.formatted("Enforce"));
    Files.writeString(folder.resolve("apps/web.yaml"), MANIFEST);
  }

  @Test
  void showsTheManifestsLineAndThePolicysClause() {
    CheckRun run = CheckRun.in(folder, "apps", "-p", "policies");

    assertThat(run.out())
        .isEqualTo(
            """
            apps/web.yaml: 1 warning

            warning[small/two-at-most]: Two at most.
              rule two-at-most failed at path /spec/replicas/
              --> apps/web.yaml:6:13
               |
             6 |   replicas: 3
               |             ^ Deployment default/web
               |
              ::: policies/audit.yaml:17:23
               |
            17 |             replicas: "<=2"
               |                       ----- the policy's clause

            1 warning in 1 file
            1 policy, 1 resource, verdicts: 0 pass, 1 fail, 0 warn, 0 error, 0 skip
            """);
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0} with --fail-on {1}: {2}")
  @CsvSource({
    "policies, error, 0",
    "policies, warning, 1",
    "policies, never, 0",
    "enforce.yaml, error, 1",
    "enforce.yaml, warning, 1",
    "enforce.yaml, never, 0",
  })
  void failsFromTheGivenSeverityOn(String policies, String failOn, int exitCode) {
    assertThat(CheckRun.in(folder, "apps", "-p", policies, "--fail-on", failOn).exitCode())
        .isEqualTo(exitCode);
  }

  @Test
  void takesFailOnFromTheConfigurationUnlessItIsGiven() throws IOException {
    Files.writeString(folder.resolve("apps/ephor.yaml"), "failOn: warning\n");

    assertThat(CheckRun.in(folder, "apps", "-p", "policies").exitCode()).isEqualTo(1);
    assertThat(CheckRun.in(folder, "apps", "-p", "policies", "--fail-on", "error").exitCode())
        .isZero();
  }

  @Test
  void aGivenConfigurationReplacesThatOfTheFolders() throws IOException {
    Files.writeString(folder.resolve("apps/ephor.yaml"), "failOn: warning\n");
    Files.writeString(
        folder.resolve("mine.yaml"),
        """
        failOn: never
        severity:
          policies:
            small: error
        """);

    CheckRun run = CheckRun.in(folder, "apps", "-p", "policies", "--config", "mine.yaml");

    assertThat(run.out()).contains("error[small/two-at-most]");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void readsStandardInput() {
    CheckRun run = CheckRun.withInput(folder, "---\n" + MANIFEST, "--policies", "policies", "-");

    assertThat(run.out()).contains("--> <stdin>:7:13").contains("Deployment default/web");
  }

  @Test
  void quietShowsOnlyWhatFails() {
    assertThat(CheckRun.in(folder, "apps", "-p", "policies", "-q").out()).isEmpty();
    assertThat(CheckRun.in(folder, "apps", "-p", "enforce.yaml", "-q").out())
        .startsWith("apps/web.yaml: 1 error")
        .doesNotContain("verdicts");
  }

  @Test
  void namesWhatCannotBeReadAndChecksTheRest() {
    CheckRun run = CheckRun.in(folder, "apps", "missing.yaml", "-p", "policies");

    assertThat(run.err())
        .isEqualTo("ephor: cannot read missing.yaml: there is no such file or folder\n");
    assertThat(run.out()).contains("warning[small/two-at-most]");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void tellsThatNothingJudges() {
    assertThat(CheckRun.in(folder, "apps").err())
        .isEqualTo("ephor: no policy among the inputs; name some with --policies PATH\n");
  }

  @Test
  void refusesBadUse() {
    assertThat(CheckRun.in(folder).exitCode()).isEqualTo(2);
    assertThat(CheckRun.in(folder, "apps", "--fail-on", "sometimes").err())
        .contains("--fail-on", "error, warning, never");
    assertThat(CheckRun.in(folder, "apps", "--fail-on", "sometimes").exitCode()).isEqualTo(2);
  }

  @Test
  void coloursWhenAsked() {
    assertThat(CheckRun.in(folder, "apps", "-p", "policies", "--color", "always").out())
        .contains("\u001b[1;33mwarning[small/two-at-most]\u001b[0m");
    assertThat(CheckRun.in(folder, "apps", "-p", "policies").out()).doesNotContain("\u001b");
  }

  @Test
  void showsWhatAnAdmissionPolicyChangesAndWhereItIsWrong() throws IOException {
    Files.writeString(
        folder.resolve("policies/scale.yaml"),
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: MutatingAdmissionPolicy
        metadata:
          name: scale
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: ['*']}
          mutations:
          - patchType: JSONPatch
            jsonPatch:
              expression: "[JSONPatch{op: 'add', path: '/spec/replicas', value: 5}]"
        """);
    Files.writeString(folder.resolve("apps/web.yaml"), MANIFEST.replace("3", "1"));

    assertThat(CheckRun.in(folder, "apps", "-p", "policies").out())
        .contains("warning[small/two-at-most]: Two at most.")
        .contains("as written the manifest complies; scale changes it first");

    Path policy = folder.resolve("policies/scale.yaml");
    Files.writeString(policy, Files.readString(policy).replace("value: 5", "value: params.most"));

    assertThat(CheckRun.in(folder, "apps", "-p", "policies").out())
        .contains("error[cel]: undeclared reference to 'params' (in container '')")
        .contains("--> policies/scale.yaml:12:73");
  }

  @Test
  void aManifestCannotCommandTheTerminal() throws IOException {
    Files.writeString(
        folder.resolve("apps/web.yaml"),
        MANIFEST.replace("replicas: 3", "replicas: 3 # \u001b]0;owned\u0007 \u202e"));

    CheckRun run = CheckRun.in(folder, "apps", "-p", "policies");

    assertThat(run.out()).contains("replicas: 3 # \ufffd]0;owned\ufffd \ufffd");
    assertThat(run.out()).doesNotContain("\u001b", "\u0007", "\u202e");
  }
}
