package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class ConflictingRulesTest {

  private static String policy(String name, String match, String pattern) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: %s}
    spec:
      rules:
      - name: rule
        match: {any: [{resources: {%s}}]}
        validate:
          message: do as told
          pattern:
            spec:
              %s
    """
        .formatted(name, match, pattern);
  }

  @Test
  void amountsThatCannotBeBoth() {
    LintExample.check(
        policy("many", "kinds: [Deployment]", "replicas: \">=3\""),
        policy("few", "kinds: [Deployment], namespaces: [shop]", "replicas: \"<2\"")
            + " ".repeat(20)
            + "^^^^ conflicting-rules: no Deployment can pass this and rule many/rule, which"
            + " demands >=3 of spec.replicas: change one of them, or what they match\n");
  }

  @Test
  void imagesOfTwoRegistries() {
    LintExample.check(
        policy("one", "kinds: [Pod]", "containers: [{image: one.example/*}]"),
        policy("two", "kinds: [Pod]", "containers: [{image: two.example/* | three.example/*}]")
            + " ".repeat(31)
            + "^".repeat(31)
            + " conflicting-rules: no Pod can pass this and rule one/rule, which demands"
            + " one.example/* of spec.containers[*].image: change one of them, or what they"
            + " match\n");
  }

  @Test
  void whatMayBothHoldIsNoConflict() {
    LintExample.check(
        policy("one", "kinds: [Deployment]", "replicas: \">=3\""),
        policy("two", "kinds: [Deployment]", "replicas: \"<5\""));
    LintExample.check(
        policy("one", "kinds: [Pod]", "=(hostNetwork): false"),
        policy("two", "kinds: [Pod]", "=(hostNetwork): true"));
    LintExample.check(
        policy("one", "kinds: [Deployment], namespaces: [a]", "replicas: 1"),
        policy("two", "kinds: [Deployment], namespaces: [b]", "replicas: 2"));
    LintExample.check(
        policy("one", "kinds: [Pod]", "containers: [{(name): a, image: one/*}]"),
        policy("two", "kinds: [Pod]", "containers: [{image: two/*}]"));
  }
}
