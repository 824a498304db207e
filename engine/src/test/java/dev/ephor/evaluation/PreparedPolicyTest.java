package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.RuleOutcome.Action;
import dev.ephor.rule.Status;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Which rules of a policy speak, in which order, and what a cluster would do about it. */
class PreparedPolicyTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: prod-eu
      """;

  private static String policy(String spec) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata:
      name: p
    spec:
    """
        + spec.indent(2);
  }

  @Test
  void rulesSpeakInTheirOrder() {
    assertThat(Judged.by(policy(twoRules("All"))).outcomes(POD))
        .extracting(RuleOutcome::rule)
        .containsExactly("first", "second", "third");
  }

  @Test
  void withApplyRulesOneTheFirstThatDecidesIsTheLast() {
    List<RuleOutcome> outcomes = Judged.by(policy(twoRules("One"))).outcomes(POD);
    assertThat(outcomes).extracting(RuleOutcome::rule).containsExactly("first", "second");
    assertThat(outcomes).extracting(RuleOutcome::status).containsExactly(Status.SKIP, Status.PASS);
  }

  private static String twoRules(String applyRules) {
    return """
    applyRules: %s
    rules:
    - name: first
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {pattern: {(kind): Service}}
    - name: second
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {pattern: {kind: Pod}}
    - name: third
      match: {any: [{resources: {kinds: [Pod]}}]}
      validate: {deny: {}}
    """
        .formatted(applyRules);
  }

  @Test
  void everySpellingOfTheFailureAction() {
    assertThat(action("")).isEqualTo(Action.AUDIT);
    assertThat(action("validationFailureAction: enforce")).isEqualTo(Action.ENFORCE);
    assertThat(action("validationFailureAction: Enforce")).isEqualTo(Action.ENFORCE);
    assertThat(action("validationFailureAction: audit")).isEqualTo(Action.AUDIT);
    assertThat(action("", "failureAction: Enforce")).isEqualTo(Action.ENFORCE);
    assertThat(action("validationFailureAction: Enforce", "failureAction: Audit"))
        .isEqualTo(Action.AUDIT);
  }

  @Test
  void oneStrictImageVerificationMakesItsRuleStrict() {
    String rule =
        """
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Pod]}}]}
          verifyImages:
          - {imageReferences: ['*'], mutateDigest: false, verifyDigest: true, failureAction: Audit}
          - {imageReferences: ['*'], mutateDigest: false, verifyDigest: true, failureAction: Audit}
        """;
    String withImage = POD + "spec: {containers: [{name: c, image: nginx}]}\n";
    assertThat(Judged.by(policy(rule)).outcomes(withImage))
        .isNotEmpty()
        .allSatisfy(outcome -> assertThat(outcome.action()).isEqualTo(Action.AUDIT));
    String strict = policy(rule.replaceFirst("(?s)(.*)Audit", "$1Enforce"));
    assertThat(Judged.by(strict).outcomes(withImage))
        .isNotEmpty()
        .allSatisfy(outcome -> assertThat(outcome.action()).isEqualTo(Action.ENFORCE));
  }

  @Test
  void overridesHoldInTheirNamespaces() {
    String elsewhere =
        """
        validationFailureAction: Audit
        validationFailureActionOverrides:
        - action: Enforce
          namespaces: [staging]
        """;
    assertThat(action(elsewhere)).isEqualTo(Action.AUDIT);
    assertThat(action(elsewhere.replace("staging", "staging, 'prod-*'"))).isEqualTo(Action.ENFORCE);
    assertThat(
            action(
                elsewhere.replace("staging", "'prod-*'"),
                "failureActionOverrides: [{action: Audit, namespaces: [prod-eu]}]"))
        .isEqualTo(Action.AUDIT);
  }

  @Test
  void overridesHoldForLabelsOfNamespaces() {
    String policy =
        policy(
            """
            validationFailureActionOverrides:
            - action: Enforce
              namespaceSelector: {matchLabels: {env: prod}}
            """
                + RULE);
    assertThat(Judged.by(policy).outcomes(POD))
        .extracting(RuleOutcome::action)
        .containsExactly(Action.AUDIT);
    assertThat(Judged.by(policy).namespace("prod-eu", Map.of("env", "prod")).outcomes(POD))
        .extracting(RuleOutcome::action)
        .containsExactly(Action.ENFORCE);
  }

  private static final String RULE =
      """
      rules:
      - name: r
        match: {any: [{resources: {kinds: [Pod]}}]}
        validate:
          deny: {}
      """;

  private static Action action(String spec) {
    return action(spec, "");
  }

  private static Action action(String spec, String validate) {
    return Judged.by(policy(spec + "\n" + RULE + validate.indent(4))).outcomes(POD).get(0).action();
  }

  @Test
  void aNamespacedPolicyJudgesItsNamespaceOnly() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: Policy
        metadata:
          name: p
          namespace: prod-eu
        spec:
        """
            + RULE.indent(2);
    assertThat(Judged.by(policy).outcomes(POD)).hasSize(1);
    assertThat(Judged.by(policy.replace("prod-eu", "prod-us")).outcomes(POD)).isEmpty();
    assertThat(Judged.by(policy.replace("  namespace: prod-eu\n", "")).outcomes(POD)).isEmpty();
    assertThat(
            Judged.by(policy.replace("  namespace: prod-eu\n", ""))
                .outcomes(POD.replace("  namespace: prod-eu\n", "")))
        .as("both are in the namespace default")
        .hasSize(1);
  }

  @Test
  void kindsServeAsAnIndex() {
    PreparedPolicy prepared =
        prepare(
            policy(
                """
                rules:
                - name: a
                  match: {any: [{resources: {kinds: [apps/v1/Deployment, 'Stateful*']}}]}
                  validate: {deny: {}}
                - name: b
                  match: {all: [{resources: {kinds: [v1/ConfigMap]}}, {resources: {names: [x]}}]}
                  validate: {deny: {}}
                - name: c
                  match: {any: [{resources: {kinds: [Service]}}]}
                  exclude: {any: [{resources: {kinds: ['*']}}]}
                  validate: {deny: {}}
                """),
            CrashHook.IGNORE);
    assertThat(prepared.mayMatch(GroupVersionKind.of("apps/v1", "Deployment"))).isTrue();
    assertThat(prepared.mayMatch(GroupVersionKind.of("apps/v1beta1", "Deployment"))).isFalse();
    assertThat(prepared.mayMatch(GroupVersionKind.of("apps/v1", "StatefulSet"))).isTrue();
    assertThat(prepared.mayMatch(GroupVersionKind.of("v1", "ConfigMap"))).isTrue();
    assertThat(prepared.mayMatch(GroupVersionKind.of("v1", "Pod"))).isFalse();
    assertThat(prepared.mayMatch(GroupVersionKind.of("v1", "Service"))).isFalse();
  }

  @Test
  void aCrashInOneRuleIsThatRulesError() {
    List<String> crashes = new ArrayList<>();
    PreparedPolicy prepared =
        prepare(
            policy(
                """
                rules:
                - name: asks
                  match: {any: [{resources: {kinds: [Pod], namespaceSelector: {matchLabels: {a: b}}}}]}
                  validate: {deny: {}}
                - name: healthy
                  match: {any: [{resources: {kinds: [Pod]}}]}
                  validate: {deny: {}}
                """),
            (policy, rule, cause) -> crashes.add(policy + "/" + rule + ": " + cause));
    List<RuleOutcome> outcomes =
        prepared.evaluate(resource(POD), AdmissionRequest.CREATE, broken(new StackOverflowError()));
    assertThat(outcomes)
        .extracting(RuleOutcome::rule, RuleOutcome::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("asks", Status.ERROR),
            org.assertj.core.groups.Tuple.tuple("healthy", Status.FAIL));
    assertThat(outcomes.get(0).message()).contains("java.lang.StackOverflowError");
    assertThat(outcomes.get(0).findings()).hasSize(1);
    assertThat(crashes).containsExactly("p/asks: java.lang.StackOverflowError");
    assertThatThrownBy(
            () ->
                prepared.evaluate(
                    resource(POD), AdmissionRequest.CREATE, broken(new CancellationException())))
        .as("a cancellation is no crash")
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void otherKindsOfPoliciesMatchNothing() {
    PreparedPolicy prepared =
        prepare(
            """
            apiVersion: policies.kyverno.io/v1
            kind: ValidatingPolicy
            metadata:
              name: later
            """,
            CrashHook.IGNORE);
    assertThat(prepared.mayMatch(GroupVersionKind.of("v1", "Pod"))).isFalse();
    assertThat(prepared.policy().name()).isEqualTo("later");
  }

  private static PreparedPolicy prepare(String policy, CrashHook hook) {
    return PreparedPolicy.of(PolicyReader.read(map(policy)).policy(), hook, Detail.REASONS);
  }

  private static Resource resource(String manifest) {
    return Resource.of(map(manifest));
  }

  private static MapValue map(String text) {
    return (MapValue) YamlParser.parse(new Source("test"), text).root();
  }

  private static <E extends Throwable> Facts broken(E cause) {
    return new Facts() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T ask(Question<T> question) {
        if (question instanceof Question.Exceptions) {
          return (T) List.of();
        }
        if (cause instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) cause;
      }
    };
  }
}
