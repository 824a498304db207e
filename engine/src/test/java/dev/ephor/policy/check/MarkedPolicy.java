package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.function.Function;

/** A policy whose problems are written under the text they are about, behind {@code ^^^}. */
final class MarkedPolicy {

  private MarkedPolicy() {}

  /** Asserts that the checks find exactly what is marked. */
  static void check(String marked) {
    check(marked, PolicyChecks::check);
  }

  /** The same for a rule alone, in a policy that is otherwise in order. */
  static void checkRule(String marked) {
    check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: example
        spec:
          rules:
        """
            + marked.indent(4));
  }

  static void check(String marked, Function<MapValue, List<PolicyProblem>> check) {
    StringBuilder text = new StringBuilder();
    marked
        .lines()
        .filter(line -> !line.matches(" *\\^+ [a-z-]+: .*"))
        .forEach(line -> text.append(line).append('\n'));
    YamlDocument document = YamlParser.parse(new Source("policy.yaml"), text.toString());
    assertThat(document.problems()).isEmpty();
    assertThat(render(text.toString(), document, check.apply((MapValue) document.root())))
        .isEqualTo(marked.stripTrailing() + "\n");
  }

  private static String render(String text, YamlDocument document, List<PolicyProblem> problems) {
    StringBuilder out = new StringBuilder();
    int start = 0;
    for (String line : text.lines().toList()) {
      out.append(line).append('\n');
      for (PolicyProblem problem : problems) {
        Span span = document.span(problem.place().node(), problem.place().part());
        if (start <= span.start() && span.start() <= start + line.length()) {
          int end = Math.min(span.end(), start + line.length());
          out.append(" ".repeat(span.start() - start))
              .append("^".repeat(Math.max(1, end - span.start())))
              .append(' ')
              .append(problem.code())
              .append(": ")
              .append(problem.message())
              .append('\n');
        }
      }
      start += line.length() + 1;
    }
    return out.toString();
  }
}
