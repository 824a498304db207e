package dev.ephor.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.GoJsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken expressions: the reference's message, a caret, and a tree all the same. */
class SyntaxTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          foo.       | 4 | SyntaxError: Expected identifier, lbracket, or lbrace
          a b        | 2 | SyntaxError: Unexpected token at the end of the expression: tUnquotedIdentifier
          foo[abc]   | 4 | SyntaxError: Expected tStar, received: tUnquotedIdentifier
          f(a        | 3 | SyntaxError: Incomplete expression
          'abc       | 4 | SyntaxError: Unclosed delimiter: '
          a ^ b      | 2 | SyntaxError: Unknown char: '^'
          é          | 1 | SyntaxError: Unknown char: '\\u00e9'
          "f"(a)     | 0 | SyntaxError: Can't have quoted identifier as function Name.
          `foo`      | -1 | invalid character 'o' in literal false (expecting 'a')
          foo[99999999999999999999] | -1 | strconv.Atoi: parsing "99999999999999999999": value out of range
          """)
  void saysWhatTheReferenceSays(String expression, int caret, String message) {
    SyntaxProblem problem = Expression.parse(expression).syntaxError().orElseThrow();
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.caret()).isEqualTo(caret);
  }

  /** What is broken is missing; what stands around it is there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          request.object.          | 0..15=Subexpression 0..7=Field 8..14=Field 15..15=Missing
          length(foo.              | 0..11=Call 7..11=Subexpression 7..10=Field 11..11=Missing
          a[?b==].c                | 0..9=Filter 0..1=Field 8..9=Field 3..6=Comparison 3..4=Field 6..6=Missing
          {a: , b: c}              | 0..11=MultiSelectHash 1..3=Entry 4..4=Missing 6..10=Entry 9..10=Field
          || b                     | 0..4=Or 0..0=Missing 3..4=Field
          """)
  void recovers(String expression, String tree) {
    StringBuilder found = new StringBuilder();
    append(found, Expression.parse(expression).root());
    assertThat(found.toString().trim()).isEqualTo(tree);
  }

  private static void append(StringBuilder out, Node node) {
    out.append(node.span()).append('=').append(node.getClass().getSimpleName()).append(' ');
    node.children().forEach(child -> append(out, child));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          trunkate(a, `3`)  | 0..8  | There is no function trunkate. Did you mean truncate?
          zzzzzzzz(a)       | 0..8  | There is no function zzzzzzzz.
          trim(a)           | 0..7  | trim takes 2 arguments, not 1: trim(string, string) string.
          merge()           | 0..7  | merge takes at least 1 argument, not 0: merge(object...) object.
          x.y[?abs('1') > z] | 9..12 | Argument 1 of abs must be number; this is string.
          sort_by(a, b)     | 11..12 | Argument 2 of sort_by must be expref; this is not written with &.
          a[::0]            | 1..6  | The step of a slice cannot be 0.
          """)
  void checks(String expression, String span, String message) {
    var problems = Expression.parse(expression).check();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).isEqualTo(message);
    assertThat(problems.get(0).span()).hasToString(span);
  }

  @Test
  void aMissingKeyIsNotNull() {
    var input = GoJsonReader.read("{\"a\": {\"b\": null}}");
    assertThat(answer("a.c.d", input).error()).isEqualTo("Unknown key \"c\" in path");
    assertThat(answer("a.c.d", input)).isInstanceOf(Answer.NotFound.class);
    assertThat(answer("a.b.c", input)).isEqualTo(new Answer.Found(Types.NULL));
    assertThat(answer("a.c || 'x'", input).error()).isEmpty();
    assertThat(answer("a.c | @", input)).isEqualTo(new Answer.Found(Types.NULL));
    assertThat(answer("a.*.type(@)", input).error()).isEmpty();
  }

  @Test
  void failuresSayWhere() {
    var answer = answer("a || abs('x')", Types.NULL);
    assertThat(((Answer.Failed) answer).span()).hasToString("5..13");
  }

  @Test
  void nothingIsTooDeep() throws InterruptedException {
    String[] deep = {
      "[".repeat(100_000),
      "(".repeat(100_000) + "a" + ")".repeat(100_000),
      "a" + ".a".repeat(100_000),
      "a" + "[0]".repeat(100_000),
      "a" + " | a".repeat(100_000),
      "!".repeat(100_000) + "a",
      "f(".repeat(100_000),
      "{a:".repeat(100_000),
      "a" + "[?a".repeat(100_000),
      "$".repeat(100_000),
      "`" + "[".repeat(100_000) + "`",
      "parse_json('" + "[".repeat(100_000) + "')",
    };
    Throwable[] thrown = new Throwable[1];
    Thread small =
        new Thread(
            null,
            () -> {
              for (String text : deep) {
                assertThat(answer(text, Types.NULL)).isInstanceOf(Answer.Failed.class);
              }
              String tall = "a" + " || a".repeat(Limits.HEIGHT - 2);
              assertThat(answer(tall, GoJsonReader.read("{}")).error()).isEmpty();
              String nested = "(".repeat(Limits.NESTING - 1) + "@" + ")".repeat(Limits.NESTING - 1);
              assertThat(answer(nested, Types.TRUE)).isEqualTo(new Answer.Found(Types.TRUE));
            },
            "small stack",
            512 * 1024);
    small.setUncaughtExceptionHandler((thread, e) -> thrown[0] = e);
    small.start();
    small.join();
    assertThat(thrown[0]).isNull();
  }

  @Test
  void evaluationIsBounded() {
    String doubling = "[@, @]" + " | [@, @]".repeat(60);
    assertThat(answer(doubling + " | to_string(@)", Types.TRUE).error()).contains("longer than");
    assertThat(answer(doubling + " | [@ == `1`, [@, @] == @]", Types.TRUE).error()).isEmpty();
    String growing = "'aaaaaaaaaaaaaaaa'" + " | replace_all(@, 'a', 'aaaaaaaaaaaaaaaa')".repeat(10);
    assertThat(answer(growing, Types.NULL).error()).contains("makes more than");
    String squared = "[].[$][]".replace("$", "@, @, @, @, @, @, @, @, @, @");
    String wide = "`[1]`" + (" | " + squared).repeat(10);
    assertThat(answer(wide, Types.NULL).error()).contains("more than");
  }

  private static Answer answer(String expression, dev.ephor.value.Value input) {
    return Expression.parse(expression).evaluate(input, Settings.FIXED);
  }
}
