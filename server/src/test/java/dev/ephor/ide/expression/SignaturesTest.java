package dev.ephor.ide.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.text.Span;
import org.junit.jupiter.api.Test;

/** The signature at the cursor; the parameter that is typed stands in angle brackets. */
class SignaturesTest {

  @Test
  void jmesPath() {
    assertThat(jmes("{{ replace(‸ }}"))
        .isEqualTo("replace(<string>, string, string, number) string");
    assertThat(jmes("{{ replace(a, 'b,c', ‸) }}"))
        .isEqualTo("replace(string, string, <string>, number) string");
    assertThat(jmes("{{ length(a[?contains(b, ‸)]) }}"))
        .isEqualTo("contains(array|string, <any>) bool");
    assertThat(jmes("{{ merge({a: b}, ‸) }}")).isEqualTo("merge(object...) object");
    assertThat(jmes("{{ nothing(‸) }}")).isEqualTo("nothing");
    assertThat(jmes("{{ length(a)‸ }}")).isEqualTo("nothing");
    assertThat(jmes("length(‸)")).isEqualTo("nothing");
  }

  @Test
  void cel() {
    assertThat(cel("object.metadata.name.replace('a', ‸"))
        .isEqualTo("string.replace(string, <string>) -> string and 1 more");
    assertThat(cel("object.metadata.name.replace('a', 'b', ‸)"))
        .isEqualTo("string.replace(string, string, <int>) -> string and 1 more");
    assertThat(cel("object.spec.containers.all(c, ‸")).startsWith("all(x, <condition>)");
    assertThat(cel("object.spec.containers.all(c, c.image.startsWith(‸))"))
        .isEqualTo("string.startsWith(<string>) -> bool");
    assertThat(cel("math.round(1.5, ‸)"))
        .isEqualTo("math.round(double, <int>) -> double and 1 more");
    assertThat(cel("cel.bind(a, ‸")).isEqualTo("cel.bind(name, <value>, expression)");
    assertThat(cel("[1, 2].indexOf(‸)")).isEqualTo("list(T).indexOf(<T>) -> int");
    assertThat(cel("has(‸")).isEqualTo("has(<field>)");
    assertThat(cel("(‸")).isEqualTo("nothing");
  }

  private static String jmes(String message) {
    return at(
        "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: p}\nspec:\n  rules:\n"
            + "    - name: r\n      validate:\n        message: \""
            + message
            + "\"\n");
  }

  private static String cel(String expression) {
    return at(
        "apiVersion: policies.kyverno.io/v1\nkind: ValidatingPolicy\nmetadata: {name: p}\nspec:\n"
            + "  matchConstraints:\n    resourceRules:\n      - apiGroups: ['']\n"
            + "        apiVersions: [v1]\n        resources: [pods]\n"
            + "  validations:\n    - expression: >-\n        "
            + expression
            + "\n");
  }

  private static String at(String policy) {
    Typed typed = Typed.atCursor("p.yaml", policy);
    return Signatures.at(typed.snapshot(), typed.file(), typed.cursor())
        .map(
            help -> {
              Signatures.Signature active = help.signatures().get(help.active());
              String label = active.label();
              if (help.parameter() < active.parameters().size()) {
                Span span = active.parameters().get(help.parameter());
                label =
                    label.substring(0, span.start())
                        + "<"
                        + label.substring(span.start(), span.end())
                        + ">"
                        + label.substring(span.end());
              }
              int more = help.signatures().size() - 1;
              return more == 0 ? label : label + " and " + more + " more";
            })
        .orElse("nothing");
  }
}
