package dev.ephor.ide.outline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file on the left, its outline on the right. */
class DocumentOutlineTest {

  @Test
  void rulesWithTheirVariablesAndLoops() {
    assertThat(
            outline(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: require-team}
                spec:
                  rules:
                  - name: team
                    match: {any: [{resources: {kinds: [Pod]}}]}
                    context:
                    - name: teams
                      configMap: {name: teams, namespace: shop}
                    validate:
                      foreach:
                      - list: request.object.spec.containers
                        context:
                        - name: image
                          variable: {jmesPath: element.image}
                        deny: {}
                  - name: label
                    mutate: {patchStrategicMerge: {}}
                  - validate: {pattern: {}}
                """))
        .isEqualTo(
            """
            POLICY require-team (ClusterPolicy)
              RULE team (validate foreach)
                VARIABLE teams (configMap)
                LOOP request.object.spec.containers (foreach)
                  VARIABLE image (variable)
              RULE label (mutate patchStrategicMerge)
              RULE (no name) (validate pattern)
            """);
  }

  @Test
  void whatAPolicyInCelConsistsOf() {
    assertThat(
            outline(
                """
                apiVersion: policies.kyverno.io/v1
                kind: ValidatingPolicy
                metadata: {name: replicas}
                spec:
                  matchConditions:
                  - {name: not-system, expression: "object.metadata.namespace != 'kube-system'"}
                  variables:
                  - name: count
                    expression: object.spec.replicas
                  validations:
                  - expression: variables.count > 1
                    message: At least two.
                  - expression: variables.count < 10
                  auditAnnotations:
                  - {key: seen, valueExpression: "'yes'"}
                """))
        .isEqualTo(
            """
            POLICY replicas (ValidatingPolicy)
              MATCH_CONDITION not-system (object.metadata.namespace != 'kube-system')
              VARIABLE count (object.spec.replicas)
              VALIDATION At least two. (variables.count > 1)
              VALIDATION variables.count < 10 (validation)
              AUDIT_ANNOTATION seen ('yes')
            """);
  }

  @Test
  void containersAndOtherNamedItemsOfManifests() {
    assertThat(
            outline(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  template:
                    spec:
                      containers:
                      - name: app
                        image: nginx:1.27
                        ports:
                        - {name: http, containerPort: 80}
                        volumeMounts:
                        - {name: data, mountPath: /data}
                      volumes:
                      - {name: data, emptyDir: {}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data:
                  colour: blue
                """))
        .isEqualTo(
            """
            RESOURCE web (Deployment in shop)
              ITEM app (container nginx:1.27)
                ITEM http (port)
              ITEM data (volume)
            RESOURCE settings (ConfigMap)
              ENTRY colour (data)
            """);
  }

  @Test
  void testsExceptionsAndLists() {
    assertThat(
            outline(
                """
                apiVersion: cli.kyverno.io/v1alpha1
                kind: Test
                metadata: {name: teams}
                results:
                - {policy: require-team, rule: team, kind: Pod, result: pass}
                ---
                apiVersion: kyverno.io/v2
                kind: PolicyException
                metadata: {name: legacy}
                spec:
                  exceptions:
                  - {policyName: require-team, ruleNames: [team, label]}
                ---
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: Pod, metadata: {generateName: job-}}
                """))
        .isEqualTo(
            """
            TEST teams (Test)
              EXPECTATION require-team/team (pass Pod)
            EXCEPTION legacy (PolicyException)
              ENTRY require-team (team, label)
            LIST List
              RESOURCE job- (Pod)
            """);
  }

  @Test
  void spansCoverTheirChildrenAndSelectNames() {
    Typed typed =
        Typed.in(
            "a.yaml",
            """
            # the policy
            apiVersion: kyverno.io/v1
            kind: Policy
            metadata:
              name: p # named
            spec:
              rules:
              - name: r
                validate: {}
            """);
    Symbol policy = DocumentOutline.of(typed.snapshot(), typed.file()).get(0);
    Symbol rule = policy.children().get(0);
    assertThat(typed.at(policy.selection())).isEqualTo("p");
    assertThat(typed.at(policy.span())).startsWith("apiVersion").endsWith("validate: {}");
    assertThat(typed.at(rule.selection())).isEqualTo("r");
    assertThat(typed.at(rule.span())).isEqualTo("- name: r\n    validate: {}");
  }

  @Test
  void whatStandsAtAnAnchorIsShownOnce() {
    assertThat(
            outline(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: twice}
                spec:
                  containers: &all
                  - &first {name: app}
                  - *first
                  initContainers: *all
                """))
        .isEqualTo(
            """
            RESOURCE twice (Pod)
              ITEM app (container)
              ITEM app (container)
            """);
  }

  @Test
  void aBrokenDocumentAndItsHealthyNeighbour() {
    assertThat(
            outline(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: broken
                spec:
                  containers:
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: healthy}
                """))
        .startsWith("RESOURCE ")
        .endsWith("RESOURCE healthy (Service)\n");
  }

  @Test
  void filesOfOthersHaveNoOutline() {
    assertThat(outline("services:\n  web: {image: nginx}\n")).isEmpty();
    assertThat(outline("")).isEmpty();
  }

  private static String outline(String text) {
    Typed typed = Typed.in("a.yaml", text);
    StringBuilder shown = new StringBuilder();
    print(DocumentOutline.of(typed.snapshot(), typed.file()), "", shown);
    return shown.toString();
  }

  private static void print(List<Symbol> symbols, String indent, StringBuilder shown) {
    for (Symbol symbol : symbols) {
      String detail = symbol.detail().isEmpty() ? "" : " (" + symbol.detail() + ")";
      shown.append(indent).append(symbol.kind()).append(' ').append(symbol.name());
      shown.append(detail).append('\n');
      assertThat(symbol.span().covers(symbol.selection())).isTrue();
      symbol.children().forEach(child -> assertThat(symbol.span().covers(child.span())).isTrue());
      print(symbol.children(), indent + "  ", shown);
    }
  }
}
