package dev.ephor.cli.explain;

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
 * Decisions explained, to the letter. After a wanted change, write the answers anew and read the
 * difference: {@code mvn verify -Dephor.golden.write=true}.
 */
class ExplainCommandTest {

  private static final String SHOP = "../samples/shop";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"text, txt", "json, json"})
  void tellsOfARuleWhyItFails(String format, String suffix) throws IOException {
    Shell shell =
        Shell.run(
            "explain", "require-image-tag", "CronJob/shop/newsletter", "-w", SHOP, "-o", format);

    // What is not below the folder of the process has an absolute name, which no machine shares.
    String shop = Path.of(SHOP).toAbsolutePath().normalize().toString();
    String out = shell.out().replace("file://" + shop, "file:///shop");
    Path golden = Path.of("src/test/resources/golden/explain." + suffix);
    if (Boolean.getBoolean("ephor.golden.write")) {
      Files.writeString(golden, out);
    }
    assertThat(out).isEqualTo(Files.readString(golden));
    assertThat(shell.err()).isEmpty();
    assertThat(shell.status()).isZero();
  }

  @Test
  void tellsOfAResourceThatIsNotMatchedWhichClauseSaysNo() {
    Shell shell = Shell.run("explain", "require-owner/team-label", "service/search", "-w", SHOP);

    assertThat(shell.out())
        .startsWith("- does not match  ClusterPolicy require-owner, rule team-label on Service")
        .contains("kinds wants [\"Deployment\", \"StatefulSet\", \"CronJob\"], sees v1/Service");
  }

  @Test
  void filesAreEnough() throws IOException {
    Path policy = write("p.yaml", RULE.replace("KIND", "Secret"));
    Path manifest = write("m.yaml", SECRET);

    Shell hidden = Shell.run("explain", policy.toString(), manifest.toString());
    Shell shown = Shell.run("explain", policy.toString(), manifest.toString(), "--show-secrets");

    assertThat(hidden.out())
        .contains("✗ fail", "wants \"x*\", sees \"***\"")
        .doesNotContain("aGk=");
    assertThat(shown.out()).contains("sees \"aGk=\"");
  }

  @Test
  void exceptionsMayBeReadWithThem() throws IOException {
    Path policy = write("p.yaml", RULE.replace("KIND", "Secret"));
    Path manifest = write("m.yaml", SECRET);
    Path exception =
        write(
            "e.yaml",
            """
            apiVersion: kyverno.io/v2
            kind: PolicyException
            metadata: {name: e, namespace: default}
            spec:
              exceptions: [{policyName: p, ruleNames: [r]}]
              match: {any: [{resources: {kinds: [Secret]}}]}
            """);

    Shell shell =
        Shell.run(
            "explain", policy.toString(), manifest.toString(), "--with", exception.toString());

    assertThat(shell.out()).startsWith("- skip").contains("✓ exception default/e: exempts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "require-ownr|Service/search|there is no policy 'require-ownr'; did you mean"
            + " 'require-owner'?",
        "require-owner|Service/serch|there is no resource 'Service/serch'",
        "require-owner/x|Service/search|there is no policy 'require-owner/x'",
        "../samples/shop/apps|Service/search|there is no policy in ",
        "require-owner|../samples/shop/policies|there is no resource in ",
      })
  void whatIsNotThereIsNamedWithWhatIs(String policy, String resource, String error) {
    Shell shell = Shell.run("explain", policy, resource, "-w", SHOP);

    assertThat(shell.err()).contains(error);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.status()).isEqualTo(2);
  }

  @Test
  void aPolicyThatIsNotEvaluatedSaysWhereToLook() throws IOException {
    Path policy =
        write(
            "p.yaml",
            "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\nspec: 1\n");
    Path manifest = write("m.yaml", SECRET);

    Shell shell = Shell.run("explain", policy.toString(), manifest.toString());

    assertThat(shell.err()).contains("ClusterPolicy p is not evaluated: `ephor check ");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void textOfManifestsDoesNotCommandTheTerminal() throws IOException {
    Path policy = write("p.yaml", RULE.replace("KIND", "ConfigMap"));
    Path manifest =
        write(
            "m.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: \"\\e[2Jgone\"}\n");

    Shell shell = Shell.run("explain", policy.toString(), manifest.toString());

    assertThat(shell.out()).contains("[2Jgone").doesNotContain("\u001b");
  }

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [KIND]}}]}
          validate: {pattern: {data: {a: "x*"}}}
      """;

  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: aGk=}\n";

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
