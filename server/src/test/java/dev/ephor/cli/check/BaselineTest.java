package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was wrong before is known; only what is new fails. */
class BaselineTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: team}
      spec:
        rules:
          - name: named
            match: {any: [{resources: {kinds: [ConfigMap]}}]}
            validate:
              failureAction: Enforce
              message: Name a team.
              pattern: {metadata: {labels: {team: "?*"}}}
      """;

  private static final String OLD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n";

  @TempDir Path folder;

  @BeforeEach
  void known() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.writeString(folder.resolve("old.yaml"), OLD);
    CheckRun run = CheckRun.in(folder, ".", "--baseline", "known.json", "--write-baseline");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEqualTo("ephor: wrote 1 finding to known.json\n");
  }

  @Test
  void aBaselineSaysInWordsWhatItKnows() throws IOException {
    assertThat(
            Files.readString(folder.resolve("known.json")).replaceAll("\"[0-9a-f]{32}\"", "\"…\""))
        .isEqualTo(
            """
            {
              "version": 1,
              "known": [
                {"fingerprint":"…","finding":"team/named in old.yaml: ConfigMap default/old"}
              ]
            }
            """);
  }

  @Test
  void whatIsKnownDoesNotFailEvenWhenItMoved() throws IOException {
    Files.delete(folder.resolve("old.yaml"));
    Files.writeString(folder.resolve("moved.yaml"), "# a line\n---\n" + OLD);
    CheckRun run = CheckRun.in(folder, ".", "--baseline", "known.json");
    assertThat(run.out()).startsWith("nothing to report\n");
    assertThat(run.err()).isEqualTo("ephor: left out 1 finding that known.json knows\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void whatIsNewFails() throws IOException {
    Files.writeString(folder.resolve("new.yaml"), OLD.replace("old", "new"));
    CheckRun run = CheckRun.in(folder, ".", "--baseline", "known.json");
    assertThat(run.out()).contains("new.yaml: 1 error").doesNotContain("old.yaml");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void whatNoLongerOccursIsSaid() throws IOException {
    Files.writeString(folder.resolve("old.yaml"), OLD.replace("old}", "old, labels: {team: a}}"));
    CheckRun run = CheckRun.in(folder, ".", "--baseline", "known.json");
    assertThat(run.err())
        .isEqualTo(
            """
            ephor: no longer found: team/named in old.yaml: ConfigMap default/old
            ephor: --baseline known.json --write-baseline forgets what is no longer found
            """);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aMissingBaselineKnowsNothingAndIsAnUnreadableInput() {
    CheckRun run = CheckRun.in(folder, ".", "--baseline", "none.json");
    assertThat(run.out()).contains("old.yaml: 1 error");
    assertThat(run.err())
        .isEqualTo("ephor: cannot read none.json: no such file; --write-baseline makes it\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void somethingElseIsNoBaseline() throws IOException {
    Files.writeString(folder.resolve("known.json"), "{\"version\": 7}");
    assertThat(CheckRun.in(folder, ".", "--baseline", "known.json").err())
        .contains("it is no baseline of this version of ephor");
    Files.writeString(folder.resolve("known.json"), "known:");
    assertThat(CheckRun.in(folder, ".", "--baseline", "known.json").err())
        .contains("it is not JSON");
  }
}
