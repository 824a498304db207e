package dev.ephor.cli.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {

  private static final Path SAMPLES = Path.of("../samples/shop");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  /**
   * After a wanted change: {@code mvn verify -Dephor.golden.write=true}, and read the difference.
   */
  @ParameterizedTest
  @ValueSource(strings = {"require-image-tag", "require-requests-and-limits"})
  void aSampleBecomesCel(String policy) throws IOException {
    Shell run =
        Shell.run(
            "convert",
            SAMPLES.resolve("policies/" + policy + ".yaml").toString(),
            "-r",
            SAMPLES.resolve("apps").toString());

    Path golden = GOLDEN.resolve("convert-" + policy + ".yaml");
    if (Boolean.getBoolean("ephor.golden.write")) {
      Files.writeString(golden, run.out());
    }
    assertThat(run.out()).isEqualTo(Files.readString(golden));
    assertThat(run.err()).contains("converted and proven (");
    assertThat(run.status()).isZero();
  }

  @Test
  void allSamplesAreProven() {
    Shell run =
        Shell.run(
            "convert",
            SAMPLES.resolve("policies").toString(),
            "-r",
            "../samples/shop/apps",
            "--summary");
    assertThat(run.out()).contains(", 0 partly, 0 not").contains(" 0 differ");
    assertThat(run.status()).isZero();
  }

  @Test
  void whatIsLeftIsNamedWithItsLine(@TempDir Path folder) throws IOException {
    Path policy = folder.resolve("p.yaml");
    Files.writeString(
        policy,
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: two}
        spec:
          rules:
          - name: good
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {pattern: {spec: {=(hostPID): false}}}
          - name: bad
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
              podSecurity: {level: baseline, version: v1.9}
        """);
    Shell run = Shell.run("convert", policy.toString(), "-o", folder.resolve("out").toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("two/good: converted and proven (two-good;")
        .contains(
            "two/bad: not converted\n  " + policy + ":12: pod security of a version before 1.19\n");
    assertThat(folder.resolve("out/two-good.yaml")).content().contains("name: two-good\n");
    assertThat(Shell.run("convert", policy.toString(), "--json").out())
        .contains("\"extent\":\"partly\"");
  }

  @Test
  void anExceptionBesideItsPolicyIsProvenWithIt(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("p.yaml"),
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: no-host-pid}
        spec:
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {pattern: {spec: {=(hostPID): false}}}
        """);
    Files.writeString(
        folder.resolve("exception.yaml"),
        """
        apiVersion: kyverno.io/v2
        kind: PolicyException
        metadata: {name: tools, namespace: ops}
        spec:
          exceptions: [{policyName: no-host-pid, ruleNames: ['*']}]
          match: {any: [{resources: {namespaces: [ops]}}]}
        """);
    Shell run = Shell.run("convert", folder.toString(), "-o", folder.resolve("out").toString());
    assertThat(run.err())
        .contains("ops/tools: exception converted and proven (from no-host-pid;")
        .contains("exceptions: 1, 1 proven, 0 partly, 0 not");
    assertThat(run.status()).isZero();
    assertThat(folder.resolve("out/tools.yaml")).content().contains("policyRefs:");
    assertThat(Shell.run("convert", folder.toString(), "--json").out())
        .contains("\"exception\":\"ops/tools\"");
  }

  @Test
  void badUseEndsWithTwo(@TempDir Path folder) {
    assertThat(Shell.run("convert", folder.resolve("none.yaml").toString()).status()).isEqualTo(2);
    assertThat(Shell.run("convert", folder.toString()).err())
        .startsWith("Error: there is no ClusterPolicy or Policy in ");
    assertThat(Shell.run("convert").status()).isEqualTo(2);
  }
}
