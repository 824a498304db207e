package dev.ephor.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code apply} says of files that are not as they should be: which, where, and why. */
class BadInputTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: team, annotations: {pod-policies.kyverno.io/autogen-controllers: none}}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: m, pattern: {metadata: {labels: {team: "?*"}}}}
      """;
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a, labels: {team: x}}
      """;
  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: e}
      spec:
      """;
  private static final String ONE_PASS = "pass: 1, fail: 0, warn: 0, error: 0, skip: 0";

  @TempDir private Path folder;

  @BeforeEach
  void good() throws IOException {
    file("policy.yaml", POLICY);
    file("pod.yaml", POD);
  }

  @Test
  void aBrokenResourceIsToldAndTheOthersAreJudged() throws IOException {
    told("x: [unclosed\n", "line 1: The bracket [ is not closed");
    told("a: 1\n\tb: 2\n", "line 2: A tab cannot indent YAML; use spaces.");
    told("a: *none\n", "line 1: No anchor \"&none\" stands above");
    told("a: " + "[".repeat(5_000) + "]".repeat(5_000) + "\n", "line 1: More than 512 collections");
    told("a: \"\0\"\n", "line 1: The character U+0000 is not allowed in YAML");
    told("a: &a [x, x, x, x, x, x, x, x, x]\n" + bomb(), "Aliases add more than 400000 values");
    told("---\n# nothing\n---\n- list\n", "line 4: there is no Kubernetes object here");
    told("hello\n", "line 1: there is no Kubernetes object here, for it has no kind");
  }

  private void told(String resource, String expected) throws IOException {
    file("bad.yaml", resource);
    Shell shell = apply(at("policy.yaml"), "-r", at("bad.yaml"), "-r", at("pod.yaml"));
    assertThat(shell.err())
        .contains("Error: failed to load resources (" + at("bad.yaml") + ": ", expected);
    assertThat(shell.out()).contains(ONE_PASS);
    assertThat(shell.status()).isEqualTo(1);
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder();
    for (char c = 'b'; c < 'i'; c++) {
      String before = "*" + (char) (c - 1);
      text.append(c).append(": &").append(c).append(" [");
      text.append((before + " , ").repeat(8)).append(before).append(" ]\n");
    }
    return text.toString();
  }

  @Test
  void bytesOfAnotherEncodingAreToldWithTheirLine() throws IOException {
    Files.write(
        folder.resolve("latin.yaml"),
        (POD + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThat(apply(at("policy.yaml"), "-r", at("latin.yaml")).err())
        .contains("latin.yaml: line 4: This is not UTF-8; save the file in that encoding.");
  }

  @Test
  void byteOrderMarksAndLineEndsDoNotMatter() throws IOException {
    for (String text : new String[] {"\uFEFF" + POD, POD.replace("\n", "\r\n")}) {
      file("odd.yaml", text);
      Shell shell = apply(at("policy.yaml"), "-r", at("odd.yaml"));
      assertThat(shell.out()).contains(ONE_PASS);
      assertThat(shell.err()).isEmpty();
    }
  }

  @Test
  void whereNoPolicyIsIsSaid() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    warned("missing", "missing: no such file or directory");
    warned("empty", "empty: there is no policy here");
    warned("pod.yaml", "pod.yaml: there is no policy here");
    file("comments.yaml", "# nothing\n");
    warned("comments.yaml", "comments.yaml: there is no policy here");
    file("typo.yaml", POLICY.replace("validate", "validat"));
    warned("typo.yaml", "typo.yaml: line 8: this policy is left out, as Kyverno cannot decode it");
  }

  private void warned(String policies, String expected) {
    Shell shell = apply(at(policies), "-r", at("pod.yaml"));
    assertThat(shell.err()).contains("Warning: ", expected);
    assertThat(shell.out()).contains("Applying 0 policy rule(s) to 1 resource(s)");
    assertThat(shell.status()).isZero();
  }

  @Test
  void aKeyThatStandsTwiceIsTold() throws IOException {
    file("twice.yaml", POLICY.replace("spec:", "kind: ClusterPolicy\nspec:"));
    Shell shell = apply(at("twice.yaml"), "-r", at("pod.yaml"));
    assertThat(shell.err())
        .contains("twice.yaml: line 4: key \"kind\" already set in map; the last one counts");
    assertThat(shell.out()).contains(ONE_PASS);
  }

  @Test
  void variablesThatAreLeftOutAreTold() {
    Shell shell = apply(at("policy.yaml"), "-r", at("pod.yaml"), "-s", "a=b,c,d=e=f");
    assertThat(shell.err()).contains("--set c is left out", "--set d=e=f is left out");
    assertThat(shell.err()).doesNotContain("a=b");
    assertThat(shell.status()).isZero();
  }

  @Test
  void listsOfPoliciesAreOpened() throws IOException {
    String list = "apiVersion: v1\nkind: %s\nitems:\n- " + POLICY.indent(2).strip() + "\n";
    for (String kind : new String[] {"List", "ClusterPolicyList"}) {
      file("list.yaml", String.format(list, kind));
      assertThat(apply(at("list.yaml"), "-r", at("pod.yaml")).out()).contains(ONE_PASS);
    }
  }

  @Test
  void whatIsGivenBesidesEndsTheCommandWithItsLine() throws IOException {
    String head = "apiVersion: cli.kyverno.io/v1alpha1\nkind: ";
    ended("-f", head + "Values\nglobalValues: [\n", "line 3: The bracket [ is not closed");
    ended("-f", head + "Values\npolicies: x\n", "line 3: ");
    ended("-f", head + "Values\npolices: []\n", "line 3: ");
    ended("-f", POD, "line 1: apiVersion must be cli.kyverno.io/v1alpha1 and kind Values");
    ended("-f", "", "there is no object in this file");
    ended("-u", head + "UserInfo\nuserInfo: {groups: x}\n", "line 3: ");
    ended("-u", head + "UserInfo\nuser: {}\n", "line 3: ");
    ended("--context-file", head + "Context\nspec: {resources: 3}\n", "line 3: resources must be");
    ended("-e", "kind: [\n", "line 1: The bracket [ is not closed");
    ended("-e", POD, "line 1: policy exception type not supported v1/Pod");
    ended("-e", EXCEPTION + "  exceptions: x\n", "line 5: spec.exceptions: Invalid value");
  }

  private void ended(String option, String text, String expected) throws IOException {
    file("given.yaml", text);
    Shell shell = apply(at("policy.yaml"), "-r", at("pod.yaml"), option, at("given.yaml"));
    assertThat(shell.err()).startsWith("Error: ").contains("given.yaml: ", expected);
    assertThat(shell.status()).isEqualTo(1);
    Shell missing = apply(at("policy.yaml"), "-r", at("pod.yaml"), option, at("missing.yaml"));
    assertThat(missing.err()).contains("missing.yaml: no such file or directory");
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static Shell apply(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "apply";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Shell.run(all);
  }
}
