package dev.ephor.expression.cel.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree of a text, whole or broken; {@code ~} stands where something is missing. */
class CelSyntaxTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "a.b.c => ((a.b).c)",
        "a.?b[0].c => (((a.?b)[0]).c)",
        "a + b * -c => (a + (b * (- c)))",
        "!a && b || c == 'x' => (((! a) && b) || (c == 'x'))",
        "a ? b : c ? d : e => (?: a b (?: c d e))",
        "a.all(c, c.d > 1) => a.all(c, ((c.d) > 1))",
        "has(a.b) && x in [1, 2u] => (has((a.b)) && (x in [1, 2u]))",
        "{'a': 1, b: [2.5]} => {'a': 1, b: [2.5]}",
        "a.b{c: d, e: F.g{}} => a.b{c: d, e: F.g{}}",
        "a[?0].orValue({}) => (a[?0]).orValue({})",
        "(a).b(c)(d) => a.b(c)",
        // broken
        "a. => (a.)",
        "a. && b => ((a.) && b)",
        "a && => (a && ~)",
        "f(a, b. => f(a, (b.))",
        "f(a, => f(a, ~)",
        "a.all(c, c. => a.all(c, (c.))",
        "a.all(c, c.) && d => (a.all(c, (c.)) && d)",
        "a.all(c, c. && d.e[ => a.all(c, ((c.) && ((d.e)[~])))",
        "[a, b. => [a, (b.)]",
        "a == 'b => (a == 'b)",
        "A.b{c: d. => A.b{c: (d.)}",
        "A.b{c => A.b{c: ~}",
        "A.b{[x], c: d} => A.b{c: d}",
        "{'a': b. => {'a': (b.)}",
        "a ? b. => (?: a (b.) ~)",
        "(a.b => (a.b)",
        ") a => a",
      })
  void trees(String text, String tree) {
    assertThat(shown(CelSyntax.parse(text))).isEqualTo(tree);
  }

  @Test
  void everyPrefixOfATextHasATree() {
    String text = "a.b.all(c, c.d == \"x\" && has(c.?e[0].f)) ? {'k': [T.u{v: 1}]} : b'y' + z[1.5]";
    for (int i = 0; i <= text.length(); i++) {
      CelPart part = CelSyntax.parse(text.substring(0, i));
      assertThat(part.span().end()).isLessThanOrEqualTo(i);
    }
  }

  @Test
  void deepAndHighTextsAreNotLookedInto() {
    assertThat(CelSyntax.parse("(".repeat(20_000))).isInstanceOf(CelPart.Missing.class);
    assertThat(CelSyntax.parse("-".repeat(20_000))).isNotNull();
    assertThat(CelSyntax.parse("a" + ".b".repeat(20_000))).isInstanceOf(CelPart.Missing.class);
  }

  private static String shown(CelPart part) {
    if (part instanceof CelPart.Name name) {
      return name.name();
    } else if (part instanceof CelPart.Constant constant) {
      boolean text = constant.type().equals("string");
      return text ? "'" + constant.content() + (constant.closed() ? "'" : "") : constant.content();
    } else if (part instanceof CelPart.Member member) {
      return "(" + shown(member.target()) + (member.optional() ? ".?" : ".") + member.name() + ")";
    } else if (part instanceof CelPart.Item item) {
      return "(" + shown(item.target()) + (item.optional() ? "[?" : "[") + shown(item.key()) + "])";
    } else if (part instanceof CelPart.Call call) {
      String target = call.target() == null ? "" : shown(call.target()) + ".";
      return target + call.name() + "(" + shown(call.arguments()) + ")";
    } else if (part instanceof CelPart.Listed list) {
      return "[" + shown(list.items()) + "]";
    } else if (part instanceof CelPart.Mapped map) {
      List<String> entries = new ArrayList<>();
      map.entries().forEach(entry -> entries.add(shown(entry.key()) + ": " + shown(entry.value())));
      return "{" + String.join(", ", entries) + "}";
    } else if (part instanceof CelPart.Made made) {
      List<String> fields = new ArrayList<>();
      made.fields().forEach(field -> fields.add(field.name() + ": " + shown(field.value())));
      return made.type() + "{" + String.join(", ", fields) + "}";
    } else if (part instanceof CelPart.Operation operation) {
      List<String> operands = operation.operands().stream().map(CelSyntaxTest::shown).toList();
      return operands.size() == 2
          ? "(" + operands.get(0) + " " + operation.operator() + " " + operands.get(1) + ")"
          : "(" + operation.operator() + " " + String.join(" ", operands) + ")";
    }
    return "~";
  }

  private static String shown(List<CelPart> parts) {
    return String.join(", ", parts.stream().map(CelSyntaxTest::shown).toList());
  }
}
