package dev.ephor.rule.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ephor.value.MapValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategicMergeTest {

  /** Objects are the {@code spec} of a pod unless they say otherwise. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1}                           | {b: 2}                          | {a: 1, b: 2}
          {a: 1}                           | {a: 2}                          | {a: 2}
          {a: 1, b: 2}                     | {a: null}                       | {b: 2}
          {a: x}                           | {a: 5}                          | {a: '5'}
          {a: 5}                           | {a: x}                          | {a: x}
          {a: {b: 1}}                      | {a: {c: {d: null, e: {}}}}      | {a: {b: 1, c: {e: {}}}}
          {a: null, b: [null]}             | {}                              | {a: null, b: [null]}
          {a: [1, 2]}                      | {a: [3]}                        | {a: [3]}
          {a: [1, 2]}                      | {a: []}                         | {a: []}
          {containers: [{name: a, x: 1}]}  | {containers: [{name: a, y: 2}]} | {containers: [{name: a, x: 1, y: 2}]}
          {containers: [{name: a}]}        | {containers: [{name: b}]}       | {containers: [{name: b}, {name: a}]}
          {containers: [{name: a}, {name: b}]} | {containers: [{name: b, x: 1}]} | {containers: [{name: b, x: 1}, {name: a}]}
          {containers: [{name: a}, {name: b}]} | {containers: [{name: a, $patch: delete}]} | {containers: [{name: b}]}
          {containers: [{name: a, x: 1}]}  | {containers: [{$patch: replace}, {name: b}]} | {containers: [{name: b}]}
          {containers: [{name: a, x: 1}]}  | {containers: [{$patch: delete}]} | {}
          {containers: [{name: a}]}        | {containers: [{image: x}]}      | {containers: []}
          {a: {b: 1, c: 2}}                | {a: {$patch: replace, d: 3}}    | {a: {d: 3}}
          {a: {b: 1, c: 2}}                | {a: {$patch: delete}}           | {}
          {a: {b: 1, c: 2}}                | {a: {$patch: merge, d: 3}}      | {a: {b: 1, c: 2, d: 3}}
          {}                               | {a: {$patch: delete}}           | {}
          {}                               | {volumes: [{name: v, $patch: delete}]} | {volumes: []}
          {tolerations: [{key: a}]}        | {tolerations: [{key: b}]}       | {tolerations: [{key: b}]}
          """)
  void merges(String object, String patch, String merged) {
    assertThat(spec("v1", "Pod", object, patch)).isEqualTo(Yaml.json(merged));
  }

  @Test
  void tellsPortsApartByNumberAndProtocol() {
    assertThat(
            spec(
                "v1",
                "Service",
                "{ports: [{port: 80, protocol: TCP}, {port: 80, protocol: UDP}]}",
                "{ports: [{port: 80, protocol: UDP, name: dns}]}"))
        .isEqualTo(
            Yaml.json(
                "{ports: [{port: 80, protocol: TCP}, {port: 80, protocol: UDP, name: dns}]}"));
  }

  @Test
  void mergesListsOfScalarsThatKubernetesTreatsAsSets() {
    MapValue merged =
        StrategicMerge.merge(
            Yaml.map("{apiVersion: v1, kind: Pod, metadata: {finalizers: [a, b]}}"),
            Yaml.map("{metadata: {finalizers: [b, c]}}"));
    assertThat(Yaml.json(merged.map("metadata").child("finalizers")))
        .isEqualTo(Yaml.json("[b, c, a]"));
  }

  @Test
  void replacesListsOfKindsThatItDoesNotKnow() {
    assertThat(
            spec(
                "example.com/v1",
                "Thing",
                "{containers: [{name: a}]}",
                "{containers: [{name: b}]}"))
        .isEqualTo(Yaml.json("{containers: [{name: b}]}"));
  }

  @Test
  void leavesWhatItDoesNotTouchTheSame() {
    MapValue object =
        Yaml.map(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: a}
            spec: {containers: [{name: a, env: [{name: x}]}], volumes: [{name: v}]}
            """);
    MapValue merged = StrategicMerge.merge(object, Yaml.map("{metadata: {labels: {a: b}}}"));
    assertThat(merged.child("spec")).isSameAs(object.child("spec"));
    assertThat(StrategicMerge.merge(object, Yaml.map("{spec: {volumes: []}}"))).isSameAs(object);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: {b: 1}} | {a: x}             | 'wrong node kind: expected MappingNode but got ScalarNode: "x"'
          {a: [1]}    | {a: {b: c, d: 1}}  | 'wrong node kind: expected SequenceNode but got MappingNode: {"b": "c", "d": 1}'
          {a: {b: 1}} | {a: {$patch: odd}} | unknown patch strategy 'odd'
          """)
  void refuses(String object, String patch, String message) {
    assertThatThrownBy(() -> StrategicMerge.merge(Yaml.map(object), Yaml.map(patch)))
        .isInstanceOf(PatchFailure.class)
        .extracting(e -> e.getMessage().replace("node contents:\n", "").trim().replace("\n", "; "))
        .isEqualTo(message);
  }

  @Test
  void cannotDeleteTheWholeObject() {
    assertThatThrownBy(() -> StrategicMerge.merge(Yaml.map("{a: 1}"), Yaml.map("{$patch: delete}")))
        .hasMessage("filter cannot create or delete objects");
  }

  private static String spec(String version, String kind, String object, String patch) {
    MapValue merged =
        StrategicMerge.merge(
            Yaml.map("{apiVersion: " + version + ", kind: " + kind + ", spec: " + object + "}"),
            Yaml.map("{spec: " + patch + "}"));
    return Yaml.json(merged.child("spec"));
  }
}
