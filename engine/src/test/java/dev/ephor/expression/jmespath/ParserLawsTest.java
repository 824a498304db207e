package dev.ephor.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.GoJsonReader;
import dev.ephor.value.GoNumber;
import dev.ephor.value.Value;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the text, there is a tree whose spans lie in it, and an answer. */
class ParserLawsTest {

  private static final String[] PIECES = {
    "a",
    "b.c",
    "[0]",
    "[*]",
    "[]",
    "[?",
    "]",
    "(",
    ")",
    "{",
    "}",
    "a:",
    ",",
    ".",
    "|",
    "||",
    "&&",
    "!",
    "==",
    "<",
    "'x'",
    "`1`",
    "`{",
    "\"q\"",
    "@",
    "&",
    "*",
    "[1:2]",
    "length(",
    "to_string(@)",
    "sort_by(@, &a)",
    "-",
    "7",
    "'",
    "`",
    "\"",
    "\\",
    " ",
    "é",
    "$",
    "\n",
    "::",
    "items(@,'k','v')"
  };

  private static final Value INPUT =
      GoJsonReader.read("{\"a\": [1, {\"a\": \"x\"}], \"b\": {\"c\": [[0], null]}, \"q\": true}");

  @Provide
  Arbitrary<String> garbage() {
    return Arbitraries.of(PIECES).list().ofMaxSize(14).map(parts -> String.join("", parts));
  }

  @Property(tries = 5_000)
  void piecesInAnyOrderGiveATree(@ForAll("garbage") String text) {
    holds(text);
  }

  @Property(tries = 2_000)
  void anyTextGivesATree(@ForAll String text) {
    holds(text);
  }

  @Property(tries = 2_000)
  void mutatedExpressionsGiveATree(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text =
        new StringBuilder("a[?b == `1` && c].{x: length(@), y: [d, 'e']} | sort_by(@, &x)[0:2]");
    for (int i = 0; i < 3; i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        default -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
      }
    }
    holds(text.toString());
  }

  private static void holds(String text) {
    Expression expression = Expression.parse(text);
    spansLieInside(expression.root(), text.length());
    expression.check();
    expression.printedTree();
    for (SyntaxProblem problem : expression.problems()) {
      assertThat(problem.span().end()).isLessThanOrEqualTo(text.length());
    }
    Answer answer = expression.evaluate(INPUT, Settings.FIXED);
    if (expression.syntaxError().isPresent()) {
      assertThat(answer).isInstanceOf(Answer.Failed.class);
    }
  }

  private static void spansLieInside(Node node, int length) {
    assertThat(node.span().end()).isLessThanOrEqualTo(length);
    for (Node child : node.children()) {
      spansLieInside(child, length);
    }
  }

  @Property(tries = 3_000)
  void numbersReadBack(@ForAll double number) {
    if (Double.isFinite(number)) {
      assertThat(Double.parseDouble(GoNumber.json(number))).isEqualTo(number);
      assertThat(Double.parseDouble(GoNumber.general(number))).isEqualTo(number);
      assertThat(Double.parseDouble(GoNumber.plain(number))).isEqualTo(number);
      assertThat(Float.parseFloat(GoNumber.plain32(number))).isEqualTo((float) number);
    }
  }
}
