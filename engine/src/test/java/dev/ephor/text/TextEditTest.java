package dev.ephor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextEditTest {

  private static final List<TextEdit> EDITS =
      List.of(
          new TextEdit(Span.at(0), ">"),
          new TextEdit(new Span(2, 4), ""),
          new TextEdit(new Span(4, 5), "E"));

  @Test
  void editsThatTouchAreMadeInTheirOrder() {
    assertThat(TextEdit.applied("abcdef", EDITS)).isEqualTo(">abEf");
    assertThat(TextEdit.applied("abcdef", List.of())).isEqualTo("abcdef");
  }

  @Test
  void editsOfAPartAreMovedIntoTheWhole() {
    assertThat(TextEdit.applied("--abcdef", EDITS.stream().map(edit -> edit.shift(2)).toList()))
        .isEqualTo("-->abEf");
  }
}
