package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuppressionsTest {

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: example}
      spec:
        rules:
        - name: silent
          match: {any: [{resources: {kinds: [Pod]}}]}
          %s
          validate: %s
            pattern: {metadata: {name: "?*"}}
      """;

  @Test
  void aboveBehindAndForAll() {
    LintExample.check(POLICY.formatted("# ephor: ignore[missing-message] nobody reads it", ""));
    LintExample.check(POLICY.formatted("", "# ephor: ignore[missing-message] nobody reads it"));
    LintExample.check(
        "# ephor: ignore[missing-message] nobody reads it\n" + POLICY.formatted("", ""));
  }

  @Test
  void aboveTextOfSeveralLines() {
    LintExample.check(
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: example}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          validations:
          # ephor: ignore[user-in-background] nobody is somebody
          - expression: >-
              object.metadata.name != 'x' ||
              request.userInfo.username != 'alice'
            message: ask somebody else
        """);
  }

  @Test
  void complaints() {
    LintExample.check(
        """
        # ephor: ignore[missing-mesage] they are short
                        ^^^^^^^^^^^^^^ bad-suppression: there is no lint missing-mesage: did you mean missing-message?
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example} # ephor: ignore[shadowed-rule] it is not
                                                  ^^^^^^^^^^^^^ bad-suppression: there is no shadowed-rule here to ignore: remove this
        spec:
          rules:
          - name: silent
            match: {any: [{resources: {kinds: [Pod]}}]}
            # ephor: ignore[missing-message]
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ bad-suppression: say why: a reason stands behind the bracket
            validate:
              pattern: {metadata: {name: "?*"}} # ephor: ignore
                                                ^^^^^^^^^^^^^^^ bad-suppression: this suppresses nothing: name the lint, as in # ephor: ignore[LINT] reason
        """);
  }

  @Test
  void whatIsOffIsNotMissed() {
    LintExample.check(
        POLICY
            .replace("- name: silent", "- name: silent # ephor: ignore[missing-annotations] later")
            .formatted("# ephor: ignore[missing-message] nobody reads it", ""));
  }

  @Test
  void unusedOnesGo() {
    assertThat(
            LintExample.mended(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                # ephor: ignore[shadowed-rule] it is not
                metadata: {name: example} # ephor: ignore[shadowed-rule] it is not
                spec: {}
                """))
        .isEqualTo(
            """
            apiVersion: kyverno.io/v1
            kind: ClusterPolicy
            metadata: {name: example}
            spec: {}
            """);
  }
}
