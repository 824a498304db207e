package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  /** Renders with the span between « and ». */
  private static String render(String marked) {
    int start = marked.indexOf('«');
    int end = marked.indexOf('»') - 1;
    SourceText text = SourceText.of(marked.replace("«", "").replace("»", ""));
    return Excerpt.of(text, new Span(start, end))
        .render(2, '^', "here", Palette.PLAIN, mark -> mark);
  }

  @Test
  void marksTheSpan() {
    assertThat(render("a: b\nimage: «nginx» # c\n"))
        .isEqualTo(
            """
             2 | image: nginx # c
               |        ^^^^^ here
            """);
  }

  @Test
  void anEmptySpanHasOneCaret() {
    assertThat(render("a:«»\n"))
        .isEqualTo(
            """
             1 | a:
               |   ^ here
            """);
  }

  @Test
  void aSpanOfSeveralLinesIsMarkedOnTheFirst() {
    assertThat(render("a: «b: 1\n   c: 2\n   d: 3»\n"))
        .isEqualTo(
            """
             1 | a: b: 1
               |    ^^^^ (and 2 lines more) here
            """);
  }

  @Test
  void tabsAndWideCharactersKeepTheCaretInPlace() {
    assertThat(render("\ta: 日本 «x»"))
        .isEqualTo(
            """
             1 |     a: 日本 x
               |             ^ here
            """);
  }

  @Test
  void combiningMarksTakeNoColumn() {
    assertThat(render("e\u0301: «x»")).isEqualTo(" 1 | e\u0301: x\n   |    ^ here\n");
  }

  @Test
  void aLongLineIsCutAroundTheSpan() {
    String rendered = render("a".repeat(500) + "«bbb»" + "c".repeat(500));

    assertThat(rendered)
        .isEqualTo(
            " 1 | …"
                + "a".repeat(30)
                + "bbb"
                + "c".repeat(86)
                + "…\n   | "
                + " ".repeat(31)
                + "^^^ here\n");
  }

  @Test
  void aSpanLongerThanTheLineIsCutToo() {
    assertThat(render("«" + "a".repeat(500) + "»"))
        .isEqualTo(" 1 | " + "a".repeat(119) + "…\n   | " + "^".repeat(119) + " here\n");
  }
}
