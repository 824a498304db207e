package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestReaderTest {

  @Test
  void readsWhatATestSays() {
    TestDocument test =
        read("""
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [a.yaml, b]
        resources: [r.yaml]
        jsonPayload: one.json
        jsonPayloads: [two.json]
        variables: values.yaml
        userinfo: user.yaml
        results:
        - policy: shop/p
          rule: r
          kind: Pod
          result: pass
          operation: DELETE
          isMUtatingPolicy: true
          generatedResource: g.yaml
          resourceSpecs: [{group: apps, version: v1, name: d}]
        """)
            .test();
    assertThat(test.policies()).containsExactly("a.yaml", "b");
    assertThat(test.jsonPayloads()).containsExactly("one.json", "two.json");
    assertThat(test.variables()).isEqualTo("values.yaml");
    assertThat(test.userInfo()).isEqualTo("user.yaml");
    assertThat(test.isDeprecated()).isFalse();
    ExpectedResult result = test.results().get(0);
    assertThat(result.policyName()).isEqualTo("p");
    assertThat(result.resources()).isNull();
    assertThat(result.operation()).isEqualTo("DELETE");
    assertThat(result.generatedResources()).isEqualTo("g.yaml");
    assertThat(result.specs()).containsExactly(new ResourceSpec("apps", "v1", "", "", "d"));
  }

  @Test
  void oldAndMistypedFieldsStopIt() {
    assertThat(errors("results: [{policy: p, patchedResource: x.yaml}]"))
        .containsExactly(
            "error unmarshaling JSON: while decoding JSON: json: unknown field"
                + " \"patchedResource\"");
    assertThat(errors("checks: []\npolices: [a]"))
        .extracting(error -> error.replaceAll(".*: json: ", ""))
        .containsExactly("unknown field \"checks\"", "unknown field \"polices\"");
    assertThat(errors("policies: policy.yaml"))
        .extracting(error -> error.replaceAll(".*: json: ", ""))
        .containsExactly(
            "cannot unmarshal string into Go struct field Test.policies of type []string");
  }

  @Test
  void theOldSchemaIsKnown() {
    assertThat(read("name: t\npolicies: [a]").test().isDeprecated()).isTrue();
    assertThat(read("kind: Test\npolicies: [a]").test().isDeprecated()).isTrue();
  }

  private static TestReading read(String text) {
    return TestReader.read(Tested.parsed(text).get(0));
  }

  private static List<String> errors(String text) {
    TestReading reading = read(text);
    assertThat(reading.test()).isNull();
    return reading.problems().stream().map(TestProblem::message).toList();
  }
}
