package dev.ephor.ide.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.ide.names.Navigation.Target;
import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From the cursor to where the name is given, and to where it is used: file, line and column. */
class NavigationTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: teams
      spec:
        rules:
          - name: known
            match: {any: [{resources: {kinds: [Pod]}}]}
            context:
              - name: known
                configMap: {name: teams, namespace: shop}
              - name: first
                variable: {jmesPath: known.data.first}
            validate:
              message: "{{ first }} is known, {{ request.object.first }} is not"
              foreach:
                - list: request.object.spec.containers
                  context:
                    - name: first
                      variable: {jmesPath: element.image}
                  deny:
                    conditions:
                      any:
                        - {key: "{{ first }}", operator: Equals, value: "{{ known.data.last || first }}"}
      """;

  private static final String EXCEPTION =
      """
      apiVersion: kyverno.io/v2
      kind: PolicyException
      metadata: {name: legacy, namespace: shop}
      spec:
        exceptions:
          - policyName: teams
            ruleNames: [autogen-known, "kno*"]
        match: {any: [{resources: {kinds: [Pod]}}]}
      """;

  private static final String TEST =
      """
      apiVersion: cli.kyverno.io/v1alpha1
      kind: Test
      metadata: {name: t}
      policies: [policy.yaml]
      resources: [pods.yaml]
      results:
        - policy: teams
          rule: known
          kind: Pod
          resources: [good]
          result: pass
      """;

  private static final String PODS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: teams, namespace: shop}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: good}
      spec: {containers: [{name: a, image: b}]}
      """;

  @Test
  void policiesAndRulesFromExceptionsAndTests() {
    assertThat(definition(EXCEPTION.replace("policyName: teams", "policyName: te‸ams")))
        .isEqualTo("policy.yaml:4:9");
    assertThat(definition(EXCEPTION.replace("autogen-known", "autogen-kn‸own")))
        .isEqualTo("policy.yaml:7:13");
    assertThat(definition(EXCEPTION.replace("kno*", "k‸no*"))).isEqualTo("policy.yaml:7:13");
    assertThat(definition(TEST.replace("rule: known", "rule: known‸")))
        .isEqualTo("policy.yaml:7:13");
    assertThat(definition(TEST.replace("[good]", "[g‸ood]"))).isEqualTo("pods.yaml:7:18");
  }

  @Test
  void contextEntriesByTheirScope() {
    assertThat(definition(POLICY.replace("{{ first }} is", "{{ fi‸rst }} is")))
        .isEqualTo("cursor.yaml:12:17");
    assertThat(definition(POLICY.replace("key: \"{{ first", "key: \"{{ fi‸rst")))
        .isEqualTo("cursor.yaml:19:23");
    assertThat(definition(POLICY.replace("object.first", "object.fi‸rst"))).isEmpty();
    assertThat(definition(POLICY.replace("configMap: {name: teams", "configMap: {name: te‸ams")))
        .isEqualTo("pods.yaml:3:18");
  }

  @Test
  void variablesOfCel() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: cel}
        spec:
          variables:
            - name: images
              expression: object.spec.containers.map(c, c.image)
          validations:
            - expression: >-
                variables.ima‸ges.all(i,
                  i != variables.images[0])
        """;
    assertThat(definition(policy)).isEqualTo("cursor.yaml:6:13");
    assertThat(references(policy))
        .isEqualTo("cursor.yaml:6:13 cursor.yaml:10:19 cursor.yaml:11:26");
  }

  @Test
  void everyUseOfAPolicyAndARule() {
    assertThat(references(POLICY.replace("name: teams\nspec", "name: te‸ams\nspec")))
        .isEqualTo("cursor.yaml:4:9 exception.yaml:6:19");
    assertThat(references(TEST.replace("policy: teams", "policy: te‸ams")))
        .isEqualTo("policy.yaml:4:9 cursor.yaml:7:13 exception.yaml:6:19");
    assertThat(references(EXCEPTION.replace("autogen-known", "autogen-kn‸own")))
        .isEqualTo("policy.yaml:7:13 cursor.yaml:7:27 cursor.yaml:7:35");
  }

  @Test
  void referencesInsideOfPatterns() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
            - name: r
              match: {any: [{resources: {kinds: [Pod]}}]}
              validate:
                anyPattern:
                  - spec:
                      =(containers):
                        - livenessProbe: {periodSeconds: 5}
                          readinessProbe:
                            periodSeconds: "$(>%s)"
        """;
    assertThat(definition(policy.formatted("./../../live‸nessProbe/periodSeconds")))
        .isEqualTo("cursor.yaml:12:50");
    assertThat(definition(policy.formatted("/spec/containers/0/liveness‸Probe/periodSeconds")))
        .isEqualTo("cursor.yaml:12:50");
    assertThat(definition(policy.formatted("/spec/no‸where"))).isEmpty();
  }

  @Test
  void fromAViolationToItsClause() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
            - name: r
              match: {any: [{resources: {kinds: [Pod]}}]}
              validate: {message: m, pattern: {spec: {hostNetwork: "false"}}}
        """;
    Typed typed =
        Typed.atCursor(
            "pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  hostNetwork: tr‸ue\n",
            "p.yaml",
            policy);
    assertThat(
            Navigation.definition(
                typed.snapshot(), typed.file(), typed.cursor(), Cancellation.NEVER))
        .extracting(target -> target.file().path())
        .containsOnly("/w/p.yaml");
  }

  private static String definition(String cursor) {
    Typed typed = typed(cursor);
    return shown(
        typed,
        Navigation.definition(typed.snapshot(), typed.file(), typed.cursor(), Cancellation.NEVER));
  }

  private static String references(String cursor) {
    Typed typed = typed(cursor);
    return shown(
        typed,
        Navigation.references(
            typed.snapshot(), typed.file(), typed.cursor(), true, Cancellation.NEVER));
  }

  private static Typed typed(String cursor) {
    return cursor.contains("kind: ClusterPolicy")
        ? Typed.atCursor("cursor.yaml", cursor, "exception.yaml", EXCEPTION, "pods.yaml", PODS)
        : cursor.contains("PolicyException")
            ? Typed.atCursor("cursor.yaml", cursor, "policy.yaml", POLICY)
            : Typed.atCursor(
                "cursor.yaml",
                cursor,
                "policy.yaml",
                POLICY,
                "exception.yaml",
                EXCEPTION,
                "pods.yaml",
                PODS);
  }

  private static String shown(Typed typed, List<Target> targets) {
    return targets.stream()
        .map(
            target -> {
              SourceText text = Objects.requireNonNull(typed.snapshot().text(target.file()));
              Position at = text.position(target.span().start(), PositionEncoding.UTF_16);
              return target.file().path().substring(3)
                  + ":"
                  + (at.line() + 1)
                  + ":"
                  + (at.character() + 1);
            })
        .collect(Collectors.joining(" "));
  }
}
