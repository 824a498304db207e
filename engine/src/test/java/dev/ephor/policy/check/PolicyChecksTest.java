package dev.ephor.policy.check;

import org.junit.jupiter.api.Test;

class PolicyChecksTest {

  @Test
  void aPolicyInOrderHasNoProblems() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: require-owner
          annotations:
            policies.kyverno.io/severity: medium
        spec:
          background: true
          rules:
            - name: owner
              match:
                any:
                  - resources:
                      kinds: [Pod]
              preconditions:
                all:
                  - key: "{{ request.operation }}"
                    operator: AnyIn
                    value: [CREATE, UPDATE]
              context:
                - name: team
                  variable:
                    jmesPath: request.object.metadata.labels.team
              validate:
                failureAction: Audit
                message: "name the owner of {{ team }}"
                pattern:
                  metadata:
                    =(labels):
                      owner: "?*"
        """);
  }

  @Test
  void assertionsHaveNoEffect() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: example
        spec:
          rules:
            - name: r
              match:
                any:
                  - resources:
                      kinds: [Pod]
              validate:
                failureAction: Audit
                assert:
                ^^^^^^ assert-without-effect: assert has no effect since Kyverno 1.19: \
        nothing is validated; use a pattern, deny or CEL instead
                  object:
                    kind: Pod
        """);
  }

  @Test
  void misspeltFieldsNameTheOneThatWasMeant() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: example
          lables: {}
          ^^^^^^ unknown-field: unknown field lables: did you mean labels?
        spec:
          rules:
            - name: r
              match:
                any:
                  - resources:
                      kind: [Pod]
                      ^^^^ unknown-field: unknown field kind: did you mean kinds?
                      operations: [CREATE, UPDAET]
                                           ^^^^^^ bad-value: UPDAET is not a value of operations[1]: did you mean UPDATE?
              validate:
                mesage: no
                ^^^^^^ unknown-field: unknown field mesage: did you mean message?
                failureAction: Deny
                               ^^^^ bad-value: Deny is not a value of failureAction: use one of Audit, Enforce, audit, enforce
                pattern:
                  anything: goes
        """,
        PolicySchemaCheck::check);
  }

  @Test
  void valuesHaveTypes() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: example
          labels:
            tier: 1
                  ^ wrong-type: tier must be a string, but this is the number 1: put it in quotes
        spec:
          background: "yes"
                      ^^^^^ wrong-type: background must be a boolean, but this is the string yes
          rules:
            - match: []
              ^^^^^ wrong-type: match must be a map, but this is a list
              name: n
                    ^ wrong-type: name must be a string, but this is the boolean false: put it in quotes
        """,
        PolicySchemaCheck::check);
  }

  /** A cluster takes these values, and they mean nothing. */
  @Test
  void valuesThatMeanNothingAreWarnedAbout() {
    MarkedPolicy.check(
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata:
          name: example
        spec:
          matchConstraints:
            resourceRules:
              - apiGroups: ['']
                apiVersions: [v1]
                operations: [create]
                             ^^^^^^ bad-value: create is not a value of operations[0]: did you mean CREATE? (Kyverno accepts this and ignores it)
                resources: [pods]
            namespaceSelector:
              matchExpressions:
                - {key: tier, operator: Is, values: [prod]}
                                        ^^ bad-value: Is is not a value of operator: did you mean In? (Kyverno accepts this and ignores it)
          validations:
            - expression: "true"
        """,
        PolicySchemaCheck::check);
  }

  @Test
  void deprecatedFieldsSayWhatToUse() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: example
        spec:
          validationFailureAction: Enforce
          ^^^^^^^^^^^^^^^^^^^^^^^ deprecated-field: validationFailureAction is deprecated: use spec.rules[*].validate.failureAction instead
          rules: []
        """,
        PolicySchemaCheck::check);
  }

  @Test
  void theVersionsDiffer() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v2beta1
        kind: ClusterPolicy
        metadata:
          name: example
        spec:
          rules:
            - name: r
              match:
                resources: {}
                ^^^^^^^^^ unknown-field: unknown field resources: the fields here are any, all
              preconditions:
              ^^^^^^^^^^^^^ wrong-type: preconditions must be a map, but this is a list
                - key: a
        """,
        PolicySchemaCheck::check);
  }

  @Test
  void aRuleDoesExactlyOneThing() {
    MarkedPolicy.checkRule(
        """
        - name: none
          ^^^^ no-rule-type: this rule does nothing: it needs one of validate, mutate, generate, verifyImages
          match:
            any:
              - resources: { kinds: [Pod] }
        - name: two
          match:
            any:
              - resources: { kinds: [Pod] }
          mutate:
            patchStrategicMerge: { metadata: { labels: { a: b } } }
          validate:
          ^^^^^^^^ several-rule-types: a rule has one of mutate, validate: split it into several rules
            deny: {}
        - name: two
                ^^^ duplicate-rule: an earlier rule is called two already
          match:
            any:
              - resources: { kinds: [Pod] }
          validate:
            deny: {}
            pattern: {}
            ^^^^^^^ several-validations: a rule has one of pattern, deny: split it into several rules
        """);
  }

  @Test
  void anchorsMayNotStandEverywhere() {
    MarkedPolicy.checkRule(
        """
        - name: anchors
          match:
            any:
              - resources: { kinds: [Pod] }
          validate:
            pattern:
              spec:
                ^(containers):
                  - image: "*:*"
                ^(volumes): none
                ^^^^^^^^^^ bad-anchor: ^(volumes) wants one item of a list: give it a list with at least one item
                +(hostNetwork): false
                ^^^^^^^^^^^^^^ bad-anchor: +(hostNetwork) adds a field, which only mutate rules do: write =(hostNetwork)
        """);
  }

  @Test
  void aBackgroundScanKnowsNoUser() {
    MarkedPolicy.checkRule(
        """
        - name: user
          match:
            any:
              - resources: { kinds: ["*"] }
                                     ^^^ wildcard-kind: a background scan cannot look at all kinds: set spec.background to false, or list the kinds
                subjects:
                ^^^^^^^^ background-user: a background scan knows no user, so subjects cannot be matched: set spec.background to false
                  - kind: ServiceAccount
                  ^ bad-subject: a ServiceAccount lives in a namespace: name it
                    name: builder
          validate:
            message: "{{ request.userInfo.username }} may not"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ background-variable: the variable {{ request.userInfo.username }} is not available: a background scan knows no user: set spec.background to false
            deny: {}
        """);
  }

  @Test
  void conditionsAreCompleteAndPossible() {
    MarkedPolicy.checkRule(
        """
        - name: conditions
          match:
            any:
              - resources: { kinds: [Pod] }
          preconditions:
            all:
              - key: "{{ request.operation }}"
                operator: In
                          ^^ deprecated-operator: In is deprecated: use AllIn or AnyIn
                value: [CREATE, PATCH]
                                ^^^^^ bad-operation: PATCH is no operation: use CREATE, UPDATE, DELETE or CONNECT
              - key: "{{ request.object.spec.replicas }}"
              ^ incomplete-condition: this condition has no operator
                value: 1
          validate:
            deny:
              conditions:
                any:
                  - key: "{{ replicas }}"
                         ^^^^^^^^^^^^^^^^ unknown-variable: nothing here is called replicas: variables begin with request., element, images or a context entry
                    operator: Equals
                    value: "{{ element.name }}"
                           ^^^^^^^^^^^^^^^^^^^^ element-outside-foreach: element.name exists inside foreach only
        """);
  }

  @Test
  void whatIsSelectedIsNotEmpty() {
    MarkedPolicy.checkRule(
        """
        - name: alike
          match:
            any:
              - resources: { kinds: [Pod] }
          exclude:
          ^^^^^^^ empty-selection: exclude takes away what match selects
            any:
              - resources: { kinds: [Pod] }
          validate:
            deny: {}
        - name: nothing
          match:
            any:
              - resources: { names: [a] }
                ^^^^^^^^^ no-kinds: kinds is missing: name at least one kind
          validate:
            deny: {}
        """);
  }

  @Test
  void patchesHavePathsAndLabelsAreText() {
    MarkedPolicy.checkRule(
        """
        - name: patch
          match:
            any:
              - resources: { kinds: [Pod] }
          mutate:
            patchesJson6902: |-
            ^^^^^^^^^^^^^^^ bad-json-patch: the path of a JSON patch begins with a slash, as in /metadata/labels/app
              - op: add
                path: metadata/labels/app
                value: shop
        - name: labels
          match:
            any:
              - resources: { kinds: [Pod] }
          mutate:
            patchStrategicMerge:
              metadata:
                labels:
                  count: 3
                  ^^^^^ label-not-text: labels are strings: put the value of count in quotes
        """);
  }

  @Test
  void podSecurityControlsBelongToContainersOrPods() {
    MarkedPolicy.checkRule(
        """
        - name: security
          match:
            any:
              - resources: { kinds: [Pod] }
          validate:
            podSecurity:
              level: baseline
              exclude:
                - controlName: Capabilities
                               ^^^^^^^^^^^^ pod-security-images: Capabilities is checked for each container: say for which images it is excluded
                - controlName: Running as Non-root
                               ^^^^^^^^^^^^^^^^^^^ pod-security-level: Running as Non-root belongs to the level restricted, and this rule checks baseline
        """);
  }

  @Test
  void operatorsMeanSomething() {
    MarkedPolicy.checkRule(
        """
        - name: operators
          match:
            any:
              - resources: { kinds: [Pods, Certificate] }
                                     ^^^^ unknown-kind: Kubernetes has no kind Pods: did you mean Pod?
          preconditions:
            all:
              - key: "{{ request.object.spec.timeout }}"
                operator: DurationLessThan
                value: soon
                       ^^^^ bad-amount: soon is no duration: write it as in 1h30m
              - key: "{{ request.object.spec.size }}"
                operator: LessThan
                value: 10Gi
          validate:
            pattern:
              spec:
                replicas: "=>2"
                          ^^^^^ pattern-operator: => is no operator: write >=2
                image: "!*:latest & ghcr.io/*"
                size: ">large"
                      ^^^^^^^^ pattern-operator: > compares numbers, quantities and durations, and large is none: this never matches
                port: 443-80
                      ^^^^^^ pattern-operator: 443-80 ends before it begins: write 80-443
                size2: ">=1Gi | <10Mi & 1h-2h"
                tier: "a | "
                      ^^^^^^ pattern-operator: nothing stands beside an operator in a | : remove | or &, or add a term
        """);
  }

  @Test
  void emptyPoliciesAndFieldsAreTold() {
    MarkedPolicy.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: example
        spec:
          background:
          ^^^^^^^^^^ wrong-type: background must be a boolean, but this is empty (Kyverno accepts this and ignores it)
          rules: []
          ^^^^^ no-rules: this policy has no rules and does nothing: add one under rules
        """);
  }

  @Test
  void expressionsCanBeRead() {
    MarkedPolicy.checkRule(
        """
        - name: expressions
          match:
            any:
              - resources: { kinds: [Pod] }
          context:
            - name: size
            ^ bad-context-entry: a | is not a JMESPath expression: SyntaxError: Incomplete expression
              variable: { jmesPath: "a |" }
          validate:
            message: "{{ request.object.metadata.labels.a-b }}"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ bad-expression: request.object.metadata.labels.a-b is not a JMESPath expression: SyntaxError: Unexpected token at the end of the expression: tNumber
            deny: {}
        """);
  }
}
