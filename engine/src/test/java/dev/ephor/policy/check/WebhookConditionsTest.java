package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Match conditions of a webhook; each problem is shown after the text it is about. */
class WebhookConditionsTest {

  @Test
  void expressionsAreCompiled() {
    assertThat(
            problems(
                "{name: a, expression: \"request.operation == 'CREATE'\"}",
                "{name: b, expression: \"object.metadata.name\"}",
                "{name: c, expression: \"requst.operation == 'CREATE'\"}"))
        .containsExactly(
            "object.metadata.name: output is expected to be of type bool",
            "requst.operation == 'CREATE': undeclared reference to 'requst' (in container '')");
  }

  @Test
  void namesDifferAndExpressionsAreThere() {
    assertThat(problems("{name: a, expression: 'true'}", "{name: a, expression: ' '}"))
        .containsExactly(
            "a: a condition named a stands above: rename it",
            "expression: a match condition needs an expression of CEL");
  }

  private static List<String> problems(String... conditions) {
    String text =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          webhookConfiguration:
            matchConditions:
            - %s
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Pod]}}]}
            validate: {message: never, deny: {}}
        """
            .formatted(String.join("\n    - ", conditions));
    YamlDocument document = YamlParser.parse(new Source("policy.yaml"), text);
    assertThat(document.problems()).isEmpty();
    return PolicyChecks.check((MapValue) document.root()).stream()
        .map(
            problem -> {
              var span = document.span(problem.place().node(), problem.place().part());
              return text.substring(span.start(), span.end()).replace("\"", "")
                  + ": "
                  + problem.message();
            })
        .toList();
  }
}
