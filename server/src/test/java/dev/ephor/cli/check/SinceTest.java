package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed since a revision is judged, with all that it has an effect on, and nothing else. */
class SinceTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: team}
      spec:
        rules:
          - name: named
            match: {any: [{resources: {kinds: [%s]}}]}
            validate:
              failureAction: Enforce
              message: Name a team.
              pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: spare, namespace: a}
      spec:
        exceptions: [{policyName: team, ruleNames: [named]}]
        match: {any: [{resources: {kinds: [ConfigMap], names: [spared]}}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void committed() throws Exception {
    write("policy.yaml", POLICY.formatted("ConfigMap"));
    write("maps/one.yaml", map("one"));
    write("maps/two.yaml", map("two"));
    write("maps/spared.yaml", map("spared"));
    write("exception.yaml", EXCEPTION);
    write("secret.yaml", map("key").replace("ConfigMap", "Secret"));
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "one");
  }

  private static String map(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s, namespace: a}\n".formatted(name);
  }

  private List<String> judged() {
    CheckRun run = CheckRun.in(folder, ".", "--since", "HEAD");
    assertThat(run.err()).isEmpty();
    List<String> files = new ArrayList<>();
    run.out()
        .lines()
        .filter(line -> line.matches("[a-z/.]+\\.yaml: .*"))
        .forEach(line -> files.add(line.substring(0, line.indexOf(':'))));
    return files;
  }

  @Test
  void nothingChangedAndNothingIsJudged() {
    assertThat(CheckRun.in(folder, ".").out()).contains("2 errors in 2 files");
    assertThat(CheckRun.in(folder, ".", "--since", "HEAD").out())
        .startsWith("nothing to report\n1 policy, 0 resources,");
  }

  @Test
  void aChangedManifestIsJudgedAndANewOne() throws IOException {
    write("maps/two.yaml", map("two") + "data: {a: b}\n");
    write("maps/three.yaml", map("three"));
    assertThat(judged()).containsExactly("maps/three.yaml", "maps/two.yaml");
  }

  @Test
  void aChangedPolicyAffectsWhatItMatches() throws IOException {
    write("policy.yaml", POLICY.formatted("ConfigMap").replace("?*", "a*"));
    assertThat(judged()).containsExactly("maps/one.yaml", "maps/two.yaml");
  }

  @Test
  void aDeletedExceptionAffectsWhatItSpared() throws IOException {
    Files.delete(folder.resolve("exception.yaml"));
    assertThat(judged()).contains("maps/spared.yaml");
  }

  @Test
  void aChangedConfigurationAffectsEverything() throws IOException {
    write("ephor.yaml", "failOn: warning\n");
    assertThat(judged()).containsExactly("maps/one.yaml", "maps/two.yaml");
  }

  @Test
  void anUnknownRevisionIsAnError() {
    CheckRun run = CheckRun.in(folder, ".", "--since", "nowhere");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no revision 'nowhere'");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }
}
