package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a MutatingAdmissionPolicy makes of a resource, with and without bindings and parameters. */
class MutatingAdmissionPolicyTest {

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        labels: {app: web}
      spec:
        type: ClusterIP
        ports:
        - {name: http, port: 80}
        - {name: admin, port: 81}
        selector: {app: web, tier: front}
      """;

  /** A policy about services, with more of its spec. */
  private static String policy(String spec) {
    return """
    apiVersion: admissionregistration.k8s.io/v1alpha1
    kind: MutatingAdmissionPolicy
    metadata:
      name: p
    spec:
      matchConstraints:
        resourceRules:
        - apiGroups: ['']
          apiVersions: [v1]
          resources: [services]
          operations: [CREATE]
    """
        + spec.indent(2);
  }

  private static String applying(String expression) {
    return policy("mutations:\n" + apply(expression));
  }

  private static String apply(String expression) {
    return """
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: >-
    """
        + expression.indent(6);
  }

  private static String patching(String expression) {
    return policy("mutations:\n" + patch(expression));
  }

  private static String patch(String expression) {
    return """
    - patchType: JSONPatch
      jsonPatch:
        expression: >-
    """
        + expression.indent(6);
  }

  /** A binding of the policy, with more of its spec. */
  private static String binding(String name, String spec) {
    return """
    apiVersion: admissionregistration.k8s.io/v1alpha1
    kind: MutatingAdmissionPolicyBinding
    metadata: {name: %s}
    spec:
      policyName: p
    """
            .formatted(name)
        + spec.indent(2);
  }

  private static String forServicesLabelled(String label) {
    return "matchResources: {objectSelector: {matchLabels: {" + label + "}}}";
  }

  /** The one outcome in one line, of which the reference may say nothing. */
  private static String said(Judged judged) {
    List<RuleOutcome> outcomes = judged.whileChanging(SERVICE);
    if (outcomes.isEmpty()) {
      return "";
    }
    RuleOutcome outcome = outcomes.get(0);
    assertThat(outcomes).hasSize(1);
    return outcome.status()
        + " "
        + outcome.rule()
        + ": "
        + outcome.message()
        + (outcome.properties().isEmpty() ? "" : " " + outcome.properties());
  }

  private static MapValue made(Judged judged) {
    return ((Effect.Mutated) judged.outcomes(SERVICE).get(0).effect()).root();
  }

  private static String labels(Judged judged) {
    return GoJson.write(made(judged).map("metadata").map("labels"), 1000);
  }

  private static String spec(Judged judged) {
    return GoJson.write(made(judged).map("spec"), 1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1alpha1", "v1beta1", "v1"})
  void everyVersionChangesWhatItMatches(String version) {
    String policy =
        applying("Object{metadata: Object.metadata{labels: {'team': 'a'}}}")
            .replace("v1alpha1", version);

    assertThat(said(Judged.by(policy))).isEqualTo("PASS p: mutation is successfully applied");
    assertThat(labels(Judged.by(policy))).isEqualTo("{\"app\":\"web\",\"team\":\"a\"}");
    assertThat(said(Judged.by(policy.replace("services", "pods")))).isEmpty();
  }

  @Test
  void mapsAreMergedAtAnyDepthAndListsReplaced() {
    String policy =
        applying(
            """
            Object{spec: Object.spec{
              selector: {'tier': 'back'},
              ports: [Object.spec.ports{name: 'http', port: 8080}]}}
            """);

    assertThat(spec(Judged.by(policy)))
        .isEqualTo(
            "{\"ports\":[{\"name\":\"http\",\"port\":8080}],"
                + "\"selector\":{\"app\":\"web\",\"tier\":\"back\"},\"type\":\"ClusterIP\"}");
  }

  @Test
  void anEmptyObjectChangesNothingAndPasses() {
    Resource resource = Resource.of(manifest(SERVICE));
    PolicyEngine.Admission admission = admit(applying("Object{}"), resource);

    assertThat(admission.outcomes(0)).singleElement().matches(it -> it.status() == Status.PASS);
    assertThat(admission.resource().root()).isSameAs(resource.root());
  }

  @Test
  void patchesAddReplaceAndRemove() {
    String policy =
        patching(
            """
            [JSONPatch{op: 'remove', path: '/spec/ports/1'},
             JSONPatch{op: 'replace', path: '/spec/type', value: 'NodePort'},
             JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a.io/b'),
                       value: 'c'}]
            """);

    assertThat(spec(Judged.by(policy)))
        .startsWith("{\"ports\":[{\"name\":\"http\",\"port\":80}],")
        .endsWith("\"type\":\"NodePort\"}");
    assertThat(labels(Judged.by(policy))).isEqualTo("{\"a.io/b\":\"c\",\"app\":\"web\"}");
  }

  @Test
  void eachMutationSeesWhatTheOneBeforeMade() {
    String policy =
        policy(
            "variables:\n- {name: size, expression: object.metadata.labels.size()}\nmutations:\n"
                + apply("Object{metadata: Object.metadata{labels: {'more': 'x'}}}")
                + patch(
                    """
                    [JSONPatch{op: 'add', path: '/metadata/labels/size',
                               value: string(variables.size)}]
                    """));

    assertThat(labels(Judged.by(policy)))
        .isEqualTo("{\"app\":\"web\",\"more\":\"x\",\"size\":\"2\"}");
  }

  @Test
  void numbersAreDoublesUntilAPatchReadsThemAgain() {
    String count = "Object{spec: Object.spec{healthCheckNodePort: int(object.spec.ports[0].port)}}";
    String more = "Object{spec: Object.spec{healthCheckNodePort: object.spec.ports[0].port + 1}}";
    String touched = "[JSONPatch{op: 'add', path: '/spec/x', value: 1}]";

    assertThat(said(Judged.by(applying(more))))
        .startsWith("ERROR p: ")
        .contains("no such overload");
    assertThat(spec(Judged.by(applying(count)))).contains("\"healthCheckNodePort\":80");
    assertThat(spec(Judged.by(policy("mutations:\n" + patch(touched) + apply(more)))))
        .contains("\"healthCheckNodePort\":81");
  }

  @Test
  void theReferenceSaysNothingOfAPatchThatFailsAndTheEditorDoes() {
    String policy = patching("[JSONPatch{op: 'remove', path: '/spec/none'}]");
    Resource resource = Resource.of(manifest(SERVICE));

    assertThat(said(Judged.by(policy)))
        .isEqualTo(
            "ERROR p: JSON Patch: error in remove for path: '/spec/none': Unable to remove"
                + " nonexistent key: none: missing value");
    assertThat(admit(policy, resource).outcomes(0)).isEmpty();
    assertThat(admit(policy, resource).resource()).isSameAs(resource);
  }

  @Test
  void aTestThatFailsLeavesTheObjectAndPasses() {
    String policy =
        patching(
            """
            [JSONPatch{op: 'test', path: '/spec/type', value: 'NodePort'},
             JSONPatch{op: 'remove', path: '/spec/type'}]
            """);

    assertThat(said(Judged.by(policy))).isEqualTo("PASS p: mutation is successfully applied");
    assertThat(spec(Judged.by(policy))).contains("\"type\":\"ClusterIP\"");
  }

  @Test
  void onlyObjectsStandInsideListsAndMapsThatAnExpressionMakes() {
    assertThat(said(Judged.by(applying("Object{spec: Object.spec{ports: [{'name': 'x'}]}}"))))
        .isEqualTo(
            "ERROR p: error applying patch: failed to convert patch object to typed object:"
                + " .spec.ports[0]: a list or map inside another one has to be written as"
                + " Object.spec.ports{...}");
    assertThat(said(Judged.by(applying("Object{spec: Object.spec{type: null}}"))))
        .isEqualTo(
            "ERROR p: error applying patch: failed to convert patch object to typed object:"
                + " .spec.type: expected map, got null");
    assertThat(said(Judged.by(applying("Object{spec: Object.wrong{}}"))))
        .startsWith("ERROR p: type mismatch: unexpected type name \"Object.wrong\"");
    assertThat(
            spec(
                Judged.by(
                    applying(
                        "Object{spec: Object.spec{ports: object.spec.ports.filter(p, false)}}"))))
        .contains("\"ports\":[]");
  }

  @Test
  void aConditionThatIsNotMetSkips() {
    String policy =
        policy(
            """
            matchConditions:
            - {name: named, expression: object.metadata.name == 'db'}
            mutations: []
            """);

    assertThat(said(Judged.by(policy))).isEqualTo("SKIP p: match conditions aren't met");
  }

  @Test
  void aConditionThatFailsSkipsWhereErrorsAreIgnoredAndOtherwiseSaysNothing() {
    String policy =
        policy(
            """
            matchConditions:
            - {name: broken, expression: object.spec.none == 'x'}
            mutations: []
            """);

    assertThat(said(Judged.by(policy + "  failurePolicy: Ignore\n")))
        .isEqualTo("SKIP p: match conditions aren't met");
    assertThat(said(Judged.by(policy))).isEqualTo("ERROR p: no such key: none");
    assertThat(admit(policy, Resource.of(manifest(SERVICE))).outcomes(0)).isEmpty();
  }

  @Test
  void withoutAClusterOnlyBindingsDecideWhatABoundPolicyConcerns() {
    String policy =
        applying("Object{metadata: Object.metadata{labels: {'team': 'a'}}}")
            .replace("services", "pods");

    assertThat(
            said(Judged.by(policy).offline().among(binding("b", forServicesLabelled("app: web")))))
        .isEqualTo("PASS p: mutation is successfully applied {binding=b}");
    assertThat(
            said(Judged.by(policy).offline().among(binding("b", forServicesLabelled("app: db")))))
        .isEmpty();
    assertThat(
            said(
                Judged.by(policy)
                    .offline()
                    .among(binding("b", "matchResources: {}").replace(": p", ": q"))))
        .isEmpty();
    assertThat(said(Judged.by(policy).among(binding("b", forServicesLabelled("app: web")))))
        .isEmpty();
  }

  private static final String BY_PARAMETER =
      policy(
          "paramKind: {apiVersion: v1, kind: ConfigMap}\nmutations:\n"
              + apply(
                  """
                  Object{metadata: Object.metadata{
                    labels: {params.data.label: params.metadata.name}}}
                  """));

  private static String parameters(String name, String label) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s, namespace: default, labels: {use: param}}
    data: {label: %s}
    """
        .formatted(name, label);
  }

  @Test
  void eachBindingStartsFromTheOriginalAndTheLastOneCounts() {
    Judged judged =
        Judged.by(BY_PARAMETER)
            .among(binding("first", "paramRef: {name: one}"))
            .among(binding("second", "paramRef: {name: two}"))
            .among(parameters("one", "a"))
            .among(parameters("two", "b"));

    assertThat(said(judged)).endsWith("{binding=second}");
    assertThat(labels(judged)).isEqualTo("{\"app\":\"web\",\"b\":\"two\"}");
  }

  @Test
  void aLastBindingThatFailsTakesTheWorkOfThoseBeforeWithIt() {
    Judged judged =
        Judged.by(BY_PARAMETER)
            .among(binding("first", "paramRef: {name: one}"))
            .among(binding("second", "paramRef: {name: missing}"))
            .among(parameters("one", "a"));

    assertThat(said(judged))
        .startsWith("ERROR p: compilation failed: ")
        .contains("undeclared reference to 'params'")
        .endsWith("{binding=second}");
  }

  @Test
  void aSelectorGivesAListOfParameters() {
    String policy =
        policy(
            "paramKind: {apiVersion: v1, kind: ConfigMap}\nmutations:\n"
                + apply(
                    """
                    Object{metadata: Object.metadata{
                      labels: {'all': params.items.map(p, p.metadata.name).join('-')}}}
                    """));

    assertThat(
            labels(
                Judged.by(policy)
                    .among(binding("b", "paramRef: {selector: {matchLabels: {use: param}}}"))
                    .among(parameters("one", "a"))
                    .among(parameters("two", "b"))))
        .isEqualTo("{\"all\":\"one-two\",\"app\":\"web\"}");
  }

  @Test
  void thereIsNoAuthorizerAndNoLibraryOfKyverno() {
    for (String name : List.of("authorizer.path('/')", "resource.Get('v1', 'pods', 'a', 'b')")) {
      PreparedPolicy prepared =
          prepared(applying("Object{spec: Object.spec{x: dyn(" + name + ")}}"));

      assertThat(prepared.errors()).isNotEmpty();
      assertThat(prepared.refusal()).isEmpty();
      assertThat(admit(prepared, Resource.of(manifest(SERVICE))).outcomes(0)).isEmpty();
    }
    assertThat(prepared(applying("{'a': 1}")).errors())
        .singleElement()
        .matches(it -> it.message().equals("must evaluate to Object but got map(string, int)"));
  }

  private static PreparedPolicy prepared(String policy) {
    return PreparedPolicy.of(PolicyReader.read(manifest(policy)).policy());
  }

  private static PolicyEngine.Admission admit(String policy, Resource resource) {
    return admit(prepared(policy), resource);
  }

  private static PolicyEngine.Admission admit(PreparedPolicy policy, Resource resource) {
    return PolicyEngine.admit(
        List.of(policy), resource, AdmissionRequest.CREATE, Judged.by(SERVICE).facts());
  }

  private static MapValue manifest(String text) {
    return (MapValue) YamlParser.parse(new Source("manifest"), text).root();
  }
}
