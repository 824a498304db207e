package dev.ephor.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConstantConditionTest {

  @Test
  void forgottenBraces() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: constant
            match: {any: [{resources: {kinds: [Pod]}}]}
            preconditions:
              all:
              - key: request.operation
                ^^^ constant-condition: this condition is always false: it has no variable, put {{ }} around request.operation
                operator: Equals
                value: CREATE
              - key: "{{ request.operation }}"
                operator: Equals
                value: CREATE
              - key: 3
                ^^^ constant-condition: this condition is always true: it has no variable
                operator: GreaterThan
                value: 2
            validate: {message: has an owner, pattern: {metadata: {labels: {owner: "?*"}}}}
        """);
  }

  @Test
  void conditionsOfLoopsAndExpressions() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: constant
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate:
              message: use a tag
              foreach:
              - list: request.object.spec.containers
                preconditions:
                  any:
                  - {key: "{{ element.name }}", operator: NotEquals, value: proxy}
                  - {key: element.name, operator: NotEquals, value: sidecar}
                     ^^^ constant-condition: this condition is always true: it has no variable, put {{ }} around element.name
                pattern: {image: "*:*"}
        ---
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: example}
        spec:
          matchConstraints:
            resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
          matchConditions:
          - {name: all, expression: "true"}
                                    ^^^^^^ constant-condition: this condition is always true: it reads nothing of the request
          - {name: some, expression: "object.metadata.name != 'x'"}
          validations:
          - expression: "object.metadata.name != 'x'"
            message: choose another name
        """);
  }

  @Test
  void conditionsThatOpposeEachOther() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: opposed
            match: {any: [{resources: {kinds: [Pod]}}]}
            preconditions:
              all:
              - {key: "{{ request.object.metadata.name }}", operator: Equals, value: web}
              - {key: "{{ request.object.metadata.name }}", operator: Equals, value: shop}
                 ^^^ constant-condition: these conditions are always false: nothing is both web and shop; put them under any, or use AnyIn
            validate:
              message: choose a class
              deny:
                conditions:
                  any:
                  - {key: "{{ request.object.spec.dnsPolicy }}", operator: NotEquals, value: Default}
                  - {key: "{{ request.object.spec.hostname }}", operator: NotEquals, value: None}
                  - {key: "{{ request.object.spec.dnsPolicy }}", operator: NotEquals, value: None}
                     ^^^ constant-condition: these conditions are always true: nothing is both Default and None; put them under all, or use AnyNotIn
                  - {key: "{{ request.object.spec.hostname }}", operator: NotEquals, value: "w*"}
        """);
  }

  @Test
  void bracesArePutIn() {
    assertThat(
            LintExample.mended(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: example}
                spec:
                  rules:
                  - name: constant
                    match: {any: [{resources: {kinds: [Pod]}}]}
                    preconditions:
                      all:
                      - key: request.operation
                        operator: Equals
                        value: CREATE
                    validate: {message: has an owner, pattern: {metadata: {name: "?*"}}}
                """))
        .contains("- key: \"{{ request.operation }}\"\n");
  }
}
