package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnusedContextEntryTest {

  private static final String UNUSED =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: example}
      spec:
        rules:
        - name: entries
          match: {any: [{resources: {kinds: [Pod]}}]}
          context:
          - name: teams
            configMap: {name: teams, namespace: default}
          # for whom
          - name: owners
            variable:
              jmesPath: request.object.metadata.owners
          - name: first
            variable:
              value: "{{ teams.data.all }}"
          validate:
            message: the owners of {{ first }}
            deny:
              conditions:
                any:
                - {key: "{{ first }}", operator: Equals, value: ""}
      """;

  @Test
  void whatIsOnlyMentionedInAMessageIsNotUsed() {
    LintExample.check(
        UNUSED.replace(
            "- name: owners\n",
            """
            - name: owners
                        ^^^^^^ unused-context-entry: nothing uses the context entry owners: remove it
            """));
  }

  @Test
  void itsLinesGo() {
    assertThat(LintExample.mended(UNUSED))
        .isEqualTo(
            UNUSED.replace(
                """
                - name: owners
                      variable:
                        jmesPath: request.object.metadata.owners
                    \
                """,
                ""));
  }

  @Test
  void theOnlyEntryGoesWithItsContext() {
    assertThat(
            LintExample.mended(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: example}
                spec:
                  rules:
                  - name: entries
                    context:
                    - name: teams
                      configMap: {name: teams, namespace: default} # all of them
                    match: {any: [{resources: {kinds: [Pod]}}]}
                    validate: {message: no, pattern: {metadata: {name: "?*"}}}
                """))
        .contains("- name: entries\n    match:");
  }
}
