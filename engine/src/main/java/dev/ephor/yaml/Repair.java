package dev.ephor.yaml;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import java.util.List;

/**
 * One way to make a broken place readable.
 *
 * @param edits what to change in the text that failed
 * @param cost how much it would lose or guess; the least is taken among those that read furthest
 * @param problem what to tell the author if this is taken, in the offsets of that text
 * @param blanks whether text is taken out that then has no node
 */
record Repair(List<TextEdit> edits, int cost, Problem problem, boolean blanks) {

  /** What a guess costs that keeps every character. */
  static final int SMALL = 1;

  /** What leaving text out costs beside its length. */
  private static final int LOSS = 8;

  Repair {
    edits = List.copyOf(edits);
  }

  static Repair of(int cost, Span span, String code, String message, TextEdit... edits) {
    return new Repair(
        List.of(edits), cost, new Problem(span, Severity.ERROR, code, message), false);
  }

  /** Leaves a stretch of the text out: spaces take its place, line breaks stay. */
  static Repair blank(String text, Span span, int extra, String code, String message) {
    StringBuilder spaces = new StringBuilder(span.length());
    int lost = 0;
    for (int i = span.start(); i < span.end(); i++) {
      char c = text.charAt(i);
      boolean stays = c == '\n' || c == '\r';
      spaces.append(stays ? c : ' ');
      lost += stays || c == ' ' ? 0 : 1;
    }
    TextEdit edit = new TextEdit(span, spaces.toString());
    Problem problem = new Problem(span, Severity.ERROR, code, message);
    return new Repair(List.of(edit), LOSS + extra + lost, problem, true);
  }

  /**
   * How many characters further one must read with this repair than with another for it to be
   * better. Leaving text out without knowing what is wrong must gain a few lines: an opened quote
   * that swallows two lines looks like progress as well.
   */
  int handicap() {
    return cost <= LOSS ? cost : cost * 10;
  }

  static TextEdit insert(int at, String what) {
    return new TextEdit(Span.at(at), what);
  }

  boolean changes(String text) {
    return edits.stream()
        .anyMatch(
            edit ->
                edit.span().length() != edit.replacement().length()
                    || !text.startsWith(edit.replacement(), edit.span().start()));
  }
}
