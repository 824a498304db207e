package dev.ephor.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two versions of policies and what becomes of manifests, to the letter. After a wanted change,
 * write the answers anew and read the difference: {@code mvn verify -Dephor.golden.write=true}.
 */
class DiffCommandTest {

  private static final String DATA = "src/test/resources/diff/";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"text, txt", "markdown, md", "json, json"})
  void showsWhatFailsNewlyFirst(String format, String suffix) throws IOException {
    Shell shell = Shell.run("diff", DATA + "old", DATA + "new", DATA + "apps", "-o", format);

    Path golden = Path.of("src/test/resources/golden/diff." + suffix);
    if (Boolean.getBoolean("ephor.golden.write")) {
      Files.writeString(golden, shell.out());
    }
    assertThat(shell.out()).isEqualTo(Files.readString(golden));
    assertThat(shell.err()).isEmpty();
    assertThat(shell.status()).isEqualTo(1);
  }

  @Test
  void secretsAreNotShown() {
    Shell shell = Shell.run("diff", DATA + "old", DATA + "new", DATA + "apps");

    assertThat(shell.out()).contains("/data: left as it is -> ***").doesNotContain("c2VjcmV0");
  }

  @Test
  void theSameSaysSo() {
    Shell shell = Shell.run("diff", DATA + "old", DATA + "old", DATA + "apps", "--fail-on=change");

    assertThat(shell.out())
        .isEqualTo(
            "nothing differs; 0 newly refused, 0 no longer refused, 0 verdicts changed, 0 messages"
                + " changed, 0 made otherwise; 3 policies, 5 resources\n");
    assertThat(shell.status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"old, new, fail, 1", "old, new, never, 0", "new, new, change, 0"})
  void theExitCodeFollowsFailOn(String old, String now, String failOn, int status) {
    Shell shell = Shell.run("diff", DATA + old, DATA + now, DATA + "apps", "--fail-on", failOn);

    assertThat(shell.status()).isEqualTo(status);
  }

  @Test
  void aMendedFailureIsAChangeButNoNewFailure() throws IOException {
    write("old/p.yaml", policy("owner"));
    write("new/p.yaml", policy("=(owner)"));
    write("pod.yaml", POD);

    assertThat(diff("old", "new", "pod.yaml").status()).isZero();
    assertThat(diff("old", "new", "pod.yaml", "--fail-on=change").status()).isEqualTo(1);
    assertThat(diff("old", "new", "pod.yaml").out())
        .startsWith("fail -> pass (1)\n  ClusterPolicy p/r\n    Pod default/web  ");
  }

  @Test
  void manifestsBesideThePoliciesAreAskedAboutOnce() throws IOException {
    write("old/p.yaml", policy("owner"));
    write("old/pod.yaml", POD);
    write("new/p.yaml", policy("team"));
    write("new/pod.yaml", POD);
    write("new/kyverno-test.yaml", "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\n");

    assertThat(diff("old", "new").out()).endsWith("1 policy, 1 resource\n");
  }

  @Test
  void exceptionsCountForTheVersionThatTheyStandIn() throws IOException {
    write("old/p.yaml", policy("owner"));
    write("new/p.yaml", policy("owner"));
    write(
        "new/exception.yaml",
        """
        apiVersion: kyverno.io/v2
        kind: PolicyException
        metadata: {name: e, namespace: default}
        spec:
          exceptions: [{policyName: p, ruleNames: [r]}]
          match: {any: [{resources: {kinds: [Pod]}}]}
        """);
    write("pod.yaml", POD);

    assertThat(diff("old", "new", "pod.yaml").out()).startsWith("fail -> skip (1)\n");
    assertThat(diff("new", "old", "pod.yaml").out()).startsWith("skip -> fail (1)\n");
  }

  @Test
  void whatCouldCommandATerminalIsNotPrinted() throws IOException {
    write("old/p.yaml", policy("=(owner)"));
    write("new/p.yaml", policy("owner").replace("message: m", "message: \"\\e[2Jm\""));
    write("pod.yaml", POD);

    assertThat(diff("old", "new", "pod.yaml").out()).contains("[2Jm").doesNotContain("\u001b");
  }

  @Test
  void theOlderVersionMayComeFromGit() throws IOException, InterruptedException {
    write("repo/policies/p.yaml", policy("=(owner)"));
    write("repo/pod.yaml", POD);
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "one");
    write("repo/policies/p.yaml", policy("owner"));

    Shell shell = diff("repo/policies", "repo/pod.yaml", "--since", "HEAD");
    assertThat(shell.out()).startsWith("pass -> fail (1)\n");
    assertThat(shell.status()).isEqualTo(1);
    assertThat(diff("repo/policies/p.yaml", "repo/pod.yaml", "--since", "HEAD").out())
        .startsWith("pass -> fail (1)\n");

    write("repo/more/q.yaml", policy("owner"));
    assertThat(diff("repo/more", "repo/pod.yaml", "--since", "HEAD").out())
        .startsWith("not matched -> fail (1)\n")
        .contains("new: ClusterPolicy p\n");
    assertThat(diff("repo/policies", "--since", "nowhere").err())
        .contains("there is no revision 'nowhere'");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    write("old/p.yaml", policy("owner"));
    write("new/p.yaml", policy("owner"));

    assertThat(diff("old").err()).contains("OLD and NEW are needed");
    assertThat(diff("old").status()).isEqualTo(2);
    assertThat(diff("old", "gone").err()).contains("there is no such file or folder");
    assertThat(diff("old", "new").err()).contains("no manifest to ask the policies about");
  }

  private static final String POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n";

  private static String policy(String label) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: p}
    spec:
      rules:
        - name: r
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: m, pattern: {metadata: {=(labels): {%1$s: "?*"}, %2$s}}}
    """
        .formatted(
            label, label.startsWith("=") ? "name: \"*\"" : "labels: {" + label + ": \"?*\"}");
  }

  private Shell diff(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "diff";
    for (int i = 0; i < arguments.length; i++) {
      Path path = folder.resolve(arguments[i]);
      all[i + 1] =
          arguments[i].startsWith("-") || i > 0 && arguments[i - 1].equals("--since")
              ? arguments[i]
              : path.toString();
    }
    return Shell.run(all);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "git";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Process git =
        new ProcessBuilder(all).directory(folder.resolve("repo").toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }
}
