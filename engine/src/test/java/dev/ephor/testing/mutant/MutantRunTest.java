package dev.ephor.testing.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.PolicyDocuments;
import dev.ephor.testing.Surroundings;
import dev.ephor.testing.TestDocument;
import dev.ephor.testing.TestFiles;
import dev.ephor.testing.TestReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MutantRunTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: host}
      spec:
        rules:
        - name: network
          match: {any: [{resources: {kinds: [Pod]}}]}
          exclude: {any: [{resources: {namespaces: [system]}}]}
          validate:
            message: No.
            pattern:
              spec:
                =(hostNetwork): false
      """;

  private static final String RESOURCES =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: good, namespace: a}
      spec: {hostNetwork: false, containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: bad, namespace: a}
      spec: {hostNetwork: true, containers: [{name: c, image: i}]}
      """;

  private static final String PASSES =
      "- {policy: host, rule: network, resources: [good], result: pass}\n";
  private static final String FAILS =
      "- {policy: host, rule: network, resources: [bad], result: fail}\n";

  /** One policy and one file of resources, whatever they are called. */
  private record Files(PolicyDocuments policies) implements TestFiles {
    @Override
    public List<LoadedPolicy> policies(String path) {
      return policies.policies();
    }

    @Override
    public List<MapValue> bindings(String path) {
      return List.of();
    }

    @Override
    public List<MapValue> objects(String path) throws Unreadable {
      if (!path.equals("resources.yaml")) {
        throw new Unreadable(path + ": no such file or directory");
      }
      return DocumentSplitter.split(RESOURCES).stream()
          .map(slice -> RESOURCES.substring(slice.start(), slice.end()))
          .map(text -> (MapValue) YamlParser.parse(new Source("r"), text).root())
          .toList();
    }

    @Override
    public List<MapValue> documents(String path) throws Unreadable {
      return objects(path);
    }
  }

  private static MutantReport run(String policy, String resources, String results, int most) {
    YamlDocument document = YamlParser.parse(new Source("policy"), policy);
    Files files = new Files(PolicyDocuments.of(List.of(document.root())));
    String text =
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [policy.yaml]
        resources: [%s]
        results:
        """
                .formatted(resources)
            + results;
    TestDocument test =
        Objects.requireNonNull(
            TestReader.read(YamlParser.parse(new Source("test"), text).root()).test());
    Surroundings steady =
        new Surroundings(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), bound -> 0, HostNames.OFFLINE);
    CoveringTest covering = new CoveringTest("t", test, files, steady);
    return MutantRun.of(document, files.policies("").get(0), List.of(covering), most);
  }

  private static List<String> survivors(MutantReport report) {
    return report.survivors().stream().map(Mutant::what).toList();
  }

  @Test
  void whatNoTestNoticesSurvives() {
    MutantReport report = run(POLICY, "resources.yaml", PASSES + FAILS, 100);
    assertThat(survivors(report))
        .containsExactly("without exclude", "hostNetwork instead of =(hostNetwork)");
    assertThat(report.killed()).isEqualTo(2);
    assertThat(report.score()).isEqualTo(50);
    assertThat(report.problem()).isEmpty();
  }

  @Test
  void withoutAFailureLessIsNoticed() {
    assertThat(survivors(run(POLICY, "resources.yaml", PASSES, 100)))
        .containsExactly(
            "without exclude", "hostNetwork instead of =(hostNetwork)", "without =(hostNetwork)");
  }

  @Test
  void anExpectationThatFailsAnywayNoticesNothing() {
    MutantReport report = run(POLICY, "resources.yaml", PASSES.replace("pass}", "fail}"), 100);
    assertThat(report.failing()).isEqualTo(1);
    assertThat(report.killed()).isZero();
  }

  @Test
  void ofManyChangesSomeAreTried() {
    MutantReport report = run(POLICY, "resources.yaml", PASSES + FAILS, 2);
    assertThat(report.tried()).isEqualTo(2);
    assertThat(report.leftOut()).isEqualTo(2);
  }

  @Test
  void whatCannotBeRunIsSaid() {
    assertThat(run(POLICY, "gone.yaml", PASSES, 100).problem())
        .startsWith("t cannot be run: ")
        .contains("gone.yaml: no such file or directory");
    assertThat(
            run(
                    POLICY.replace(
                        "=(hostNetwork): false", "a: '{{ request.object.x }}{{ nothing }}'"),
                    "resources.yaml",
                    PASSES,
                    100)
                .problem())
        .startsWith("the policy is refused: ");
  }
}
