package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckFixTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: network
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            failureAction: Enforce
            message: no host network
            pattern: {spec: {=(hostNetwork): false}}
        - name: team
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: a team is needed
            pattern: {metadata: {labels: {team: '?*'}}}
      """;

  private static final String POD =
      """
      # mine
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        hostNetwork: true # why not
        containers:
        - name: app
          image: nginx
      """;

  private static final String MENDED = POD.replace("hostNetwork: true", "hostNetwork: false");

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Files.writeString(folder.resolve("pod.yaml"), POD);
  }

  @Test
  void whatIsProvenIsWrittenAndTheRestIsSaid() throws IOException {
    CheckRun run = CheckRun.in(folder, ".", "--fix");
    assertThat(Files.readString(folder.resolve("pod.yaml"))).isEqualTo(MENDED);
    assertThat(run.err())
        .isEqualTo(
            """
            pod.yaml: fixed p/network of Pod web
              Set spec.hostNetwork: false
            pod.yaml: not fixed p/team of Pod web
              only you know the value: Add metadata.labels.team: "change-me"
            ephor: fixed 1 violation, 1 without a proven fix
            """);
    assertThat(run.out()).contains("a team is needed").doesNotContain("no host network");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aDiffWritesNothing() throws IOException {
    CheckRun run = CheckRun.in(folder, ".", "--fix", "--diff");
    assertThat(Files.readString(folder.resolve("pod.yaml"))).isEqualTo(POD);
    assertThat(run.out())
        .isEqualTo(
            """
            --- a/pod.yaml
            +++ b/pod.yaml
            @@ -4,7 +4,7 @@
             metadata:
               name: web
             spec:
            -  hostNetwork: true # why not
            +  hostNetwork: false # why not
               containers:
               - name: app
                 image: nginx
            """);
    assertThat(run.err()).contains("would fix 1 violation, 1 without a proven fix");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void theExitCodeIsAboutWhatIsLeft() {
    assertThat(CheckRun.in(folder, ".").exitCode()).isEqualTo(1);
    assertThat(CheckRun.in(folder, ".", "--fix", "--diff").exitCode()).isZero();
    assertThat(CheckRun.in(folder, ".", "--fix", "--diff", "--fail-on", "warning").exitCode())
        .isEqualTo(1);
  }

  @Test
  void standardInputIsMendedOnStandardOutput() {
    CheckRun run = CheckRun.withInput(folder, POD, "-", "-p", "policy.yaml", "--fix");
    assertThat(run.out()).isEqualTo(MENDED);
  }

  @Test
  void aBrokenTextStaysAsItIs() throws IOException {
    String broken = POD + "  - name: [\n";
    Files.writeString(folder.resolve("pod.yaml"), broken);
    CheckRun run = CheckRun.in(folder, ".", "--fix");
    assertThat(Files.readString(folder.resolve("pod.yaml"))).isEqualTo(broken);
    assertThat(run.err()).contains("The text has errors; mend them first");
  }

  @Test
  void aDiffNeedsAFix() {
    CheckRun run = CheckRun.in(folder, ".", "--diff");
    assertThat(run.err()).contains("--diff goes with --fix");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
