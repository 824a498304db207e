package dev.ephor.cli.create;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.Shell;
import dev.ephor.given.UserInfoFile;
import dev.ephor.given.ValuesFile;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreateCommandTest {

  @Test
  void aTest() {
    assertThat(
            Shell.run(
                    "create",
                    "test",
                    "-p",
                    "policy.yaml",
                    "-r",
                    "a.yaml,b.yaml",
                    "-f",
                    "v.yaml",
                    "--pass",
                    "p,r,web,shop,Pod",
                    "--fail",
                    "p,r,web,,Pod,patched.yaml",
                    "--skip",
                    "too,few")
                .out())
        .isEqualTo(
            """
            apiVersion: cli.kyverno.io/v1alpha1
            kind: Test
            metadata:
              name: test-name

            # list of policy files
            policies:
            - policy.yaml

            # list of resource files
            resources:
            - a.yaml
            - b.yaml

            # variables file (optional)
            variables: v.yaml

            # list of expected results
            results:
            - kind: Pod
              policy: p
              resources:
              - shop/web
              result: pass
              rule: r
            - kind: Pod
              patchedResources: patched.yaml
              policy: p
              resources:
              - web
              result: fail
              rule: r
            """);
  }

  @Test
  void valuesThatApplyReads() {
    MapValue root =
        document("values", "-g", "request.mode=dev", "-n", "prod,env=live", "--rule", "p,r,a=1");
    ValuesFile values = ValuesFile.read(root).content();
    assertThat(values.global().string("request.mode")).isEqualTo("dev");
    assertThat(values.namespaceLabels("prod")).containsEntry("env", "live");
    assertThat(values.policies()).hasSize(1);
    assertThat(document("values").string("kind")).isEqualTo("Values");
  }

  @Test
  void userInfoThatApplyReads() {
    MapValue root = document("user-info", "-u", "ann", "-r", "dev:edit", "-c", "a,b", "-g", "x");
    assertThat(UserInfoFile.read(root).problems()).isEmpty();
    assertThat(UserInfoFile.read(root).content().username()).isEqualTo("ann");
    assertThat(UserInfoFile.read(root).content().clusterRoles()).containsExactly("a", "b");
  }

  @Test
  void anException() {
    assertThat(
            Shell.run(
                    "create",
                    "exception",
                    "mine",
                    "--namespace",
                    "ns",
                    "--policy-rules",
                    "p,r,s",
                    "--any",
                    "kind=Pod,kind=Job,name=test-*")
                .out())
        .isEqualTo(
            """
            apiVersion: kyverno.io/v2
            kind: PolicyException
            metadata:
              name: mine
              namespace: ns
            spec:
              background: true
              exceptions:
              - policyName: p
                ruleNames:
                - r
                - s
              match:
                any:
                - resources:
                    kinds:
                    - Pod
                    - Job
                    names:
                    - test-*
            """);
  }

  @Test
  void metricsConfig() {
    assertThat(Shell.run("create", "metrics-config", "-i", "a", "-e", "b").out())
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: kyverno-metrics
              namespace: kyverno
            data:
              namespaces: |
                {
                  "include": [
                    "a"
                  ],
                  "exclude": [
                    "b"
                  ]
                }
            """);
  }

  @Test
  void clusterRole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("role.yaml");
    Shell run =
        Shell.run(
            "create",
            "cluster-role",
            "crontabs",
            "-g",
            "stable.example.com",
            "--resources",
            "crontabs",
            "--verbs",
            "get,list",
            "-o",
            file.toString());
    assertThat(run.status()).isZero();
    assertThat(Files.readString(file))
        .contains("name: kyverno-crontabs-permission", "verbs: [\"get\", \"list\"]");
    assertThat(Shell.run("create", "cluster-role", "crontabs"))
        .isEqualTo(
            new Shell(
                1,
                "",
                "Error: required flag(s) \"api-groups\", \"verbs\", \"resources\" not set\n"));
  }

  private static MapValue document(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "create";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return (MapValue) YamlParser.parse(new Source("made"), Shell.run(all).out()).root();
  }
}
