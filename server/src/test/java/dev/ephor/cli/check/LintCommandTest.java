package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ephor lint}, as somebody sees it who runs it. */
class LintCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("strict.yaml"),
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: strict}
        spec:
          rules:
          - name: host
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
              failureAction: Enforce
              message: Use no namespaces of the host.
              pattern: {spec: {hostNetwork: false, hostPID: false}}
        """);
    Files.writeString(
        folder.resolve("mild.yaml"),
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: mild}
        spec:
          rules:
          - name: network
            match: {any: [{resources: {kinds: [Pod], namespaces: [shop]}}]}
            validate:
              pattern: {spec: {hostNetwork: false}}
        """);
    Files.writeString(
        folder.resolve("pod.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspce: {}\n");
  }

  @Test
  void policiesWithPlacesAndNoVerdicts() {
    CheckRun run = CheckRun.lint(folder, ".");

    assertThat(run.out())
        .isEqualTo(
            """
            mild.yaml: 1 warning, 1 note

            warning[lint/shadowed-rule]: rule strict/host demands as much of all that this rule matches: remove this one, or say how they differ
             --> mild.yaml:6:11
              |
            6 |   - name: network
              |           ^^^^^^^
              |
             ::: strict.yaml:6:11
              |
            6 |   - name: host
              |           ---- the other rule

            note[lint/missing-message]: this rule has no message: say in validate.message what to do when it fails
             --> mild.yaml:8:5
              |
            8 |     validate:
              |     ^^^^^^^^

            1 warning, 1 note in 1 file
            2 policies
            """);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void levelsAndSuppressions() throws IOException {
    Files.writeString(
        folder.resolve("ephor.yaml"),
        """
        severity:
          lints: {"missing-*": "off", shadowed-rule: error, shadowd-rule: error}
        """);

    CheckRun run = CheckRun.lint(folder, ".", "--quiet");

    assertThat(run.out())
        .contains("error[lint/shadowed-rule]")
        .contains("There is no lint 'shadowd-rule'. Did you mean 'shadowed-rule'?")
        .doesNotContain("lint/missing-");
    assertThat(run.exitCode()).isEqualTo(1);

    Files.delete(folder.resolve("ephor.yaml"));
    Path mild = folder.resolve("mild.yaml");
    Files.writeString(
        mild,
        "# ephor: ignore[shadowed-rule, missing-message] it goes in May\n"
            + Files.readString(mild));

    assertThat(CheckRun.lint(folder, ".").out()).isEqualTo("nothing to report\n2 policies\n");
  }

  @Test
  void whatACheckFindsIsShownToo() throws IOException {
    Path mild = folder.resolve("mild.yaml");
    Files.writeString(mild, Files.readString(mild).replace("pattern:", "patern:"));

    CheckRun run = CheckRun.lint(folder, "mild.yaml", "-o", "json");

    JsonNode diagnostics = new ObjectMapper().readTree(run.out()).path("diagnostics");
    assertThat(diagnostics.findValuesAsText("code")).contains("unknown-field");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void theRulesOfSarifSayWhatTheirPagesSay() throws IOException {
    JsonNode log = new ObjectMapper().readTree(CheckRun.lint(folder, ".", "-o", "sarif").out());

    JsonNode rules = log.path("runs").path(0).path("tool").path("driver").path("rules");
    assertThat(rules.findValuesAsText("id"))
        .containsExactly("lint/missing-message", "lint/shadowed-rule");
    assertThat(rules.path(0).path("fullDescription").path("text").asText())
        .isEqualTo("A validation without a message of its own.");
  }

  @Test
  void listAndPages() {
    assertThat(CheckRun.lint(folder, "--list").out())
        .contains(
            "missing-message        information  A validation without a message of its own.\n");
    assertThat(CheckRun.lint(folder, "--explain", "missing-message").out())
        .startsWith("# missing-message\n\nA validation without")
        .contains("## How to mend it");

    CheckRun unknown = CheckRun.lint(folder, "--explain", "mising-message");
    assertThat(unknown.err())
        .isEqualTo("ephor: there is no lint mising-message; did you mean missing-message?\n");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(CheckRun.lint(folder).exitCode()).isEqualTo(2);
  }
}
