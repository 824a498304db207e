package dev.ephor.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephor.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TestCommandTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: team}
      spec:
        rules:
        - name: label
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: Say <whose> it is
            pattern:
              metadata:
                labels:
                  team: "?*"
      """;

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: good, labels: {team: a}}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: bad
        labels:
          app: a
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: t}
      policies: [policy.yaml]
      resources: [resources.yaml]
      results:
      - {policy: team, rule: label, resources: [good], kind: Pod, result: pass}
      """;

  private static final String WRONG =
      TEST + "- {policy: team, rule: label, resources: [bad], kind: Pod, result: pass}\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsATable() throws IOException {
    write(TEST);
    assertThat(run("--remove-color")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            Loading test  ( FOLDER/sub/kyverno-test.yaml ) ...
              Loading values/variables ...
              Loading policies ...
              Loading resources ...
              Loading exceptions ...
              Applying 1 policy to 2 resources with 0 exceptions ...
              Checking results ...

            ┌────┬────────┬───────┬─────────────────────┬────────┬────────┐
            │ ID │ POLICY │ RULE  │ RESOURCE            │ RESULT │ REASON │
            ├────┼────────┼───────┼─────────────────────┼────────┼────────┤
            │  1 │ team   │ label │ v1/Pod/default/good │ Pass   │ Ok     │
            └────┴────────┴───────┴─────────────────────┴────────┴────────┘


            Test Summary: 1 tests passed and 0 tests failed

            """
                .replace("FOLDER", folder.toString()));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aFailureSaysWhy() throws IOException {
    write(WRONG);
    assertThat(run("--remove-color")).isEqualTo(1);
    assertThat(out.toString())
        .contains(
            """
              2. team label, v1/Pod/default/bad: Want pass, got fail
                 expected by FOLDER/sub/kyverno-test.yaml:8:3  - {policy: team, rule: label, resources: [bad], kind: Pod, result: pass}
                 message  validation error: Say <whose> it is. rule label failed at path /metadata/labels/team/
                 clause   FOLDER/sub/policy.yaml:13:19  team: "?*"
                 manifest FOLDER/sub/resources.yaml:9:3  labels:
            """
                .replace("FOLDER", folder.toString()))
        .contains("Test Summary: 1 tests passed and 1 tests failed\n");
    assertThat(err.toString()).isEqualTo("Error: 1 tests failed\n");
  }

  @Test
  void printsJson() throws IOException {
    write(WRONG);
    assertThat(run("-o", "json")).isEqualTo(1);
    String json = out.toString();
    json = json.substring(json.indexOf("\n[") + 1, json.lastIndexOf("]") + 1);
    assertThat(new ObjectMapper().readTree(json)).hasSize(2);
    assertThat(json)
        .startsWith(
            """
            [
              {
                "ID": 1,
                "POLICY": "team",
                "REASON": "Ok",
                "RESOURCE": "v1/Pod/default/good",
                "RESULT": "Pass",
                "RULE": "label"
              },
            """);
    assertThat(out.toString()).doesNotContain("clause");
  }

  @Test
  void printsYamlMarkdownAndValidXml() throws Exception {
    write(WRONG);
    run("-o", "yaml", "--detailed-results");
    assertThat(out.toString())
        .contains(
            """
            - ID: 2
              Message: 'validation error: Say <whose> it is. rule label failed at path /metadata/labels/team/'
              POLICY: team
              REASON: Want pass, got fail
            """);
    out.getBuffer().setLength(0);
    run("-o", "markdown");
    assertThat(out.toString()).contains("| 1 | team | label | v1/Pod/default/good | Pass | Ok |\n");
    out.getBuffer().setLength(0);
    run("-o", "junit", "--detailed-results");
    String xml = out.toString();
    xml = xml.substring(xml.indexOf("<?xml"), xml.indexOf("</testsuites>") + 13);
    Path file = Files.writeString(folder.resolve("junit.xml"), xml);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement()
                .getAttribute("failures"))
        .isEqualTo("1");
  }

  @Test
  void failOnlyPrintsFailuresAtTheEnd() throws IOException {
    write(WRONG);
    assertThat(run("--fail-only", "--remove-color")).isEqualTo(1);
    assertThat(out.toString())
        .doesNotContain("default/good")
        .contains("\nTest Summary: 1 out of 2 tests failed\n\nAggregated Failed Test Cases : \n┌──")
        .contains("│  1 │ team   │ label │ v1/Pod/default/bad │ Fail   │ Want pass, got fail │");
  }

  @Test
  void selectsExpectations() throws IOException {
    write(WRONG);
    assertThat(run("-t", "policy=team, resource=goo?")).isZero();
    assertThat(out.toString()).contains("1 tests passed and 0 tests failed");
    out.getBuffer().setLength(0);
    assertThat(run("-t", "policy=other")).isZero();
    assertThat(out.toString()).isEqualTo("\nTest Summary: 0 tests passed and 0 tests failed\n\n");
    out.getBuffer().setLength(0);
    assertThat(run("-t", "name=x")).isEqualTo(1);
    assertThat(out.toString())
        .contains("\nFilter errors:\n  Error: Invalid test-case-selector (name=x).");
  }

  @Test
  void brokenTestsDoNotStopTheOthers() throws IOException {
    write(TEST);
    Files.createDirectories(folder.resolve("old"));
    Files.writeString(folder.resolve("old/kyverno-test.yaml"), "checks: []\n");
    Files.createDirectories(folder.resolve("none"));
    Files.writeString(
        folder.resolve("none/kyverno-test.yaml"), TEST.replace("resources.yaml", "gone.yaml"));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString())
        .contains("\nTest errors:\n  Path: " + folder + "/old/kyverno-test.yaml\n    Error: error")
        .contains("unknown field \"checks\" (line 1)\n")
        .contains("1 tests passed and 0 tests failed");
    assertThat(err.toString())
        .contains(
            "Error: "
                + folder
                + "/none/kyverno-test.yaml: failed to run test (error: failed to load resources ("
                + folder
                + "/none/gone.yaml: no such file or directory))\n")
        .endsWith("Error: found 1 errors after loading tests\n");
  }

  @Test
  void anUndecodablePolicyStopsItsTest() throws IOException {
    write(TEST);
    Files.writeString(folder.resolve("sub/policy.yaml"), POLICY.replace("message", "mesage"));
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString())
        .contains("spec.rules[0].validate.mesage: Invalid value: value provided for unknown field")
        .contains(" at " + folder + "/sub/policy.yaml:");
  }

  @Test
  void filesAreDecodedStrictly() throws IOException {
    String head = "apiVersion: cli.kyverno.io/v1alpha1\nkind: ";
    refused("variables: v.yaml", head + "Values\npolices: []\n", "unknown field polices");
    refused("userinfo: v.yaml", head + "UserInfo\nuser: {}\n", "unknown field user");
    refused(
        "exceptions: [v.yaml]",
        "apiVersion: kyverno.io/v2\nkind: PolicyException\nspec: {exceptions: x}\n",
        "spec.exceptions: Invalid value");
    write(TEST.replace("results:", "policies: []\nresults:"));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString()).contains("line 6: key \"policies\" already set in map");
  }

  private void refused(String field, String file, String expected) throws IOException {
    write(TEST + field + "\n");
    Files.writeString(folder.resolve("sub/v.yaml"), file);
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains(expected, folder + "/sub/v.yaml:");
  }

  @Test
  void imagesAreLookedUpInALayout() throws IOException {
    write(
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [images.yaml]
        resources: [pod.yaml]
        results:
        - {policy: images, rule: signed, resources: [app], kind: Pod, result: pass}
        """);
    Files.writeString(
        folder.resolve("sub/images.yaml"),
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: images}
        spec:
          rules:
          - name: signed
            match: {any: [{resources: {kinds: [Pod]}}]}
            verifyImages:
            - imageReferences: ['*']
              mutateDigest: false
              attestors: [{entries: [{keyless: {roots: r}}]}]
        """);
    Files.writeString(
        folder.resolve("sub/pod.yaml"),
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: app}
        spec: {containers: [{name: c, image: ghcr.io/acme/app:v1}]}
        """);
    assertThat(run("--detailed-results")).isEqualTo(1);
    assertThat(out.toString()).contains("no network");

    out.getBuffer().setLength(0);
    Path layout = Files.createDirectories(folder.resolve("layout"));
    Files.writeString(layout.resolve("index.json"), "{\"manifests\": []}");
    assertThat(run("--detailed-results", "--image-layout", layout.toString())).isEqualTo(1);
    assertThat(out.toString()).doesNotContain("no network").contains("ghcr.io/acme/app:v1");

    assertThat(run("--image-layout", folder.toString())).isEqualTo(1);
    assertThat(err.toString()).endsWith("--image-layout " + folder + " is no OCI image layout\n");
  }

  @Test
  void withoutTestsThereIsNothingToDo() throws IOException {
    assertThat(run()).isZero();
    assertThat(run("--require-tests")).isEqualTo(1);
    assertThat(out.toString()).isEqualTo("\nNo test yamls available\n".repeat(2));
    assertThat(err.toString()).isEqualTo("Error: no tests found\n");
  }

  @Test
  void theOldSchemaIsRefused() throws IOException {
    write(TEST.replace("kind: Test\n", ""));
    assertThat(run()).isEqualTo(1);
    assertThat(out.toString()).contains("uses a deprecated schema that will be removed in 1.15\n");
    assertThat(err.toString()).contains("please migrate to the latest format");
  }

  @Test
  void idleExpectationsAreWarnedAbout() throws IOException {
    write(TEST.replace("rule: label", "rule: lable"));
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("Excluded");
    assertThat(err.toString())
        .isEqualTo(
            "Warning: "
                + folder
                + "/sub/kyverno-test.yaml:7: Policy team has no rule lable, so this passes"
                + " whatever the policy does.\n");
  }

  private void write(String test) throws IOException {
    Path sub = Files.createDirectories(folder.resolve("sub"));
    Files.writeString(sub.resolve("policy.yaml"), POLICY);
    Files.writeString(sub.resolve("resources.yaml"), RESOURCES);
    Files.writeString(sub.resolve("kyverno-test.yaml"), test);
  }

  private int run(String... options) {
    List<String> args = new ArrayList<>(List.of("test", folder.toString()));
    args.addAll(Arrays.asList(options));
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args.toArray(String[]::new));
  }
}
