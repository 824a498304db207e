package dev.ephor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading never fails: what is wrong is said at its place, and the healthy rest is kept. */
class PolicyReaderTest {

  @Test
  void wrongTypesAreProblemsAndTheRestIsKept() {
    String text =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: broken
        spec:
          background: "no"
          validationFailureAction: Reject
          rules:
          - just text
          - name: healthy
            match:
              any:
              - resources:
                  kinds: Pod
                  names: [1, web]
            validate:
              message: 5
              pattern:
                kind: Pod
        """;
    assertThat(problems(text))
        .containsExactlyInAnyOrder(
            "wrong-type at \"no\": 'background' is a string, but must be true or false, without"
                + " quotes.",
            "wrong-value at Reject: 'Reject' is not a validationFailureAction. Write one of Audit,"
                + " Enforce, audit, enforce.",
            "wrong-type at just text: Each item of rules is a string, but must be an object: '-"
                + " name: value'.",
            "wrong-type at Pod: 'kinds' is a string, but must be a list: items below it, each after"
                + " '- '.",
            "wrong-type at 1: Each item of names is a number, but must be a string: put it in"
                + " quotes.",
            "wrong-type at 5: 'message' is a number, but must be a string: put it in quotes.");
    KyvernoPolicy policy = (KyvernoPolicy) read(text).policy();
    assertThat(policy.spec().failureAction()).isEqualTo(FailureAction.AUDIT);
    assertThat(policy.spec().background()).isTrue();
    assertThat(policy.spec().rules()).extracting(Rule::name).containsExactly("healthy");
    Rule rule = policy.spec().rules().get(0);
    assertThat(rule.match().filters().get(0).names()).containsExactly("web");
    assertThat(((RuleBody.Validate) rule.body()).check()).isInstanceOf(ValidateCheck.Pattern.class);
  }

  @Test
  void documentsWithoutContent() {
    for (String text :
        List.of(
            "{apiVersion: kyverno.io/v1, kind: ClusterPolicy}",
            "{apiVersion: kyverno.io/v1, kind: Policy, metadata: , spec: }",
            "{apiVersion: kyverno.io/v2beta1, kind: ClusterPolicy, spec: {rules: }}")) {
      PolicyReading reading = read(text);
      assertThat(reading.problems()).isEmpty();
      assertThat(((KyvernoPolicy) reading.policy()).spec().rules()).isEmpty();
    }
  }

  @Test
  void everyBodyHasItsType() {
    assertThat(body("mutate: {patchStrategicMerge: {}}")).isInstanceOf(RuleBody.Mutate.class);
    assertThat(body("generate: {kind: Role}")).isInstanceOf(RuleBody.Generate.class);
    assertThat(body("verifyImages: [{}]")).isInstanceOf(RuleBody.VerifyImages.class);
    assertThat(body("validate: {}")).isInstanceOf(RuleBody.None.class);
    assertThat(check("deny: {}")).isInstanceOf(ValidateCheck.Deny.class);
    assertThat(check("anyPattern: []")).isInstanceOf(ValidateCheck.AnyPattern.class);
    assertThat(check("foreach: []")).isInstanceOf(ValidateCheck.Foreach.class);
    assertThat(check("podSecurity: {}")).isInstanceOf(ValidateCheck.PodSecurity.class);
    assertThat(check("cel: {}")).isInstanceOf(ValidateCheck.Cel.class);
    assertThat(check("manifests: {}")).isInstanceOf(ValidateCheck.Manifests.class);
    assertThat(check("message: m")).isInstanceOf(ValidateCheck.None.class);
  }

  @Test
  void policiesOfOtherKindsSayThatTheyAreNotEvaluated() {
    for (String head :
        List.of(
            "{apiVersion: policies.kyverno.io/v9, kind: ImageValidatingPolicy",
            "{apiVersion: admissionregistration.k8s.io/v1beta1, kind: ValidatingAdmissionPolicy")) {
      String text = head + ", metadata: {name: x}}";
      assertThat(PolicyReader.isPolicy(parse(text).root())).isTrue();
      PolicyReading reading = read(text);
      assertThat(reading.policy()).isInstanceOf(UnevaluatedPolicy.class);
      assertThat(reading.problems())
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.severity()).isEqualTo(Severity.INFORMATION);
                assertThat(problem.message()).contains("that Kyverno 1.19 knows");
              });
    }
  }

  @Test
  void otherDocumentsAreNoPolicies() {
    for (String text :
        List.of(
            "{apiVersion: v1, kind: Pod}",
            "{apiVersion: example.com/v1, kind: ClusterPolicy}",
            "{apiVersion: acme.io/v1, kind: ValidatingPolicy}",
            "[]",
            "text")) {
      assertThat(PolicyReader.isPolicy(parse(text).root())).as(text).isFalse();
    }
  }

  @Test
  void equalityIsByContent() {
    String text =
        "{apiVersion: kyverno.io/v1, kind: Policy, metadata: {name: a}, spec: {rules: [{name:"
            + " r}]}}";
    assertThat(read(text).policy()).isEqualTo(read("# moved\n" + text).policy());
    assertThat(read(text).policy()).isNotEqualTo(read(text.replace("name: r", "name: s")).policy());
  }

  private static RuleBody body(String body) {
    return RuleReader.read((MapValue) parse("name: r\n" + body).root()).body();
  }

  private static ValidateCheck check(String check) {
    return ((RuleBody.Validate) body("validate: {" + check + "}")).check();
  }

  private static List<String> problems(String text) {
    YamlDocument document = parse(text);
    return PolicyReader.read((MapValue) document.root()).problems().stream()
        .map(
            problem -> {
              var span = document.span(problem.place().node(), problem.place().part());
              return problem.code()
                  + " at "
                  + text.substring(span.start(), span.end())
                  + ": "
                  + problem.message();
            })
        .toList();
  }

  private static PolicyReading read(String text) {
    return PolicyReader.read((MapValue) parse(text).root());
  }

  private static YamlDocument parse(String text) {
    return YamlParser.parse(new Source("test"), text);
  }
}
