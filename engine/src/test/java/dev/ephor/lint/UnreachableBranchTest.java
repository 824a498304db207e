package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class UnreachableBranchTest {

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: example}
      spec:
        rules:
        - name: branches
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate:
            message: choose one
            anyPattern:
      """;

  @Test
  void anEntryWithinAnother() {
    LintExample.check(
        RULE
            + """
                  - spec:
                      hostNetwork: false
                  - spec:
                  ^ unreachable-branch: whatever this pattern lets in another already does: remove it, or make the other stricter
                      hostNetwork: false
                      hostPID: false
                  - spec:
                      hostPID: false
            """);
  }

  @Test
  void theLaterOfTwoAlike() {
    LintExample.check(
        RULE
            + """
                  - metadata: {labels: {team: "?*"}}
                  - metadata: {labels: {owner: "?*"}}
                  - metadata: {labels: {team: "?*"}}
                  ^ unreachable-branch: this pattern stands here twice: remove one
            """);
  }

  @Test
  void narrowerAmountsAndValues() {
    LintExample.check(
        RULE
            + """
                  - spec: {priority: ">=10"}
                  - spec: {priority: 10-20}
                  ^ unreachable-branch: whatever this pattern lets in another already does: remove it, or make the other stricter
                  - spec: {priority: "<10"}
                  - spec: {restartPolicy: Always | Never}
                  - spec: {restartPolicy: Never}
                  ^ unreachable-branch: whatever this pattern lets in another already does: remove it, or make the other stricter
                  - spec: {(restartPolicy): Never}
            """);
  }
}
