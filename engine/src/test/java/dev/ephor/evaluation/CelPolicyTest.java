package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.text.Span;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What policies that are written in CEL say of a resource. */
class CelPolicyTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        labels: {app: web}
      spec:
        priority: 5
        containers:
        - {name: app, image: nginx}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        template:
          spec:
            containers:
            - {name: app, image: nginx}
      """;

  /** A policy of a kind about pods, with more of its spec. */
  private static String policy(String kind, String spec) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: %s
    metadata:
      name: p
    spec:
      matchConstraints:
        resourceRules:
        - apiGroups: ['']
          apiVersions: [v1]
          resources: [pods]
          operations: [CREATE]
    """
            .formatted(kind)
        + spec.indent(2);
  }

  private static String validating(String spec) {
    return policy("ValidatingPolicy", spec);
  }

  @Test
  void aFalseExpressionFailsWithItsMessage() {
    String policy =
        validating(
            """
            validations:
            - expression: object.metadata.name == 'web'
            - expression: object.spec.containers.all(c, c.image.contains(':'))
              message: object.spec needs tags
            """);

    assertThat(Judged.by(policy).of(POD))
        .isEqualTo(
            """
            FAIL : object.spec needs tags
              at nginx <- object.spec.containers.all(c, c.image.contains(':'))\
            """);
    assertThat(Judged.by(policy).outcomes(POD).get(0).properties())
        .containsEntry("cel.validationIndex", "1");
  }

  @Test
  void ownersOfPodsAreJudgedByTheirTemplates() {
    String policy =
        validating(
            """
            validations:
            - expression: object.spec.containers.all(c, c.image.contains(':'))
              message: object.spec needs tags in object.metadata.namespace
            """);

    assertThat(Judged.by(policy).of(DEPLOYMENT))
        .startsWith("FAIL : object.spec.template.spec needs tags in object.metadata.namespace\n");
  }

  @Test
  void numbersOfManifestsAreDoubles() {
    assertThat(verdict("object.spec.priority == 5")).isEqualTo("PASS : success");
    assertThat(verdict("object.spec.priority + 1 == 6"))
        .startsWith("ERROR : error: no such overload");
  }

  @Test
  void aCreatedObjectHasAnEmptyPredecessorAndAnUnknownNamespace() {
    assertThat(verdict("size(oldObject) == 0 && namespaceObject == null"))
        .isEqualTo("PASS : success");
  }

  @Test
  void aNamespaceIsWhateverWasSaidOfIt() {
    String policy =
        validating(
            """
            validations:
            - expression: namespaceObject.metadata.labels.team == 'a'
            - expression: "!has(namespaceObject.spec.finalizers) && !has(namespaceObject.status.phase)"
            - expression: has(namespaceObject.metadata.annotations)
            """);
    assertThat(
            Judged.by(policy)
                .namespace("shop", Map.of("team", "a"))
                .of(POD.replace("name: web", "name: web\n  namespace: shop")))
        .startsWith("FAIL : CEL expression validation failed at index 2");
  }

  @Test
  void whatWasReadIsWalkedByItsKeysAndWhatIsWrittenAsItIs() {
    assertThat(verdict("{'b': 1, 'a': 2}.map(k, k) == ['b', 'a']")).isEqualTo("PASS : success");
    assertThat(
            Judged.by(
                    validating(
                        """
                        validations:
                        - expression: "false"
                          messageExpression: object.metadata.labels.map(k, k).join(' ')
                        """))
                .of(POD.replace("{app: web}", "{tier: a, env: b, app: c}")))
        .startsWith("FAIL : app env tier");
  }

  private static String verdict(String expression) {
    return Judged.by(validating("validations:\n- expression: \"" + expression + "\"\n")).of(POD);
  }

  @Test
  void matchConditionsSkipAndTheirErrorsCount() {
    String policy =
        validating(
            """
            matchConditions:
            - name: broken
              expression: object.metadata.annotations.x == 'y'
            - name: false
              expression: object.metadata.name == '%s'
            failurePolicy: %s
            validations:
            - expression: 'true'
            """);

    assertThat(Judged.by(policy.formatted("db", "Fail")).of(POD)).startsWith("SKIP : skip");
    assertThat(Judged.by(policy.formatted("web", "Ignore")).of(POD)).startsWith("SKIP : skip");
    assertThat(Judged.by(policy.formatted("web", "Fail")).of(POD))
        .startsWith("ERROR evaluation: failed to load context: no such key: annotations");
  }

  @Test
  void variablesAreComputedOnlyWhenAsked() {
    String policy =
        validating(
            """
            variables:
            - name: broken
              expression: object.spec.nothing
            - name: images
              expression: object.spec.containers.map(c, c.image)
            validations:
            - expression: variables.images == ['nginx']
            """);

    assertThat(Judged.by(policy).of(POD)).isEqualTo("PASS : success");
  }

  @Test
  void auditAnnotationsBecomeProperties() {
    String policy =
        validating(
            """
            auditAnnotations:
            - key: who
              valueExpression: "'pod ' + object.metadata.name"
            validations:
            - expression: 'true'
            """);

    assertThat(Judged.by(policy).outcomes(POD).get(0).properties()).containsEntry("who", "pod web");
  }

  @Test
  void nothingMatchesWithoutOperationsOrConstraints() {
    String policy = validating("validations:\n- expression: 'false'\n");

    assertThat(Judged.by(policy.replace("operations: [CREATE]", "operations: []")).of(POD))
        .isEmpty();
    assertThat(Judged.by(policy.replaceAll("(?s)  matchConstraints.*CREATE]\n", "")).of(POD))
        .isEmpty();
  }

  @Test
  void anExpressionThatCannotBeCompiledIsShownAtItsSign() {
    String text =
        validating(
            """
            validations:
            - expression: >-
                object.metadata.name == 'web'
                && nonsense(1)
            """);
    YamlDocument document = YamlParser.parse(new Source("policy"), text);
    Policy policy = PolicyReader.read((MapValue) document.root()).policy();
    PreparedPolicy prepared = PreparedPolicy.of(policy);

    List<PolicyProblem> errors = prepared.errors();

    assertThat(errors).hasSize(1);
    PolicyProblem error = errors.get(0);
    Span span = document.sourceMap(error.place().node()).toSource(error.within());
    assertThat(text.substring(0, span.start())).endsWith("&& ");
    assertThat(text.substring(span.start(), span.end())).isEqualTo("nonsense");
    assertThat(error.message()).contains("undeclared reference to 'nonsense'");
    assertThat(prepared.refusal())
        .get()
        .asString()
        .startsWith(
            "failed to compile policy p ([<nil>: Internal error: validating policy compiler 1.0"
                + " error: failed to compile policy, spec.validations[0].expression: Invalid value:"
                + " \"object.metadata.name == 'web' && nonsense(1)\": ERROR: <input>:1:");
    assertThat(prepared.evaluate(Resource.of(parsed(POD)), REQUEST, Recordings.NOTHING_KNOWN))
        .isEmpty();
  }

  /** The part that decided is looked for only by whoever shows it; the rest is the same. */
  @Test
  void reasonsAreFoundForThoseWhoAskForThem() {
    MapValue written =
        parsed(
            validating(
                """
                validations:
                - message: wrong
                  expression: object.metadata.name == 'web' && object.spec.priority > 6
                """));
    Policy policy = PolicyReader.read(written).policy();

    RuleOutcome places = outcome(PreparedPolicy.of(policy, CrashHook.IGNORE, Detail.PLACES));
    RuleOutcome reasons = outcome(PreparedPolicy.of(policy, CrashHook.IGNORE, Detail.REASONS));

    assertThat(places.message()).isEqualTo(reasons.message()).isEqualTo("wrong");
    Finding whole = places.findings().get(0);
    Finding close = reasons.findings().get(0);
    assertThat(whole.part()).isNull();
    assertThat(whole.note()).isEmpty();
    assertThat(whole.clause()).isEqualTo(close.clause());
    assertThat(close.note()).contains("object.spec.priority");
    assertThat(close.part()).isNotNull();
  }

  /** Why a variable is true says why its negation is false. */
  @Test
  void theReasonOfANegatedVariableIsThatOfTheVariable() {
    MapValue written =
        parsed(
            validating(
                """
                variables:
                - name: web
                  expression: object.metadata.name == 'web'
                validations:
                - expression: "!variables.web"
                """));
    Policy policy = PolicyReader.read(written).policy();

    RuleOutcome reasons = outcome(PreparedPolicy.of(policy, CrashHook.IGNORE, Detail.REASONS));

    assertThat(reasons.findings().get(0).note()).contains("object.metadata.name");
  }

  private static RuleOutcome outcome(PreparedPolicy policy) {
    return policy.evaluate(Resource.of(parsed(POD)), REQUEST, Recordings.NOTHING_KNOWN).get(0);
  }

  private static final AdmissionRequest REQUEST = AdmissionRequest.CREATE;

  private static MapValue parsed(String text) {
    return (MapValue) YamlParser.parse(new Source("manifest"), text).root();
  }

  @Test
  void aPartialObjectIsMergedByKey() {
    String policy =
        policy(
            "MutatingPolicy",
            """
            mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: >-
                  Object{spec: Object.spec{containers: [Object.spec.containers{
                    name: 'app', imagePullPolicy: 'Always'}]}}
            """);

    RuleOutcome outcome = Judged.by(policy).outcomes(POD).get(0);

    assertThat(outcome.message()).isEqualTo("success");
    assertThat(json(outcome))
        .contains("[{\"image\":\"nginx\",\"imagePullPolicy\":\"Always\",\"name\":\"app\"}]");
  }

  @Test
  void aPatchThatDoesNotApplyIsAnError() {
    String policy =
        policy(
            "MutatingPolicy",
            """
            mutations:
            - patchType: JSONPatch
              jsonPatch:
                expression: "[JSONPatch{op: 'add', path: '/metadata/annotations/x', value: 'y'}]"
            """);

    assertThat(Judged.by(policy).of(POD))
        .startsWith(
            "ERROR evaluation: failed to evaluate policy: JSON Patch: add operation does not apply:"
                + " doc is missing path: \"/metadata/annotations/x\": missing value");
  }

  private static String json(RuleOutcome outcome) {
    return GoJson.write(((Effect.Mutated) outcome.effect()).root(), 10_000);
  }

  private static final String ADMISSION =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata:
        name: p
      spec:
        paramKind: {apiVersion: v1, kind: ConfigMap}
        matchConstraints:
          resourceRules:
          - apiGroups: [apps]
            apiVersions: [v1]
            resources: [deployments]
            operations: [CREATE]
        validations:
        - expression: params == null || object.metadata.name == params.data.name
      """;

  @Test
  void withoutAClusterOnlyBindingsDecideWhatABoundAdmissionPolicyConcerns() {
    String binding =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: b}
        spec:
          policyName: p
          paramRef: {name: wanted}
        """;
    String params =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: wanted, namespace: default}
        data: {name: db}
        """;

    assertThat(Judged.by(ADMISSION).of(POD)).isEmpty();
    assertThat(Judged.by(ADMISSION).of(DEPLOYMENT)).isEqualTo("PASS p: ");
    assertThat(Judged.by(ADMISSION).among(binding).among(params).of(POD)).isEmpty();
    assertThat(Judged.by(ADMISSION).offline().among(binding).among(params).of(POD))
        .startsWith(
            "FAIL p: failed expression: params == null || object.metadata.name =="
                + " params.data.name");
  }

  @Test
  void generatesWhatItsExpressionsAskFor() {
    String spec =
        """
        variables:
        - name: made
          expression: >-
            [{'apiVersion': dyn('v1'), 'kind': dyn('ConfigMap'),
              'metadata': dyn({'name': object.metadata.name})}]
        generate:
        - expression: generator.Apply('dev', variables.made)
        """;
    String policy = policy("GeneratingPolicy", spec);

    RuleOutcome outcome = Judged.by(policy).outcomes(POD).get(0);

    assertThat(outcome.rule()).isEqualTo("p");
    assertThat(outcome.message()).isEqualTo("policy evaluated successfully");
    assertThat(outcome.effect())
        .isInstanceOfSatisfying(
            Effect.Generated.class,
            generated ->
                assertThat(generated.roots().stream().map(root -> GoJson.write(root, 1000)))
                    .containsExactly(
                        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":"
                            + "{\"name\":\"web\",\"namespace\":\"dev\"}}"));
  }

  @Test
  void aRuleWithCelSpeaksAsAnAdmissionPolicy() {
    String rule =
        """
        celPreconditions:
        - name: c
          expression: object.metadata.name == '%s'
        validate:
          cel:
            variables:
            - name: v
              expression: object.metadata.annotations
            expressions:
            - expression: size(variables.v) > 0
        """;

    assertThat(Judged.byRule(rule.formatted("db")).of(POD))
        .startsWith("SKIP r: cel preconditions not met");
    assertThat(Judged.byRule(rule.formatted("web")).of(POD))
        .startsWith(
            "FAIL r: expression 'size(variables.v) > 0' resulted in error: composited variable"
                + " \"v\" fails to evaluate: no such key: annotations");
  }
}
