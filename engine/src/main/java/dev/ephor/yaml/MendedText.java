package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text that was edited so that it can be read, and the way back to the text as it was written.
 *
 * @param text the edited text
 * @param layers the rounds of edits, first round first; each round's edits are in order, apart from
 *     one another, and in the offsets of the text before that round
 */
record MendedText(String text, List<List<TextEdit>> layers) implements SourceMap {

  MendedText {
    layers = List.copyOf(layers);
  }

  static MendedText of(String text) {
    return new MendedText(text, List.of());
  }

  /** This text after one more round of edits. */
  MendedText with(List<TextEdit> edits) {
    List<TextEdit> sorted = sorted(edits);
    List<List<TextEdit>> more = new ArrayList<>(layers);
    more.add(sorted);
    return new MendedText(TextEdit.applied(text, sorted), more);
  }

  static List<TextEdit> sorted(List<TextEdit> edits) {
    return edits.stream().sorted(Comparator.comparingInt(edit -> edit.span().start())).toList();
  }

  Span toOriginal(Span span) {
    int start = toSource(span.start());
    return new Span(start, Math.max(start, toSource(span.end())));
  }

  @Override
  public int toSource(int offset) {
    int at = offset;
    for (int i = layers.size() - 1; i >= 0; i--) {
      at = back(layers.get(i), at);
    }
    return at;
  }

  int fromOriginal(int offset) {
    int at = offset;
    for (List<TextEdit> layer : layers) {
      at = forth(layer, at);
    }
    return at;
  }

  private static int back(List<TextEdit> edits, int offset) {
    int shift = 0;
    for (TextEdit edit : edits) {
      int start = edit.span().start() + shift;
      if (offset < start) {
        break;
      }
      int inserted = edit.replacement().length();
      if (offset < start + inserted) {
        return edit.span().start() + Math.min(offset - start, edit.span().length());
      }
      shift += inserted - edit.span().length();
    }
    return offset - shift;
  }

  private static int forth(List<TextEdit> edits, int offset) {
    int shift = 0;
    for (TextEdit edit : edits) {
      if (offset < edit.span().start()) {
        break;
      }
      int inserted = edit.replacement().length();
      if (offset < edit.span().end()) {
        return edit.span().start() + shift + Math.min(offset - edit.span().start(), inserted);
      }
      shift += inserted - edit.span().length();
    }
    return offset + shift;
  }
}
