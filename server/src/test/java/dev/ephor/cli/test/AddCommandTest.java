package dev.ephor.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ephor test --add}: what is printed and written; the written tests are run. */
class AddCommandTest {

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
            message: No host network.
            pattern: {spec: {=(hostNetwork): false}}
      """;

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec: {containers: [{name: c, image: i}]}
      """;

  @TempDir private Path folder;

  private Shell run(String... arguments) throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    if (!Files.exists(folder.resolve("pod.yaml"))) {
      Files.writeString(folder.resolve("pod.yaml"), POD);
    }
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = arguments[i].replace("FOLDER", folder.toString());
    }
    Shell shell = Shell.run(arguments);
    return new Shell(
        shell.status(),
        shell.out().replace(folder + "/", ""),
        shell.err().replace(folder + "/", ""));
  }

  @Test
  void aManifestAndItsNearMissBecomeATest() throws IOException {
    Shell added = run("test", "--add", "FOLDER/policy.yaml", "FOLDER/pod.yaml");
    assertThat(added.err()).isEmpty();
    assertThat(added.out())
        .isEqualTo(
            """
            Add Pod web as a test of host: 1 pass
              expect host/network on web: pass
              wrote tests/host/resources.yaml
              wrote tests/host/kyverno-test.yaml
            """);
    assertThat(run("test", "--add", "FOLDER/policy.yaml", "FOLDER/pod.yaml", "--near-miss").out())
        .isEqualTo(
            """
            Add Pod web-near-miss as a test of host/network: 1 fail (spec.hostNetwork: true)
              expect host/network on web-near-miss: fail
              changed tests/host/resources.yaml
              changed tests/host/kyverno-test.yaml
            """);
    Shell tested = run("test", "FOLDER");
    assertThat(tested.status()).isZero();
    assertThat(tested.out()).contains("2 tests passed and 0 tests failed");
  }

  @Test
  void theTestsOwnResourcesHaveNearMissesEachOnce() throws IOException {
    run("test", "--add", "FOLDER/policy.yaml", "FOLDER/pod.yaml");
    Shell missed =
        run(
            "test",
            "--add",
            "FOLDER/policy.yaml",
            "FOLDER/tests/host/resources.yaml",
            "--near-miss");
    assertThat(missed.out().lines().filter(line -> line.startsWith("Add "))).hasSize(1);
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    Shell dry = run("test", "--add", "FOLDER/policy.yaml", "FOLDER/pod.yaml", "--dry-run");
    assertThat(dry.out()).contains("would write tests/host/kyverno-test.yaml");
    assertThat(folder.resolve("tests")).doesNotExist();
  }

  @Test
  void whatCannotBeAddedIsSaid() throws IOException {
    Shell gone = run("test", "--add", "FOLDER/policy.yaml", "FOLDER/gone.yaml");
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.err()).startsWith("Error: ").contains("gone.yaml");
    Shell noPolicy = run("test", "--add", "FOLDER/pod.yaml", "FOLDER/pod.yaml");
    assertThat(noPolicy.err()).contains("pod.yaml holds no policy");
    Shell noRule =
        run("test", "--add", "FOLDER/policy.yaml", "FOLDER/pod.yaml", "--near-miss", "--rule", "x");
    assertThat(noRule.err()).isEqualTo("Error: pod.yaml: Policy host has no rule x.\n");
    Files.writeString(folder.resolve("pod.yaml"), "a: [b\n");
    assertThat(run("test", "--add", "FOLDER/policy.yaml", "FOLDER/pod.yaml").err())
        .isEqualTo("Error: pod.yaml: There is no manifest at this place.\n");
  }
}
