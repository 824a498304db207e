package dev.ephor.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ephor test --mutants}: the whole output. */
class MutantsCommandTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: host}
      spec:
        rules:
        - name: network
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: No.
            pattern:
              spec:
                =(hostNetwork): false
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: bad}
      spec: {hostNetwork: true, containers: [{name: c, image: i}]}
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: t}
      policies: [policy.yaml]
      resources: [pod.yaml]
      results:
      - {policy: host, rule: network, resources: [bad], kind: Pod, result: fail}
      """;

  @TempDir private Path folder;

  private Shell run(String policy, String test, String... more) throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), policy);
    Files.writeString(folder.resolve("pod.yaml"), POD);
    Files.writeString(folder.resolve("kyverno-test.yaml"), test);
    String[] arguments = new String[more.length + 3];
    arguments[0] = "test";
    arguments[1] = folder.toString();
    arguments[2] = "--mutants";
    System.arraycopy(more, 0, arguments, 3, more.length);
    Shell shell = Shell.run(arguments);
    return new Shell(
        shell.status(),
        shell.out().replace(folder + "/", ""),
        shell.err().replace(folder + "/", ""));
  }

  @Test
  void text() throws IOException {
    Shell shell = run(POLICY, TEST);
    assertThat(shell.out())
        .isEqualTo(
            """
            policy.yaml: host: 2 of 3 changes noticed (66 %)
              policy.yaml:12:11: not noticed: hostNetwork instead of =(hostNetwork) (rule network)
                =(hostNetwork): false

            Changes: 2 of 3 noticed (66 %) in 1 policy
            """);
    assertThat(shell.err()).isEmpty();
    assertThat(shell.status()).isZero();
  }

  @Test
  void json() throws IOException {
    assertThat(run(POLICY, TEST, "-o", "json").out())
        .isEqualTo(
            """
            {
              "noticed": 2,
              "policies": [
                {
                  "failing": 0,
                  "file": "policy.yaml",
                  "notNoticed": [
                    {
                      "change": "anchor",
                      "column": 11,
                      "line": 12,
                      "rule": "network",
                      "what": "hostNetwork instead of =(hostNetwork)"
                    }
                  ],
                  "notTried": 0,
                  "noticed": 2,
                  "policy": "host",
                  "score": 66,
                  "tests": [
                    "kyverno-test.yaml"
                  ],
                  "tried": 3
                }
              ],
              "score": 66,
              "tried": 3
            }
            """);
  }

  @Test
  void aScoreMayBeDemanded() throws IOException {
    Shell shell = run(POLICY, TEST, "--min-score", "80");
    assertThat(shell.status()).isEqualTo(1);
    assertThat(shell.err()).isEqualTo("Error: 66 % of changes are noticed, less than 80 %\n");
    assertThat(run(POLICY, TEST, "--min-score", "66").status()).isZero();
    assertThat(run(POLICY, TEST, "-o", "junit").err())
        .isEqualTo("Error: --mutants prints text or json, not junit\n");
  }

  @Test
  void whatCannotBeTriedIsSaid() throws IOException {
    Shell refused = run(POLICY.replace("kinds: [Pod]", "kinds: []"), TEST);
    assertThat(refused.out()).startsWith("policy.yaml: host: not tried: the policy is refused: ");
    assertThat(refused.err()).isEqualTo("Error: some policies could not be tried\n");
    assertThat(run(POLICY, TEST.replace("policy.yaml", "gone.yaml")).out())
        .isEqualTo("Changes: 0 of 0 noticed (100 %) in 0 policies\n");
    Shell broken = run(POLICY, TEST.replace("kind: Test", "kind: [Test"));
    assertThat(broken.err()).startsWith("Warning: kyverno-test.yaml: ");
    Shell listed =
        run("kind: List\napiVersion: v1\nitems:\n- " + POLICY.strip().replace("\n", "\n  "), TEST);
    assertThat(listed.err()).startsWith("Warning: host: stands in a list and is not changed.");
  }
}
