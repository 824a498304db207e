package dev.ephor.workspace;

import java.util.List;
import java.util.stream.Stream;

/** Policies of the real engine that change, create and exempt, and what they do it to. */
final class ChangingDocuments {

  private static final List<String> MANIFESTS =
      List.of(
          "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\n",
          "apiVersion: v1\nkind: Pod\nmetadata: {name: db, labels: {team: x}}\n",
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: shop}\n"
              + "data: {mode: lax}\n",
          "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: other, namespace: shop}\n",
          "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: prod}}\n",
          """
          apiVersion: kyverno.io/v2
          kind: PolicyException
          metadata: {name: e, namespace: shop}
          spec:
            exceptions: [{policyName: team, ruleNames: [r]}]
            match: {any: [{resources: {kinds: [Pod], names: [w*]}}]}
          """,
          """
          apiVersion: policies.kyverno.io/v1alpha1
          kind: MutatingPolicy
          metadata: {name: cel}
          spec:
            matchConstraints:
              resourceRules:
              - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
            mutations:
            - patchType: ApplyConfiguration
              applyConfiguration:
                expression: 'Object{metadata: Object.metadata{labels: {"owner": "x"}}}'
          """);

  private static final List<String> POLICIES =
      List.of(
          policy("label", "mutate: {patchStrategicMerge: {metadata: {labels: {+(team): y}}}}"),
          policy("unlabel", "mutate: {patchStrategicMerge: {metadata: {labels: {team: null}}}}"),
          policy(
              "broken",
              "mutate: {patchesJson6902: '[{\"op\": \"test\", \"path\": \"/metadata/name\","
                  + " \"value\": \"web\"}]'}"),
          policy(
              "existing",
              "mutate: {targets: [{apiVersion: v1, kind: ConfigMap, namespace: shop, name:"
                  + " settings}], patchStrategicMerge: {data: {mode: strict}}}"),
          policy("team", "validate: {message: m, pattern: {metadata: {labels: {team: y}}}}"),
          policy("owner", "validate: {message: m, pattern: {metadata: {labels: {owner: x}}}}"),
          policy(
              "copy",
              "generate: {apiVersion: v1, kind: ConfigMap, name: copy, namespace: shop, clone:"
                  + " {name: settings, namespace: shop}}"));

  static final List<String> ALL = Stream.concat(MANIFESTS.stream(), POLICIES.stream()).toList();

  private ChangingDocuments() {}

  private static String policy(String name, String body) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata: {name: %s}
    spec:
      background: false
      rules:
      - name: r
        match: {any: [{resources: {kinds: [Pod]}}]}
        %s
    """
        .formatted(name, body);
  }
}
