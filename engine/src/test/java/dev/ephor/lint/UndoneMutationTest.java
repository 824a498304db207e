package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class UndoneMutationTest {

  private static String policy(String name, String match, String body) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: %s}
    spec:
      rules:
      - name: rule
        match: {any: [{resources: {%s}}]}
        mutate:
    %s\
    """
        .formatted(name, match, body.indent(6));
  }

  @Test
  void aFieldThatIsSetTwice() {
    LintExample.check(
        policy("one", "kinds: [Pod]", "patchStrategicMerge: {spec: {dnsPolicy: Default}}"),
        policy(
                "two",
                "kinds: [Pod], namespaces: [shop]",
                "patchStrategicMerge: {spec: {dnsPolicy: None}}")
            + " ".repeat(46)
            + "^^^^ undone-mutation: this undoes rule one/rule, which sets spec.dnsPolicy to"
            + " Default: the last one wins, keep one of them\n");
  }

  @Test
  void aFieldThatIsRemovedAgain() {
    LintExample.check(
        policy("one", "kinds: [Pod]", "patchStrategicMerge: {spec: {priority: 3}}"),
        policy(
            "two",
            "kinds: [Pod]",
            """
            patchesJson6902: |-
                             ^^ undone-mutation: this undoes rule one/rule, which sets spec.priority to 3: the last one wins, keep one of them
              - {op: remove, path: /spec/priority}
            """));
  }

  @Test
  void whatIsOnlyAddedOrTheSameUndoesNothing() {
    LintExample.check(
        policy("one", "kinds: [Pod]", "patchStrategicMerge: {spec: {dnsPolicy: Default}}"),
        policy("two", "kinds: [Pod]", "patchStrategicMerge: {spec: {+(dnsPolicy): None}}"));
    LintExample.check(
        policy("one", "kinds: [Pod]", "patchStrategicMerge: {spec: {dnsPolicy: Default}}"),
        policy("two", "kinds: [Pod]", "patchStrategicMerge: {spec: {dnsPolicy: Default}}"));
    LintExample.check(
        policy(
            "one",
            "kinds: [Pod]",
            "patchStrategicMerge: {spec: {(hostPID): true, dnsPolicy: Default}}"),
        policy("two", "kinds: [Pod]", "patchStrategicMerge: {spec: {dnsPolicy: None}}"));
  }

  @Test
  void valuesOfSecretsAreNotRepeated() {
    LintExample.check(
        policy("one", "kinds: [Secret]", "patchStrategicMerge: {stringData: {key: geheim}}"),
        policy("two", "kinds: [Secret]", "patchStrategicMerge: {stringData: {key: other}}")
            + " ".repeat(46)
            + "^^^^^ undone-mutation: this undoes rule one/rule, which sets stringData.key to"
            + " another value: the last one wins, keep one of them\n");
  }
}
