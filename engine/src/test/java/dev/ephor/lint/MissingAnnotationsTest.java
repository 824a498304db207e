package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class MissingAnnotationsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: example
        annotations:
      %s    policies.kyverno.io/title: Names
          policies.kyverno.io/category: Examples
      spec:
        rules:
        - name: one
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {message: no, pattern: {metadata: {name: "?*"}}}
      """;

  @Test
  void onlyWhereSomebodyWantsIt() {
    LintExample.check(POLICY.formatted(""));
    LintExample.checkWith(
        "missing-annotations",
        POLICY.formatted(
            "  ^^^^^^^^^^^ missing-annotations: annotations are missing:"
                + " policies.kyverno.io/severity, policies.kyverno.io/description\n"));
  }
}
