package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What generate rules say and make. A document is shown as JSON without the owner's labels. */
class GenerateRulesTest {

  private static final String NAMESPACE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: shop, uid: u-1, labels: {team: a}, annotations: {names: "x,y"}}
      """;

  @Test
  void makesDocumentsFromData() {
    assertThat(
            made(
                """
                generate:
                  apiVersion: v1
                  kind: ConfigMap
                  name: "{{ request.object.metadata.name }}-settings"
                  namespace: "{{ request.object.metadata.name }}"
                  synchronize: true
                  data:
                    metadata: {name: ignored, annotations: {a: b}}
                    data: {team: "{{ request.object.metadata.labels.team }}"}
                """))
        .containsExactly(
            """
            {"apiVersion":"v1","data":{"team":"a"},"kind":"ConfigMap",\
            "metadata":{"annotations":{"a":"b"},"name":"shop-settings","namespace":"shop"}}""");
  }

  @Test
  void labelsTellTheOwnerAndTheTrigger() {
    RuleOutcome outcome =
        outcome(
            """
            generate:
              apiVersion: v1
              kind: ConfigMap
              name: c
              namespace: shop
              data: {metadata: {labels: {mine: "yes"}}}
            """);
    MapValue document = ((Effect.Generated) outcome.effect()).roots().get(0);
    assertThat(document.map("metadata").map("labels"))
        .hasToString(
            "{mine=yes, app.kubernetes.io/managed-by=kyverno, generate.kyverno.io/policy-name=p,"
                + " generate.kyverno.io/policy-namespace=, generate.kyverno.io/rule-name=r,"
                + " generate.kyverno.io/trigger-version=v1, generate.kyverno.io/trigger-group=,"
                + " generate.kyverno.io/trigger-kind=Namespace,"
                + " generate.kyverno.io/trigger-namespace=, generate.kyverno.io/trigger-uid=u-1}");
  }

  @Test
  void withoutDataTheDocumentIsBare() {
    assertThat(
            made(
                """
                generate: {apiVersion: example.com/v1, kind: Foo, name: f, namespace: shop}
                """))
        .containsExactly(
            """
            {"apiVersion":"example.com/v1","kind":"Foo",\
            "metadata":{"name":"f","namespace":"shop"}}""");
  }

  @Test
  void loopsMakeADocumentForEachElement() {
    assertThat(
            made(
                """
                context:
                - name: suffix
                  variable: {value: cm}
                generate:
                  foreach:
                  - list: request.object.metadata.annotations.names | split(@, ',')
                    context:
                    - name: full
                      variable: {value: "{{ element }}-{{ suffix }}"}
                    preconditions:
                      all:
                      - {key: "{{ element }}", operator: NotEquals, value: z}
                    apiVersion: v1
                    kind: ConfigMap
                    name: "{{ full }}-{{ elementIndex }}"
                    namespace: shop
                    data: {}
                """))
        .containsExactly(
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x-cm-0","namespace":"shop"}}""",
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"y-cm-1","namespace":"shop"}}""");
  }

  @Test
  void aMissingCloneSourceIsToldByTheEffectOnly() {
    String rule =
        """
        generate:
          apiVersion: v1
          kind: Secret
          name: regcred
          namespace: shop
          clone: {namespace: default, name: regcred}
        """;
    RuleOutcome outcome = outcome(rule);
    assertThat(outcome.status() + outcome.message()).isEqualTo("PASS");
    assertThat(((Effect.NotGenerated) outcome.effect()).reason())
        .isEqualTo("source resource v1/Secret/default/regcred not found");
    assertThat(judged(rule).of(NAMESPACE))
        .isEqualTo("PASS r: \n  at Namespace <- {namespace: default, name: regcred}");
  }

  @Test
  void clonesLeaveBehindWhatIsTheSourcesOwn() {
    assertThat(
            documents(
                judged(
                        """
                        generate:
                          apiVersion: v1
                          kind: Secret
                          name: copy
                          namespace: shop
                          clone: {namespace: default, name: regcred}
                        """)
                    .cloneSource(
                        """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: regcred, namespace: default, uid: s, ownerReferences: []}
                        data: {a: Yg==}
                        """)))
        .containsExactly(
            """
            {"apiVersion":"v1","data":{"a":"Yg=="},"kind":"Secret",\
            "metadata":{"name":"copy","namespace":"shop"}}""");
  }

  @Test
  void cloneListsTakeWhatTheSelectorSelects() {
    Judged judged =
        judged(
            """
            generate:
              namespace: shop
              cloneList:
                namespace: default
                kinds: [v1/Secret, v1/ConfigMap]
                selector: {matchLabels: {copy: "yes"}}
            """);
    for (String kind : List.of("ConfigMap", "Secret")) {
      for (String copy : List.of("yes", "no")) {
        judged.cloneSource(
            """
            apiVersion: v1
            kind: %s
            metadata: {name: "%s", namespace: default, labels: {copy: "%s"}}
            """
                .formatted(kind, copy, copy));
      }
    }
    assertThat(documents(judged))
        .containsExactly(
            """
            {"apiVersion":"v1","kind":"Secret",\
            "metadata":{"labels":{"copy":"yes"},"name":"yes","namespace":"shop"}}""",
            """
            {"apiVersion":"v1","kind":"ConfigMap",\
            "metadata":{"labels":{"copy":"yes"},"name":"yes","namespace":"shop"}}""");
  }

  @Test
  void unmetPreconditionsSaySo() {
    assertThat(
            judged(
                    """
                    preconditions:
                      all:
                      - {key: "{{ request.object.metadata.name }}", operator: Equals, value: bar}
                    generate: {apiVersion: v1, kind: ConfigMap, name: c, namespace: shop}
                    """)
                .outcomes(NAMESPACE))
        .extracting(outcome -> outcome.status() + ":" + outcome.message())
        .containsExactly("SKIP:");
  }

  @Test
  void aVariableWithoutValueSuppressesAll() {
    List<RuleOutcome> outcomes =
        Judged.by(
                """
                apiVersion: kyverno.io/v1
                kind: ClusterPolicy
                metadata: {name: p}
                spec:
                  rules:
                  - name: one
                    match: {any: [{resources: {kinds: [Namespace]}}]}
                    generate: {apiVersion: v1, kind: ConfigMap, name: c, namespace: shop}
                  - name: two
                    match: {any: [{resources: {kinds: [Namespace]}}]}
                    generate:
                      apiVersion: v1
                      kind: ConfigMap
                      name: "{{ request.object.metadata.labels.none }}"
                      namespace: shop
                """)
            .outcomes(NAMESPACE);
    assertThat(outcomes).extracting(RuleOutcome::status).hasToString("[PASS, PASS]");
    assertThat(outcomes.get(0).effect()).isEqualTo(Effect.NONE);
    assertThat(outcomes.get(1).effect()).isInstanceOf(Effect.NotGenerated.class);
  }

  private static Judged judged(String rule) {
    return Judged.by(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
          - name: r
            match:
              any:
              - resources:
                  kinds: [Namespace]
        """
            + rule.indent(4));
  }

  private static RuleOutcome outcome(String rule) {
    return judged(rule).outcomes(NAMESPACE).get(0);
  }

  private static List<String> made(String rule) {
    return documents(judged(rule));
  }

  private static List<String> documents(Judged judged) {
    List<String> documents = new ArrayList<>();
    for (RuleOutcome outcome : judged.outcomes(NAMESPACE)) {
      for (MapValue root : ((Effect.Generated) outcome.effect()).roots()) {
        documents.add(GoJson.write(withoutOwner(root), 100_000));
      }
    }
    return documents;
  }

  private static MapValue withoutOwner(MapValue root) {
    MapValue metadata = root.map("metadata");
    MapValue labels = metadata.map("labels");
    for (String key : labels.keys()) {
      boolean owners = key.startsWith("generate.kyverno.io/") || key.contains("managed-by");
      labels = owners ? labels.without(key) : labels;
    }
    return root.with(
        "metadata",
        labels.isEmpty() ? metadata.without("labels") : metadata.with("labels", labels));
  }
}
