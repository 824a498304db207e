package dev.ephor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentComparisonTest {

  @Test
  void emptyThingsAndTrackingCountForNothing() {
    assertThat(
            differences(
                "{metadata: {name: a, labels: {x: y}}, spec: {a: 1}}",
                """
                {metadata: {name: a, labels: {x: y, app.kubernetes.io/managed-by: kyverno,
                generate.kyverno.io/rule-name: r}}, spec: {a: 1.0, b: {}, c: [], d: null, e: [{}]}}
                """))
        .isEmpty();
  }

  @Test
  void differencesHavePaths() {
    assertThat(
            differences(
                "{spec: {containers: [{image: a}], extra: 1}}",
                "{spec: {containers: [{image: b}, {image: c}], other: x}}"))
        .containsExactly(
            "spec.containers[0].image: a, b",
            "spec.containers[1]: null, {image=c}",
            "spec.extra: 1, null",
            "spec.other: null, x");
  }

  @Test
  void textsAreNoNumbers() {
    assertThat(differences("{spec: {a: '1'}}", "{spec: {a: 1}}")).containsExactly("spec.a: 1, 1");
  }

  private static List<String> differences(String expected, String actual) {
    return DocumentComparison.of(
            Resource.of(Tested.parsed(expected).get(0)), Resource.of(Tested.parsed(actual).get(0)))
        .stream()
        .map(
            difference ->
                difference.path() + ": " + difference.expected() + ", " + difference.actual())
        .toList();
  }
}
