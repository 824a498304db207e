package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class UserInBackgroundTest {

  private static final String POLICY =
      """
      apiVersion: policies.kyverno.io/v1
      kind: ValidatingPolicy
      metadata: {name: example}
      spec:
        evaluation: {%s}
        matchConstraints:
          resourceRules:
          - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
        validations:
        - expression: "request.userInfo.username != 'alice'"
      %s    message: ask somebody else
      """;

  @Test
  void scansKnowNoUser() {
    LintExample.check(
        POLICY.formatted(
            "background: {enabled: true}",
            """
                                     ^^^^^^^^ user-in-background: a background scan knows no user: set spec.evaluation.background.enabled to false
            """));
  }

  @Test
  void noScanNoComplaint() {
    LintExample.check(POLICY.formatted("background: {enabled: false}", ""));
  }
}
