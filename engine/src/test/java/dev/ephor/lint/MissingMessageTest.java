package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class MissingMessageTest {

  @Test
  void rulesAndExpressionsWithoutOne() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: silent
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
            ^^^^^^^^ missing-message: this rule has no message: say in validate.message what to do when it fails
              pattern: {metadata: {name: "?*"}}
          - name: speaks-for-itself
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
              podSecurity: {level: baseline, version: latest}
          - name: in-cel
            match: {any: [{resources: {kinds: [Pod], operations: [CREATE]}}]}
            validate:
              message: use a tag
              cel:
                expressions:
                - expression: object.spec.containers.all(c, c.image.contains(':'))
                  ^^^^^^^^^^ missing-message: this validation has no message: say beside its expression what to do when it fails; that of validate is not used
                - expression: object.spec.hostNetwork != true
                  messageExpression: "'no host network for ' + object.metadata.name"
        """);
  }
}
