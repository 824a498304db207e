package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class ShadowedRuleTest {

  private static String policy(String name, String action, String match, String mark, String body) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: %s}
    spec:
      rules:
      - name: rule
    %s    match: {any: [{resources: {%s}}]}
        validate:
          failureAction: %s
          message: do as told
          %s
    """
        .formatted(name, mark, match, action, body);
  }

  private static final String MARK =
      " ".repeat(10)
          + "^^^^ shadowed-rule: rule strict/rule demands as much of all that this rule matches:"
          + " remove this one, or say how they differ\n";
  private static final String STRICT = "pattern: {spec: {hostNetwork: false, hostPID: false}}";
  private static final String MILD = "pattern: {spec: {hostNetwork: false}}";

  @Test
  void aRuleThatDemandsLess() {
    LintExample.check(
        policy("strict", "Enforce", "kinds: [Pod]", "", STRICT),
        policy("mild", "Audit", "kinds: [Pod], namespaces: [shop]", MARK, MILD));
    LintExample.check(
        policy("strict", "Enforce", "kinds: [Pod]", "", STRICT),
        policy("mild", "Audit", "kinds: [Pod]", MARK, MILD));
  }

  @Test
  void twoThatSayTheSame() {
    String deny =
        "deny: {conditions: {any: [{key: \"{{ request.object.metadata.name }}\", operator: Equals,"
            + " value: x}]}}";
    LintExample.check(
        policy("strict", "Audit", "kinds: [Pod], names: [x]", "", deny),
        policy("same", "Audit", "kinds: [Pod], names: [x]", MARK, deny));
  }

  @Test
  void stricterOrWiderRulesDecide() {
    LintExample.check(
        policy("strict", "Audit", "kinds: [Pod]", "", STRICT),
        policy("mild", "Enforce", "kinds: [Pod]", "", MILD));
    LintExample.check(
        policy("strict", "Audit", "kinds: [Pod], namespaces: [shop]", "", STRICT),
        policy("mild", "Audit", "kinds: [Pod]", "", MILD));
  }
}
