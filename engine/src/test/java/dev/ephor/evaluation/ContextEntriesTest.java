package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What rules find in the world:
 * https://kyverno.io/docs/policy-types/cluster-policy/external-data-sources/
 */
class ContextEntriesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
      """;

  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: shop}
      data: {mode: strict}
      """;

  @Test
  void aConfigMapHasDataAndMetadata() {
    Judged rule =
        says(
            """
            - name: settings
              configMap: {name: settings, namespace: "{{ request.namespace }}"}
            """,
            "{{ settings.data.mode }} {{ settings.metadata.name }}");

    assertThat(rule.among(SETTINGS).of(POD)).startsWith("FAIL r: strict settings");
  }

  @Test
  void whereNoClusterKnowsConfigMapsTheEntryCountsAsNotWritten() {
    assertThat(
            fails(
                """
                - name: settings
                  configMap: {name: settings, namespace: shop}
                """,
                "{{ settings.data.mode }}"))
        .isEqualTo("JMESPath query failed: Unknown key \"settings\" in path");
  }

  @Test
  void aMissingConfigMapIsAnError() {
    assertThat(
            fails(
                """
                - name: settings
                  configMap: {name: other, namespace: shop}
                """,
                "{{ settings.data.mode }}",
                SETTINGS))
        .isEqualTo(
            "failed to retrieve config map for context entry settings: failed to get configmap"
                + " shop/other : configmaps \"other\" not found");
  }

  @Test
  void aCallOfTheApiListsObjectsAndAPathTakesOfThem() {
    Judged rule =
        says(
            """
            - name: names
              apiCall:
                urlPath: "/api/v1/namespaces/{{ request.namespace }}/configmaps"
                jmesPath: "items[].metadata.name | join(',', @)"
            """,
            "{{ names }}");

    assertThat(rule.among(SETTINGS).of(POD)).startsWith("FAIL r: settings");
    assertThat(rule.of(POD.replace("shop", "bank"))).startsWith("FAIL r: \n");
  }

  @Test
  void aCallThatFailsHasADefault() {
    String call =
        """
        - name: found
          apiCall:
            urlPath: /api/v1/namespaces/shop/configmaps/none
        """;

    assertThat(fails(call, "{{ found }}"))
        .isEqualTo(
            "failed to fetch data for APICall: failed to GET resource with raw url:"
                + " /api/v1/namespaces/shop/configmaps/none: failed to get resource"
                + " v1/ConfigMap/none: configmaps \"none\" not found");
    assertThat(says(call + "    default: nothing\n", "{{ found }}").of(POD))
        .startsWith("FAIL r: nothing");
  }

  @Test
  void aPathThatFindsNothingHasNoDefault() {
    assertThat(
            fails(
                """
                - name: found
                  apiCall:
                    urlPath: /api/v1/namespaces/shop/configmaps/settings
                    jmesPath: data.none
                    default: nothing
                """,
                "{{ found }}",
                SETTINGS))
        .isEqualTo(
            "failed to store data for APICall: failed to apply JMESPath data.none for context"
                + " entry found: Unknown key \"none\" in path");
  }

  @Test
  void entriesAreLoadedOnlyWhenAQueryMentionsThem() {
    assertThat(
            says(
                    """
                    - name: broken
                      apiCall: {urlPath: /nowhere}
                    """,
                    "fine")
                .of(POD))
        .startsWith("FAIL r: fine");
  }

  @Test
  void theGlobalContextHasEntriesAndProjections() {
    Judged rule =
        says(
            """
            - name: maps
              globalReference: {name: maps}
            - name: names
              globalReference: {name: maps.names, jmesPath: '[0]'}
            """,
            "{{ length(maps) }} {{ names }}");

    assertThat(
            rule.among(SETTINGS)
                .among(
                    """
                    apiVersion: kyverno.io/v2
                    kind: GlobalContextEntry
                    metadata: {name: maps}
                    spec:
                      kubernetesResource: {version: v1, resource: configmaps}
                      projections:
                      - {name: names, jmesPath: '[].metadata.name'}
                    """)
                .of(POD))
        .startsWith("FAIL r: 1 settings");
  }

  @Test
  void withoutARegistryNothingIsKnownOfImages() {
    assertThat(
            fails(
                """
                - name: image
                  imageRegistry: {reference: nginx}
                """,
                "{{ image.registry }}"))
        .isEqualTo("JMESPath query failed: Unknown key \"image\" in path");
  }

  @Test
  void functionsAskForTheTime() {
    assertThat(says("- {name: unused, variable: {value: 1}}\n", "{{ time_now_utc() }}").of(POD))
        .startsWith("FAIL r: 2026-01-02T03:04:05Z");
  }

  private static Judged says(String context, String message) {
    return Judged.byRule(
        "context:\n"
            + context
            + "preconditions:\n  all:\n  - {key: \""
            + message.replace("{{", "{{ to_string(").replace("}}", ") }}")
            + "\", operator: NotEquals, value: never}\n"
            + "validate:\n  message: \""
            + message
            + "\"\n  deny: {}\n");
  }

  /** Why a variable has no value. */
  private static String fails(String context, String variable, String... world) {
    Judged rule =
        Judged.byRule(
            "context:\n"
                + context
                + "validate:\n  deny:\n    conditions:\n    - {key: \""
                + variable
                + "\", operator: Equals, value: x}\n");
    for (String manifest : world) {
      rule.among(manifest);
    }
    String said = rule.of(POD);
    String start = " at path : ";
    assertThat(said).startsWith("ERROR r: ").contains(start);
    return said.substring(said.indexOf(start) + start.length()).lines().findFirst().orElse("");
  }
}
