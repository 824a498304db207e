package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.GoJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies of the kind MutatingPolicy make of resources. */
class MutatingPolicyTest {

  private static final String CONFIG_MAP =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      """;

  private static final String ADD_LABEL =
      """
      mutations:
      - patchType: ApplyConfiguration
        applyConfiguration:
          expression: "Object{metadata: Object.metadata{labels: Object.metadata.labels{seen: 'yes'}}}"
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resourceRules: [{apiGroups: [apps], apiVersions: [v1], resources: [deployments]}]        | 0
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [pods]}]                 | 1
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [pods, secrets]}]        | 0
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [secrets], resourceNames: [a]}] | 1
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps]}]           | 0
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}] | 1
          resourceRules: [{resources: [a]}, {resources: [b]}]                                      | 1
          {resourceRules: [{resources: [a]}], objectSelector: {matchLabels: {a: b}}}               | 1
          {resourceRules: [{resources: [a]}], objectSelector: {}}                                  | 0
          {resourceRules: [{resources: [a]}], excludeResourceRules: [{resources: [b]}]}            | 1
          """)
  void aPolicyThatMatchesNothingStillWritesTheResourceUnlessItIsOnePlainRule(
      String constraints, int documents) {
    String policy = policy("matchConstraints: " + braced(constraints));
    assertThat(Judged.by(policy).documents(CONFIG_MAP)).isEqualTo(documents);
  }

  private static String braced(String constraints) {
    return constraints.startsWith("{") ? constraints : "{" + constraints + "}";
  }

  private static String policy(String constraints) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: MutatingPolicy
    metadata: {name: p}
    spec:
    """
        + (constraints + "\n" + ADD_LABEL).indent(2);
  }

  private static final String EXISTING =
      """
      evaluation: {mutateExisting: {enabled: true}}
      matchConstraints:
        resourceRules:
        - {apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: [CREATE]}
      """;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      """;

  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: key, namespace: shop}
      """;

  @Test
  void changesTheExistingObjectsThatMatchWhateverIsJudged() {
    String policy =
        policy(
            EXISTING
                + """
                targetMatchConstraints:
                  resourceRules:
                  - {apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [UPDATE]}
                """);
    Judged judged = Judged.by(policy).existing(CONFIG_MAP, SECRET);

    assertThat(judged.of(SECRET)).isEqualTo("PASS : success");
    assertThat(changed(judged.outcomes(SECRET).get(0)))
        .containsExactly(
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"labels\":"
                + "{\"seen\":\"yes\"},\"name\":\"settings\",\"namespace\":\"shop\"}}");
    assertThat(judged.documents(SECRET)).isZero();
    assertThat(Judged.by(policy).of(SECRET)).isEmpty();
  }

  @Test
  void whatMatchesIsChangedBesidesTheTargetsUnlessAdmissionIsOff() {
    String targets =
        """
        targetMatchConstraints:
          resourceRules: [{apiGroups: [''], apiVersions: [v1], resources: [secrets]}]
        """;
    Judged both = Judged.by(policy(EXISTING + targets)).existing(CONFIG_MAP, SECRET);
    assertThat(both.outcomes(DEPLOYMENT))
        .extracting(outcome -> outcome.effect().getClass().getSimpleName())
        .containsExactly("Mutated", "MutatedTargets");
    assertThat(both.documents(DEPLOYMENT)).isEqualTo(1);

    String background =
        EXISTING.replace("evaluation: {", "evaluation: {admission: {enabled: false}, ");
    Judged targetsOnly = Judged.by(policy(background + targets)).existing(CONFIG_MAP, SECRET);
    assertThat(targetsOnly.outcomes(DEPLOYMENT))
        .extracting(outcome -> outcome.effect().getClass().getSimpleName())
        .containsExactly("MutatedTargets");
    assertThat(targetsOnly.documents(DEPLOYMENT)).isZero();
  }

  @Test
  void anExpressionMayNameTheExistingObjects() {
    String policy =
        policy(
            EXISTING
                + """
                targetMatchConstraints:
                  expression: "{'metadata': {'name': 'settings', 'namespace': string(object.metadata.namespace)}}"
                """);
    Judged judged = Judged.by(policy).existing(CONFIG_MAP, SECRET);

    assertThat(judged.of(SECRET)).isEqualTo("PASS : success");
    assertThat(changed(judged.outcomes(SECRET).get(0)).get(0)).contains("settings");
    assertThat(judged.of(SECRET.replace("shop", "other"))).isEmpty();
  }

  @Test
  void targetsHaveConditionsOfTheirOwn() {
    String policy =
        policy(
            """
            evaluation: {mutateExisting: {enabled: true}}
            matchConstraints:
              resourceRules:
              - {apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}
            matchConditions:
            - {name: a, expression: object.metadata.name == 'other'}
            targetMatchConditions:
            - {name: b, expression: object.metadata.name == '%s'}
            """);

    assertThat(Judged.by(policy.formatted("settings")).existing(CONFIG_MAP).of(SECRET))
        .isEqualTo("PASS : success");
    assertThat(Judged.by(policy.formatted("other")).existing(CONFIG_MAP).of(SECRET))
        .startsWith("SKIP : skip");
  }

  @Test
  void auditAnnotationsTellOfTheChangedObject() {
    String audited =
        policy(
            """
            matchConstraints:
              resourceRules:
              - {apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}
            auditAnnotations:
            - {key: seen, valueExpression: "'was ' + string(object.metadata.labels.seen)"}
            - {key: nothing, valueExpression: "''"}
            """);

    assertThat(Judged.by(audited).outcomes(CONFIG_MAP).get(0).properties())
        .containsExactly(entry("seen", "was yes"));
    assertThat(Judged.by(audited.replace("labels.seen", "labels.other")).of(CONFIG_MAP))
        .startsWith(
            "ERROR evaluation: failed to evaluate policy: failed to evaluate auditAnnotation"
                + " \"seen\": no such key: other");
  }

  @Test
  void mutationsSeeWhatEarlierOnesMadeButVariablesKeepTheirValue() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: MutatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}
          variables:
          - {name: early, expression: "string(has(object.data))"}
          - {name: late, expression: "string(has(object.data))"}
          mutations:
          - patchType: ApplyConfiguration
            applyConfiguration:
              expression: "Object{data: {'early': variables.early}}"
          - patchType: ApplyConfiguration
            applyConfiguration:
              expression: >-
                Object{data: {'again': variables.early, 'late': variables.late,
                  'size': string(size(object.data))}}
        """;

    RuleOutcome outcome = Judged.by(policy).outcomes(CONFIG_MAP).get(0);

    assertThat(GoJson.write(((Effect.Mutated) outcome.effect()).root().child("data"), 1000))
        .isEqualTo("{\"again\":\"false\",\"early\":\"false\",\"late\":\"true\",\"size\":\"1\"}");
  }

  @Test
  void numbersAreDoublesUnlessAnExpressionOrAPatchWroteThem() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: MutatingPolicy
        metadata: {name: p}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [apps], apiVersions: [v1], resources: [deployments], operations: [CREATE]}
          mutations:
        """;
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec: {replicas: 2, minReadySeconds: 5}
        """;
    String two = mutation("ApplyConfiguration", "Object{spec: Object.spec{replicas: 2}}");
    String label =
        mutation("JSONPatch", "[JSONPatch{op: 'add', path: '/metadata/labels', value: {}}]");
    String more =
        mutation(
            "ApplyConfiguration", "Object{spec: Object.spec{replicas: object.spec.replicas + 1}}");
    String longer =
        mutation(
            "ApplyConfiguration",
            "Object{spec: Object.spec{minReadySeconds: object.spec.minReadySeconds + 1}}");

    assertThat(spec(policy + more, deployment)).contains("no such overload");
    assertThat(spec(policy + two + more, deployment)).contains("\"replicas\":3");
    assertThat(spec(policy + two + longer, deployment)).contains("no such overload");
    assertThat(spec(policy + label + longer, deployment)).contains("\"minReadySeconds\":6");
  }

  private static String mutation(String type, String expression) {
    String key = type.equals("JSONPatch") ? "jsonPatch" : "applyConfiguration";
    return "  - patchType: %s\n    %s:\n      expression: \"%s\"\n"
        .formatted(type, key, expression);
  }

  /** The spec afterwards, or why there is none. */
  private static String spec(String policy, String manifest) {
    RuleOutcome outcome = Judged.by(policy).outcomes(manifest).get(0);
    return outcome.effect() instanceof Effect.Mutated mutated
        ? GoJson.write(mutated.root().child("spec"), 1000)
        : outcome.message();
  }

  private static List<String> changed(RuleOutcome outcome) {
    return ((Effect.MutatedTargets) outcome.effect())
        .roots().stream().map(root -> GoJson.write(root, 1000)).toList();
  }
}
