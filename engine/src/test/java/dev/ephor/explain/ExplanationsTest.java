package dev.ephor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        labels: {team: web}
      spec:
        containers:
        - name: main
          image: nginx:latest
        - name: side
          image: envoy:1.2
      """;

  @Test
  void aPatternByThePathsInTheResource() {
    String policy =
        Explained.rule(
            """
            preconditions:
              all:
              - {key: "{{ request.operation }}", operator: Equals, value: CREATE}
            validate:
              message: Pin the tag.
              pattern:
                spec:
                  =(hostNetwork): false
                  containers:
                  - (name): "*"
                    image: "!*:latest"
            """);

    assertThat(Explained.text(policy, POD))
        .isEqualTo(
            """
            ✗ fail  ClusterPolicy p, rule r on Pod shop/web  [p8:5]
            ├─ ✓ match any: matches  [p9:12]
            │  └─ ✓ kinds wants ["Pod"], sees v1/Pod  [p9:39]
            ├─ ✓ preconditions: holds  [p11:7]
            │  └─ ✓ all: holds  [p12:7]
            │     └─ ✓ "CREATE" Equals "CREATE"  [p12:9]
            │        └─ · request.operation = "CREATE"  [p12:15]
            ├─ ✗ pattern: does not fit  [p16:9]
            │  └─ ✗ spec
            │     ├─ ✓ =(hostNetwork) wants false, sees nothing  [p17:27 m7:1]
            │     └─ ✗ containers[0]
            │        ├─ ✓ (name) wants "*", sees "main"  [p19:21 m9:11]
            │        └─ ✗ image wants "!*:latest", sees "nginx:latest"  [p20:20 m10:12]
            └─ ✗ fail: validation error: Pin the tag. rule r failed at path \
            /spec/containers/0/image/  [p20:20 m10:12]
            """);
  }

  @Test
  void aLoopWithItsElementsAndContext() {
    String policy =
        Explained.rule(
            """
            context:
            - name: owner
              variable: {jmesPath: request.object.metadata.labels.team}
            validate:
              foreach:
              - list: request.object.spec.containers
                deny:
                  conditions:
                    all:
                    - {key: "{{ element.name }}", operator: Equals, value: side}
                    - {key: "{{ owner }}", operator: NotEquals, value: "db"}
            """);

    assertThat(Explained.text(policy, POD))
        .contains(
            """
            ├─ ✗ foreach request.object.spec.containers  [p15:9]
            """,
            """
            │  ├─ ✓ element 0 = {"name": "main", "image": "nginx:latest"}  [p15:9 m9:5]
            │  │  └─ ✗ deny: does not hold, so nothing is denied  [p18:13]
            │  │     └─ ✗ all: does not hold  [p19:13]
            │  │        └─ ✗ "main" Equals "side"  [p19:15 m9:11]
            │  │           └─ · element.name = "main"  [p19:21 m9:11]
            """,
            """
            │           └─ ✓ "web" NotEquals "db"  [p20:15 m6:18]
            │              ├─ · context owner = "web"  [p11:7 m6:18]
            │              │  └─ · request.object.metadata.labels.team = "web"  [m6:18]
            │              └─ · owner = "web"  [p20:21 m6:18]
            """);
  }

  @Test
  void everyPartOfACelExpressionAndTheVariablesThatItReads() {
    String policy =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: vp}
        spec:
          validationActions: [Deny]
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          matchConditions:
          - name: shop
            expression: object.metadata.namespace == 'shop'
          variables:
          - name: images
            expression: object.spec.containers.map(c, c.image)
          validations:
          - expression: variables.images.all(i, !i.endsWith(':latest')) || has(object.spec.nodeName)
        """;

    assertThat(Explained.text(policy, POD))
        .contains(
            """
            ├─ ✓ matchConditions: holds  [p11:17]
            │  └─ ✓ matchConditions[0] shop: object.metadata.namespace == 'shop' = true  [p11:17]
            │     └─ · object.metadata.namespace = "shop"  [p11:17 m5:14]
            """,
            """
            │  │  ├─ · c #0: c.image = "nginx:latest"  [p14:47 m10:12]
            │  │  └─ · c #1: c.image = "envoy:1.2"  [p14:47 m12:12]
            │  ├─ ✗ variables.images.all(i, !i.endsWith(':latest')) = false  [p16:17]
            │  │  ├─ · variables.images = ["nginx:latest", "envoy:1.2"]  [p16:17]
            │  │  └─ ✗ i #0: !i.endsWith(':latest') = false  [p16:41]
            │  │     └─ ✓ i.endsWith(':latest') = true  [p16:42]
            │  │        └─ · i = "nginx:latest"  [p16:42]
            │  └─ ✗ has(object.spec.nodeName) = false  [p16:68 m7:1]
            └─ ✗ fail: CEL expression validation failed at index 0  [p16:17 m7:1]
            """);
  }

  @Test
  void whatAMutationChanges() {
    String policy =
        Explained.rule(
            """
            mutate:
              patchStrategicMerge:
                metadata:
                  labels:
                    +(tier): web
                spec:
                  containers:
                  - (name): "main"
                    imagePullPolicy: Always
            """);

    assertThat(Explained.text(policy, POD))
        .contains(
            """
            ├─ ✓ mutate: changes the resource  [p11:7]
            │  ├─ · sets metadata.labels.tier = "web"  [p14:22 m6:3]
            │  └─ · sets spec.containers[0].imagePullPolicy = "Always"  [p18:30 m9:3]
            └─ ✓ pass: mutated Pod/web in namespace shop
            """);
  }

  @Test
  void podSecurityByControl() {
    assertThat(
            Explained.text(
                Explained.rule("validate: {podSecurity: {level: restricted, version: latest}}"),
                POD))
        .contains(
            """
            │  ├─ ✗ control Running as Non-root: violated: runAsNonRoot != true  [p10:29]
            │  │  ├─ ✗ spec.containers[0].securityContext.runAsNonRoot = nothing  [m9:3]
            │  │  └─ ✗ spec.containers[1].securityContext.runAsNonRoot = nothing  [m11:3]
            │  ├─ ✓ control Running as Non-root user  [p10:29]
            """);
  }

  @Test
  void whatIsNotMatchedTellsWhichClauseSaidNo() {
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod], namespaces: ["shop*"], names: [web]}}]}
            exclude:
              any:
              - resources: {selector: {matchLabels: {team: web}}}
              - resources: {operations: [DELETE]}
            validate: {pattern: {metadata: {name: "?*"}}}
        """;

    assertThat(Explained.text(policy, POD))
        .isEqualTo(
            """
            - does not match  ClusterPolicy p, rule r on Pod shop/web  [p6:5]
            ├─ ✓ match any: matches  [p7:12]
            │  ├─ ✓ kinds wants ["Pod"], sees v1/Pod  [p7:39]
            │  ├─ ✓ names wants ["web"], sees web  [p7:76]
            │  └─ ✓ namespaces wants ["shop*"], sees shop  [p7:58]
            └─ ✓ exclude any: excludes the resource  [p9:7]
               └─ ✓ selector wants {"matchLabels": {"team": "web"}}, sees team=web  [p10:31]
            """);
  }

  @Test
  void theExceptionThatExempts() {
    String policy =
        Explained.rule("validate: {pattern: {spec: {hostNetwork: true}}}")
            + """
            ---
            apiVersion: kyverno.io/v2
            kind: PolicyException
            metadata: {name: e, namespace: shop}
            spec:
              exceptions: [{policyName: p, ruleNames: [r]}]
              match: {any: [{resources: {kinds: [Pod], names: [web]}}]}
            """;

    assertThat(Explained.text(policy, POD))
        .contains(
            """
            ├─ ✓ exception shop/e: exempts the resource  [p12:1]
            """,
            "└─ - skip: rule is skipped due to policy exceptions");
  }

  @Test
  void autoGeneratedRulesNameTheWrittenClause() {
    String policy =
        Explained.rule("validate: {pattern: {spec: {hostNetwork: true}}}")
            .replaceAll("  annotations: .*\n", "");
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec: {hostNetwork: false}
        """;

    assertThat(Explained.text(policy, deployment))
        .contains("✗ fail  ClusterPolicy p, rule autogen-r on Deployment default/web")
        .contains("spec.template.spec.hostNetwork wants true, sees false  [p9:46 m6:25]");
  }

  @Test
  void whatSecretsHoldIsNotShownNotEvenDecoded() {
    String policy =
        Explained.rule(
                """
                context:
                - name: plain
                  variable: {jmesPath: "base64_decode(request.object.data.password)"}
                - name: first
                  variable: {jmesPath: "truncate(base64_decode(request.object.data.password), `3`)"}
                validate:
                  message: "not {{ plain }}"
                  deny:
                    conditions:
                      all:
                      - {key: "{{ first }}", operator: NotEquals, value: "abc"}
                      - {key: "{{ plain }}", operator: NotEquals, value: "{{ request.object.metadata.name }}"}
                """)
            .replace("kinds: [Pod]", "kinds: [Secret]");
    String secret =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: shop}
        data: {password: aHVudGVyMg==}
        """;

    String text = Explained.text(policy, secret);

    assertThat(text)
        .contains("✗ fail", "plain = \"***\"", "first = \"***\"", "\"shop\"", "not ***")
        .doesNotContain("hunter2", "hun", "aHVudGVyMg");
    assertThat(Explained.text(Explained.snapshot(policy, secret), true))
        .contains("plain = \"hunter2\"", "first = \"hun\"");
  }

  @Test
  void secretsThatAreAskedForAreNotShownEither() {
    String policy =
        Explained.rule(
            """
            context:
            - name: token
              apiCall:
                urlPath: /api/v1/namespaces/shop/secrets/api
                jmesPath: "base64_decode(data.token)"
            validate:
              deny:
                conditions:
                  all:
                  - {key: "{{ token }}", operator: NotEquals, value: ""}
            """);
    String secret =
        """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: api, namespace: shop}
        data: {token: aHVudGVyMg==}
        """;

    assertThat(Explained.text(policy, POD + secret))
        .contains("token = \"***\"", "\"***\" NotEquals \"\"")
        .doesNotContain("hunter2", "aHVudGVyMg");
  }

  @Test
  void hugeTracesAreCutAndSaySo() {
    StringBuilder containers = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      containers.append("  - {name: c").append(i).append(", image: \"").append("x".repeat(500));
      containers.append("\"}\n");
    }
    String pod = POD.substring(0, POD.indexOf("  - name: main")) + containers;
    String loop =
        Explained.rule(
            """
            validate:
              foreach:
              - list: request.object.spec.containers
                pattern: {name: "c*", image: "x*"}
            """);
    String cel =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: vp}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          validations:
          - expression: object.spec.containers.all(c, c.name.startsWith('c') && c.image != '')
        """;

    String text =
        Explained.text(loop + "---\n" + cel, pod.replace("c2999, image: \"x", "d, image: \"y"));

    assertThat(text)
        .contains("✗ fail  ClusterPolicy p", "✗ fail  ValidatingPolicy vp")
        .containsPattern("… 29[0-9]+ more")
        .contains("✗ element 2999 = {\"name\": \"d\"", "✗ c #2999: c.name.startsWith('c')");
    assertThat(text.lines().count()).isLessThan(3_200);
    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThan(400);
  }

  @Test
  void brokenTextAndPoliciesWithErrorsAreNoObstacle() {
    String policy = Explained.rule("validate: {pattern: {spec: {");

    assertThat(Explained.text(policy, POD)).isNotNull();
    assertThat(
            Explained.text(Explained.rule("validate: {pattern: {spec: 1}}"), "kind: [Pod\n  a: b"))
        .isEmpty();
  }
}
