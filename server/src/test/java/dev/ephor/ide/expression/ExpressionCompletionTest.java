package dev.ephor.ide.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.ide.completion.Proposal;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may be written at the cursor inside of an expression, the first of it. */
class ExpressionCompletionTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
          - name: r
            match: {any: [{resources: {kinds: [%s]}}]}
      %s
      """;

  private static final String CEL =
      """
      apiVersion: policies.kyverno.io/v1
      kind: %s
      metadata: {name: p}
      spec:
        matchConstraints:
          resourceRules:
            - {apiGroups: [%s], apiVersions: [v1], operations: [CREATE], resources: [%s]}
      %s
      """;

  @Test
  void fieldsOfWhatIsMatched() {
    assertThat(message("Pod", "{{ request.object.spec.‸ }}"))
        .contains("containers", "hostNetwork", "volumes");
    assertThat(message("Pod", "{{ request.object.spec.containers[0].‸ }}"))
        .contains("image", "securityContext")
        .doesNotContain("containers");
    assertThat(message("Pod", "{{ request.object.spec.containers[].‸")).contains("image");
    assertThat(message("Pod", "{{ request.object.spec.containers[*].‸ }}")).contains("image");
    assertThat(message("Pod", "{{ request.object.spec.containers[?‸ }}")).contains("image");
    assertThat(message("Pod", "{{ request.object.spec.containers[?na‸ == 'x'] }}"))
        .contains("name");
    assertThat(message("Pod", "{{ request.object.spec.volumes[?hostPath].hostPath | [0].‸ }}"))
        .contains("path");
    assertThat(message("Pod", "{{ request.object.spec.containers[].{a: ‸} }}")).contains("image");
    assertThat(message("Pod", "{{ length(request.object.spec.‸) }}")).contains("containers");
    assertThat(message("Pod", "{{ map(&‸, request.object.spec.containers) }}")).contains("image");
    assertThat(message("Deployment", "{{ request.object.spec.template.spec.‸ }}"))
        .contains("containers");
  }

  @Test
  void aLoopGoesOverLists() {
    String loop = "      validate:\n        foreach:\n          - list: request.object.spec.‸";
    assertThat(at(RULE.formatted("Pod", loop)))
        .startsWith("containers", "initContainers", "volumes")
        .containsSubsequence("volumes", "resources", "hostNetwork");
    assertThat(message("Pod", "{{ request.object.spec.‸ }}")).startsWith("containers");
  }

  @Test
  void whatPoliciesAskOfRequestsComesFirst() {
    String validations = "  validations:\n    - expression: %s\n";
    String policy = CEL.formatted("ValidatingPolicy", "''", "pods", validations);
    assertThat(at(policy.formatted("request.‸"))).startsWith("object");
    assertThat(at(policy.formatted("‸")))
        .startsWith("object", "variables", "request", "oldObject", "namespaceObject");
  }

  @Test
  void rulesOfDefinitionsAreAboutTheirSchema() {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: backups.shop.example}
        spec:
          group: shop.example
          names: {kind: Backup, plural: backups}
          scope: Namespaced
          versions:
            - name: v1
              schema:
                openAPIV3Schema:
                  type: object
                  x-kubernetes-validations:
                    - rule: %s
                  properties:
                    spec:
                      type: object
                      properties:
                        mode: {type: string, enum: [Full, Delta]}
                        keep: {type: integer}
                      x-kubernetes-validations:
                        - {rule: "%s", optionalOldSelf: true}
        """;
    assertThat(at(definition.formatted("self.‸", "true"))).startsWith("spec", "metadata");
    assertThat(at(definition.formatted("self.metadata.‸", "true")))
        .contains("name", "generateName")
        .doesNotContain("labels");
    assertThat(at(definition.formatted("self.spec.‸", "true"))).contains("mode", "keep");
    assertThat(at(definition.formatted("true", "self.mode == '‸'")))
        .containsExactly("Full", "Delta");
    assertThat(at(definition.formatted("true", "‸"))).contains("self", "oldSelf", "size");
  }

  @Test
  void placeholdersOfTemplates() {
    String template =
        "  variables:\n    - {name: owner, expression: object.metadata.name}\n"
            + "  generate:\n    - template:\n        interpolate: cel\n        value: |\n"
            + "          kind: ConfigMap\n          metadata:\n            name: %s\n"
            + "          data: {a: b}\n";
    String policy = CEL.formatted("GeneratingPolicy", "''", "pods", template);
    assertThat(at(policy.formatted("x-(( object.spec.‸ ))-y"))).contains("containers");
    assertThat(at(policy.formatted("(( object.spec.‸"))).contains("containers");
    assertThat(at(policy.formatted("(( ‸ ))"))).contains("object", "variables", "generator");
    assertThat(at(policy.formatted("((‸))"))).contains("object", "variables");
    assertThat(at(policy.formatted("(( variables.‸ ))"))).containsExactly("owner");
  }

  @Test
  void variables() {
    assertThat(message("Pod", "{{ ‸ }}"))
        .contains("request", "images", "serviceAccountName", "length", "to_upper")
        .doesNotContain("element");
    assertThat(message("Pod", "{{ request.‸ }}")).contains("object", "operation", "userInfo");
    assertThat(message("Pod", "{{ images.containers.x.‸ }}")).contains("registry", "tag");
    assertThat(message("Pod", "{{ request.operation == '‸' }}")).contains("CREATE", "DELETE");
  }

  @Test
  void fieldsOfAStructureComeBeforeItsLoops() {
    assertThat(
            at(
                CEL.formatted(
                    "ValidatingPolicy",
                    "apps",
                    "deployments",
                    "  validations:\n    - expression: object.spec.‸")))
        .containsSubsequence("template", "replicas", "strategy", "all", "exists");
  }

  @Test
  void aBlockInWhichNothingIsWrittenYet() {
    String block = "  validations:\n    - expression: %s\n        ‸\n      message: x";
    for (String header : List.of("|", ">-")) {
      String policy = CEL.formatted("ValidatingPolicy", "apps", "deployments", block);
      assertThat(at(policy.formatted(header))).startsWith("object");
    }
  }

  @Test
  void loops() {
    assertThat(
            at(
                RULE.formatted(
                    "Pod",
                    """
                          validate:
                            foreach:
                              - list: request.object.spec.containers
                                context:
                                  - name: c
                                    variable: {jmesPath: element.image}
                                deny:
                                  conditions:
                                    all:
                                      - {key: "{{ element.‸ }}", operator: Equals, value: x}
                    """)))
        .contains("image", "env");
  }

  @Test
  void contextEntriesBeforeThisPlace() {
    String context =
        """
              context:
                - name: first
                  variable: {value: {a: {b: 1}, list: [{c: 1}]}}
                - name: second
                  variable: {jmesPath: "%s"}
                - name: third
                  apiCall: {urlPath: "/api/v1/namespaces/{{ request.namespace }}/pods"}
              validate:
                message: "%s"
        """;
    assertThat(at(RULE.formatted("Pod", context.formatted("‸", ""))))
        .contains("first")
        .doesNotContain("second", "third");
    assertThat(at(RULE.formatted("Pod", context.formatted("first.‸", "")))).contains("a", "list");
    assertThat(at(RULE.formatted("Pod", context.formatted("first.list[0].‸", "")))).contains("c");
    assertThat(at(RULE.formatted("Pod", context.formatted("first.a", "{{ second.‸ }}"))))
        .contains("b");
    assertThat(at(RULE.formatted("Pod", context.formatted("first.a", "{{ third.items[].‸ }}"))))
        .contains("spec", "metadata");
  }

  @Test
  void configMapsOfTheWorkspace() {
    String policy =
        RULE.formatted(
            "Pod",
            """
                  context:
                    - name: settings
                      configMap: {name: shop, namespace: tools}
                  validate:
                    message: "{{ settings.data.‸ }}"
            """);
    String map =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: shop, namespace: tools}
        data: {owner: x, "app.io/team": y}
        """;
    Typed typed = Typed.atCursor("p.yaml", policy, "m.yaml", map);
    List<Proposal> proposals = proposals(typed);
    assertThat(proposals).extracting(Proposal::label).contains("owner", "app.io/team");
    assertThat(proposals)
        .filteredOn(proposal -> proposal.label().equals("app.io/team"))
        .extracting(Proposal::text)
        .containsExactly("\\\"app.io/team\\\"");
  }

  @Test
  void celMembers() {
    assertThat(validation("pods", "object.‸")).contains("spec", "metadata");
    assertThat(validation("pods", "object.spec.‸ == 1")).contains("containers", "hostNetwork");
    assertThat(validation("pods", "object.spec.containers.all(c, c.‸"))
        .contains("image", "securityContext");
    assertThat(validation("pods", "object.spec.containers.all(c, c.ports.exists(p, p.‸))"))
        .contains("hostPort");
    assertThat(validation("pods", "has(object.spec.‸)")).contains("hostPID");
    assertThat(validation("pods", "object.spec.?securityContext.?‸")).contains("runAsNonRoot");
    assertThat(validation("pods", "object.spec.securityContext.orValue({}).‸"))
        .contains("runAsNonRoot");
    assertThat(validation("pods", "object.spec.containers[0].‸")).contains("image");
    assertThat(
            validation(
                "pods",
                "(object.spec.containers + object.spec.?initContainers.orValue([])).filter(c,"
                    + " true).map(c, c.‸"))
        .contains("image");
    assertThat(validation("pods", "object.spec.containers.‸")).contains("all", "exists", "map");
    assertThat(validation("pods", "object.metadata.name.‸"))
        .contains("startsWith", "contains", "size", "find")
        .doesNotContain("all", "containsIP");
    assertThat(validation("pods", "request.userInfo.‸")).contains("username", "groups");
    assertThat(validation("pods", "cidr('10.0.0.0/8').‸")).contains("containsIP", "masked");
    assertThat(validation("pods", "request.operation == \\\"‸\\\"")).contains("CREATE");
    assertThat(validation("pods", "math.‸")).contains("round", "abs", "least");
  }

  @Test
  void celNames() {
    assertThat(validation("pods", "‸"))
        .contains("object", "request", "variables", "has", "quantity", "resource")
        .doesNotContain("images", "containsIP");
    assertThat(validation("pods", "object.spec.containers.all(container, ‸)"))
        .first()
        .isEqualTo("container");
    assertThat(validation("pods", "true && ‸")).contains("object");
    assertThat(validation("pods", "true ‸")).isEmpty();
  }

  @Test
  void composedVariablesBeforeThisPlace() {
    String policy =
        """
          variables:
            - name: containers
              expression: object.spec.containers
            - name: images
              expression: variables.%s
            - name: later
              expression: "1"
          validations:
            - expression: "%s"
        """;
    assertThat(cel("ValidatingPolicy", "pods", policy.formatted("‸", "true")))
        .contains("containers")
        .doesNotContain("images", "later");
    assertThat(
            cel(
                "ValidatingPolicy",
                "pods",
                policy.formatted("containers.map(c, c)", "variables.images[0].‸")))
        .contains("image");
  }

  @Test
  void objectsThatAreMade() {
    String policy =
        """
          mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: >-
                  Object{spec: Object.spec{%s
        """;
    assertThat(cel("MutatingPolicy", "pods", policy.formatted("‸}}")))
        .contains("containers", "hostNetwork");
    assertThat(cel("MutatingPolicy", "pods", policy.formatted("hostNetwork: true, ho‸")))
        .contains("hostPID")
        .doesNotContain("hostNetwork");
    assertThat(
            cel(
                "MutatingPolicy",
                "pods",
                policy.formatted("containers: [Object.spec.containers{‸")))
        .contains("image");
    assertThat(cel("MutatingPolicy", "pods", policy.formatted("securityContext: Object.spec.‸{")))
        .contains("securityContext");
  }

  @Test
  void anExpressionThatIsNotThereYet() {
    assertThat(cel("ValidatingPolicy", "pods", "  validations:\n    - expression: ‸"))
        .contains("object", "has");
    assertThat(
            cel("ValidatingPolicy", "pods", "  validations:\n    - expression: object.spec && ‸"))
        .contains("object", "has");
    assertThat(cel("ValidatingPolicy", "pods", "  validations:\n    - message: ‸")).isNull();
  }

  private static List<String> message(String kind, String text) {
    return at(RULE.formatted(kind, "      validate: {message: \"" + text + "\"}"));
  }

  private static List<String> validation(String resource, String text) {
    return cel("ValidatingPolicy", resource, "  validations:\n    - expression: \"" + text + "\"");
  }

  private static List<String> cel(String kind, String resource, String rest) {
    return at(CEL.formatted(kind, "''", resource, rest));
  }

  private static List<String> at(String policy) {
    List<Proposal> proposals = proposals(Typed.atCursor("p.yaml", policy));
    return proposals == null ? null : proposals.stream().map(Proposal::label).toList();
  }

  private static List<Proposal> proposals(Typed typed) {
    return ExpressionCompletion.at(typed.snapshot(), typed.file(), typed.cursor())
        .map(
            found ->
                found.stream()
                    .sorted(Comparator.comparingInt(Proposal::rank).thenComparing(Proposal::label))
                    .toList())
        .orElse(null);
  }
}
