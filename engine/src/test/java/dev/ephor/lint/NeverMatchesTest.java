package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class NeverMatchesTest {

  @Test
  void labelsThatExcludeEachOther() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: labels
            match:
              any:
              - resources:
                ^^^^^^^^^ never-matches: this never matches: the label app cannot be shop and also NotIn shop
                  kinds: [Pod]
                  selector:
                    matchLabels: {app: shop}
                    matchExpressions:
                    - {key: app, operator: NotIn, values: [shop]}
              - resources:
                ^^^^^^^^^ never-matches: this never matches: the label tier cannot be Exists and also DoesNotExist
                  kinds: [Pod]
                  selector:
                    matchExpressions:
                    - {key: tier, operator: Exists}
                    - {key: tier, operator: DoesNotExist}
              - resources:
                  kinds: [Pod]
                  selector:
                    matchLabels: {app: shop}
                    matchExpressions:
                    - {key: app, operator: In, values: [shop, blog]}
                    - {key: tier, operator: NotIn, values: [db]}
            validate: {message: use a tag, pattern: {spec: {hostNetwork: false}}}
        """);
  }

  @Test
  void namespacesOfKindsThatAreInNone() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: cluster-wide
            match:
              any:
              - resources: {kinds: [ClusterRole], namespaces: [shop]}
                ^^^^^^^^^ never-matches: this never matches: these kinds are in no namespace, and namespaces are demanded
              - resources: {kinds: [ClusterRole, Role], namespaces: [shop]}
              - resources: {kinds: [Namespace], namespaces: [shop]}
              - resources: {kinds: [ClusterRole], namespaces: ["*"]}
            validate: {message: has an owner, pattern: {metadata: {labels: {owner: "?*"}}}}
        """);
  }

  @Test
  void filtersThatAllHaveToHold() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: both
            match:
              all:
              - resources: {kinds: [Pod]}
              - resources: {kinds: [Service]}
                ^^^^^^^^^ never-matches: this never matches: all filters have to hold, and no object is of kinds of both; use any
            validate: {message: has an owner, pattern: {metadata: {labels: {owner: "?*"}}}}
          - name: one
            match:
              all:
              - resources: {kinds: [Pod, Service]}
              - resources: {kinds: [Service]}
            validate: {message: has an owner, pattern: {metadata: {labels: {team: "?*"}}}}
          - name: one-by-its-generated-rule
            match:
              all:
              - resources: {kinds: [Deployment]}
              - resources: {kinds: [Pod]}
            validate: {message: has an owner, pattern: {metadata: {name: "?*"}}}
        """);
  }

  @Test
  void excludeThatTakesAllKinds() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: nothing-left
            match: {any: [{resources: {kinds: [Pod], names: ["a*"]}}]}
            exclude: {any: [{resources: {kinds: ["Pod*"]}}]}
                             ^^^^^^^^^ never-matches: this rule never applies: exclude takes away all kinds of match
            validate: {message: has an owner, pattern: {metadata: {labels: {owner: "?*"}}}}
          - name: something-left
            match: {any: [{resources: {kinds: [Pod, Service]}}]}
            exclude: {any: [{resources: {kinds: [Pod]}}]}
            validate: {message: has an owner, pattern: {metadata: {labels: {team: "?*"}}}}
        """);
  }

  @Test
  void operationsThatMatchLeavesOut() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: deletions
            match: {any: [{resources: {kinds: [Pod], operations: [CREATE, UPDATE]}}]}
            preconditions:
              all:
              - {key: "{{request.operation}}", operator: Equals, value: UPDATE}
              - {key: "{{ request.operation }}", operator: AnyIn, value: [DELETE]}
              ^ never-matches: this rule never applies: it matches CREATE, UPDATE, and this demands DELETE
            validate: {message: has an owner, pattern: {metadata: {labels: {owner: "?*"}}}}
        """);
  }

  @Test
  void policiesInCel() {
    LintExample.check(
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: example}
        spec:
          matchConstraints:
          ^^^^^^^^^^^^^^^^ never-matches: this never matches: the label app cannot be In a and also In b
            objectSelector:
              matchExpressions:
              - {key: app, operator: In, values: [a]}
              - {key: app, operator: In, values: [b]}
            resourceRules:
            - apiGroups: [""]
              apiVersions: [v1]
              operations: [CREATE]
              resources: [pods]
              scope: Cluster
                     ^^^^^^^ never-matches: this never matches: these resources are in namespaces
          validations:
          - expression: "object.metadata.name != 'x'"
            message: choose another name
        """);
  }
}
