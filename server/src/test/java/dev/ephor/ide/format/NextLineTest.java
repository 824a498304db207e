package dev.ephor.ide.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.text.TextEdit;
import org.junit.jupiter.api.Test;

/** The line that was typed, and where the cursor is then; {@code ‸} is where the editor put it. */
class NextLineTest {

  private static final String HEAD = "apiVersion: v1\nkind: Pod\n";

  @Test
  void belowAKeyWithoutAValueItGoesIn() {
    assertThat(typed("spec:\n‸")).isEqualTo("spec:\n  ‸");
    assertThat(typed("spec: # all of it\n‸")).isEqualTo("spec: # all of it\n  ‸");
    assertThat(typed("a:\n  - b:\n  ‸")).isEqualTo("a:\n  - b:\n      ‸");
    assertThat(typed("\"a b\":\n‸")).isEqualTo("\"a b\":\n  ‸");
    assertThat(typed("a: &anchor\n‸")).isEqualTo("a: &anchor\n  ‸");
  }

  @Test
  void belowAnEntryItStandsWhereItsKeyDoes() {
    assertThat(typed("a:\n  b: c\n‸")).isEqualTo("a:\n  b: c\n  ‸");
    assertThat(typed("a:\n- b: c\n‸")).isEqualTo("a:\n- b: c\n  ‸");
    assertThat(typed("a:\n- - b: c\n‸")).isEqualTo("a:\n- - b: c\n    ‸");
    assertThat(typed("a:\n- \n‸")).isEqualTo("a:\n- \n  ‸");
  }

  @Test
  void belowAnItemComesTheNext() {
    assertThat(typed("a:\n  - b\n    ‸")).isEqualTo("a:\n  - b\n  ‸");
  }

  @Test
  void blockScalars() {
    assertThat(typed("a:\n  b: |\n  ‸")).isEqualTo("a:\n  b: |\n    ‸");
    assertThat(typed("a:\n- >-\n‸")).isEqualTo("a:\n- >-\n  ‸");
    assertThat(typed("a: |\n  if:\n‸")).isEqualTo("a: |\n  if:\n  ‸");
    assertThat(typed("a: |\n  if\n    then\n‸")).isEqualTo("a: |\n  if\n    then\n    ‸");
  }

  @Test
  void whatIsOpenOrChosenIsLeftToTheEditor() {
    for (String left :
        new String[] {
          "a: [b,\n    ‸",
          "a: {\n ‸",
          "a: \"b\n ‸",
          "a: b\n\n      ‸",
          "a: b\n     ‸c: d",
          "words\n   ‸",
        }) {
      assertThat(typed(left)).isEqualTo(left);
    }
  }

  @Test
  void filesOfOthersAreLeftToTheirs() {
    Typed typed = Typed.atCursor("a.yaml", "services:\n‸");
    assertThat(NextLine.edits(typed.snapshot(), typed.file(), typed.cursor(), 2)).isEmpty();
  }

  private static String typed(String text) {
    Typed typed = Typed.atCursor("a.yaml", HEAD + text);
    var edits = NextLine.edits(typed.snapshot(), typed.file(), typed.cursor(), 2);
    if (edits.isEmpty()) {
      return text;
    }
    int cursor = edits.get(0).span().start() + edits.get(0).replacement().length();
    String after = TextEdit.applied(typed.text(), edits);
    return (after.substring(0, cursor) + "‸" + after.substring(cursor)).substring(HEAD.length());
  }
}
