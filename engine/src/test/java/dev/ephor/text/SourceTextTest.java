package dev.ephor.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SourceTextTest {

  @Property(tries = 2000)
  void anEditedTextIsAsIfReadAfresh(
      @ForAll("texts") String text,
      @ForAll("texts") String replacement,
      @ForAll @IntRange(max = 40) int from,
      @ForAll @IntRange(max = 10) int length) {
    int start = Math.min(from, text.length());
    int end = Math.min(text.length(), start + length);
    SourceText edited = SourceText.of(text).apply(new TextEdit(new Span(start, end), replacement));
    SourceText fresh = SourceText.of(text.substring(0, start) + replacement + text.substring(end));
    assertThat(edited).isEqualTo(fresh);
    assertThat(edited.lineCount()).isEqualTo(fresh.lineCount());
    for (int line = 0; line < fresh.lineCount(); line++) {
      assertThat(edited.lineStart(line)).isEqualTo(fresh.lineStart(line));
      assertThat(edited.lineEnd(line)).isEqualTo(fresh.lineEnd(line));
    }
  }

  @Property(tries = 1000)
  void positionsLeadBackToTheirOffset(
      @ForAll("texts") String text, @ForAll PositionEncoding encoding) {
    SourceText source = SourceText.of(text);
    for (int at = 0; at <= text.length(); at++) {
      boolean between =
          at > 0
              && at < text.length()
              && ((Character.isHighSurrogate(text.charAt(at - 1))
                      && Character.isLowSurrogate(text.charAt(at)))
                  || (text.charAt(at - 1) == '\r' && text.charAt(at) == '\n'));
      if (!between) {
        assertThat(source.offset(source.position(at, encoding), encoding)).isEqualTo(at);
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "é", "😀", "\n", "\r\n", "\r", " ")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Test
  void charactersCountAsTheEncodingSays() {
    SourceText text = SourceText.of("aé😀b\nc");
    assertThat(text.position(4, PositionEncoding.UTF_8)).isEqualTo(new Position(0, 7));
    assertThat(text.position(4, PositionEncoding.UTF_16)).isEqualTo(new Position(0, 4));
    assertThat(text.position(4, PositionEncoding.UTF_32)).isEqualTo(new Position(0, 3));
    for (PositionEncoding encoding : PositionEncoding.values()) {
      assertThat(text.offset(new Position(1, 1), encoding)).isEqualTo(7);
    }
  }

  @Test
  void positionsInsideACharacterCountAsAfterIt() {
    SourceText text = SourceText.of("😀b");
    assertThat(text.offset(new Position(0, 1), PositionEncoding.UTF_16)).isEqualTo(2);
    assertThat(text.offset(new Position(0, 2), PositionEncoding.UTF_8)).isEqualTo(2);
  }

  @Test
  void positionsOutsideAreClamped() {
    SourceText text = SourceText.of("ab\r\ncd");
    for (PositionEncoding encoding : PositionEncoding.values()) {
      assertThat(text.offset(new Position(0, 99), encoding)).isEqualTo(2);
      assertThat(text.offset(new Position(1, Integer.MAX_VALUE), encoding)).isEqualTo(6);
      assertThat(text.offset(new Position(9, 0), encoding)).isEqualTo(6);
      assertThat(text.offset(new Position(-1, 5), encoding)).isEqualTo(0);
      assertThat(text.offset(new Position(1, -5), encoding)).isEqualTo(4);
      assertThat(text.position(-3, encoding)).isEqualTo(new Position(0, 0));
      assertThat(text.position(99, encoding)).isEqualTo(new Position(1, 2));
    }
  }

  @Test
  void linesAreWithoutTheirTerminators() {
    SourceText text = SourceText.of("a\rb\r\n\nc");
    assertThat(text.lineCount()).isEqualTo(4);
    assertThat(text.line(0)).isEqualTo("a");
    assertThat(text.line(1)).isEqualTo("b");
    assertThat(text.line(2)).isEmpty();
    assertThat(text.line(3)).isEqualTo("c");
  }
}
