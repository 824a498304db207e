package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;

class CleanupChecksTest {

  @Test
  void aBadScheduleAndAUserAreErrorsAtTheirPlaces() {
    String text =
        """
        apiVersion: kyverno.io/v2
        kind: ClusterCleanupPolicy
        metadata: {name: p}
        spec:
          schedule: "every night"
          match:
            any:
            - resources: {kinds: [Pod]}
              subjects: [{kind: User, name: u}]
        """;
    YamlDocument document = YamlParser.parse(new Source("policy"), text);
    assertThat(PolicyChecks.check((MapValue) document.root()))
        .extracting(
            problem -> {
              var span = document.span(problem.place().node(), problem.place().part());
              return text.substring(span.start(), span.end()) + ": " + problem.message();
            })
        .containsExactly(
            "\"every night\": the schedule is no cron expression: it has 2 fields and needs 5:"
                + " minute, hour, day of month, month, day of week",
            "subjects: a cleanup happens without a user, so subjects cannot be matched: remove"
                + " it");
  }

  @Test
  void soIsTheBadScheduleOfADeletingPolicy() {
    String text =
        """
        apiVersion: policies.kyverno.io/v1
        kind: NamespacedDeletingPolicy
        metadata: {name: p, namespace: shop}
        spec:
          schedule: nightly
          conditions: [{name: old, expression: 'true'}]
        """;
    YamlDocument document = YamlParser.parse(new Source("policy"), text);
    assertThat(PolicyChecks.check((MapValue) document.root()))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message()).startsWith("the schedule is no cron expression"));
  }
}
