package dev.ephor.cli.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What policies make of manifests, to the letter. After a wanted change, write the answers anew and
 * read the difference: {@code mvn verify -Dephor.golden.write=true}.
 */
class PreviewCommandTest {

  private static final String APPS = "src/test/resources/preview/apps";
  private static final String POLICIES = "src/test/resources/preview/policies";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"text, txt", "json, json"})
  void eachChangedLineNamesItsRule(String format, String suffix) throws IOException {
    Shell shell = Shell.run("preview", APPS, "-p", POLICIES, "-o", format);

    Path golden = Path.of("src/test/resources/golden/preview." + suffix);
    if (Boolean.getBoolean("ephor.golden.write")) {
      Files.writeString(golden, shell.out());
    }
    assertThat(shell.out()).isEqualTo(Files.readString(golden));
    assertThat(shell.err()).isEmpty();
    assertThat(shell.status()).isZero();
  }

  @Test
  void writesWhatItShowsAndThenHasNothingToShow() throws IOException {
    Path file = folder.resolve("web.yaml");
    String text = Files.readString(Path.of(APPS, "web.yaml")).replace("\n", "\r\n");
    Files.write(file, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));

    Shell first = Shell.run("preview", file.toString(), "-p", POLICIES, "--write", "--exit-code");

    assertThat(first.status()).isEqualTo(1);
    assertThat(Files.readString(file))
        .startsWith("\uFEFF# The shop's front.\r\n")
        .contains("    app: web # the selector needs it\r\n    team: platform\r\n")
        .contains("      # Keep the name: the probe names it.\r\n")
        .contains("        image: 'mirror.example.com/web:1.4'\r\n");
    Shell second = Shell.run("preview", file.toString(), "-p", POLICIES, "--exit-code");
    assertThat(second.status()).isZero();
    assertThat(second.out()).doesNotContain("---");
  }

  @Test
  void secretsAreShownOnlyWhenAskedFor() throws IOException {
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: label}
        spec:
          rules:
          - name: label
            match: {any: [{resources: {kinds: [Secret]}}]}
            mutate: {patchStrategicMerge: {metadata: {labels: {a: b}}}}
        """);
    Path secret = folder.resolve("secret.yaml");
    Files.writeString(
        secret, "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata:\n  key: c2VjcmV0\n");

    assertThat(Shell.run("preview", secret.toString(), "-p", policy.toString()).out())
        .contains("+metadata: {name: s, labels: {a: b}}  # label")
        .contains("key: '***'")
        .doesNotContain("c2VjcmV0");
    assertThat(
            Shell.run("preview", secret.toString(), "-p", policy.toString(), "--show-secrets")
                .out())
        .contains("key: c2VjcmV0");
  }

  @Test
  void whatIsWrongIsSaidWithWhatToDo() throws IOException {
    Shell gone = Shell.run("preview", "gone.yaml", "-p", POLICIES);
    assertThat(gone.status()).isEqualTo(2);
    assertThat(gone.err())
        .isEqualTo("ephor: cannot read gone.yaml: there is no such file or folder\n");

    Path pod = folder.resolve("pod.yaml");
    Files.writeString(
        pod, "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: []}\n");
    Shell lawless = Shell.run("preview", pod.toString());
    assertThat(lawless.status()).isEqualTo(2);
    assertThat(lawless.err())
        .isEqualTo("ephor: no policy among the inputs; name some with --policies PATH\n");

    Files.writeString(pod, "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: [\n");
    Shell broken = Shell.run("preview", pod.toString(), "-p", POLICIES);
    assertThat(broken.out()).contains("pod-defaults/").contains("has errors; mend them first");

    assertThat(Shell.run("preview").status()).isEqualTo(2);
  }

  @Test
  void cleanupSaysWhenAndWhy() throws IOException {
    Path pod = folder.resolve("pod.yaml");
    Files.writeString(pod, "apiVersion: v1\nkind: Pod\nmetadata: {name: debug-1}\nspec: {}\n");

    assertThat(Shell.run("preview", pod.toString(), "-p", POLICIES).out())
        .containsPattern(
            "deleted by debug: Pod default/debug-1 at \\w{3} [0-9-]{10} 03:00 .+"
                + " \\(schedule 0 3 \\* \\* \\*\\), because it is matched\n");
  }
}
