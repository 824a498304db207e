package dev.ephor.yaml.edit;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits of one text as they are found; in the end as few and as small as they can be. */
final class EditList {

  private final String text;
  private final List<TextEdit> edits = new ArrayList<>();

  EditList(String text) {
    this.text = text;
  }

  void insert(int at, String inserted) {
    replace(at, at, inserted);
  }

  void delete(int from, int to) {
    replace(from, to, "");
  }

  void replace(int from, int to, String with) {
    edits.add(new TextEdit(new Span(from, Math.max(from, to)), with));
  }

  /** The edits in order, those that touch made one; null where two replace the same text. */
  @Nullable List<TextEdit> finish() {
    List<TextEdit> ordered = new ArrayList<>(edits);
    // An insertion comes before what begins where it stands; the sort is stable.
    ordered.sort(
        Comparator.<TextEdit>comparingInt(edit -> edit.span().start())
            .thenComparing(edit -> !edit.span().isEmpty()));
    List<TextEdit> merged = new ArrayList<>();
    for (TextEdit edit : ordered) {
      TextEdit before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (before == null || before.span().end() < edit.span().start()) {
        merged.add(edit);
      } else if (before.span().end() == edit.span().start() || bothDelete(before, edit)) {
        int end = Math.max(before.span().end(), edit.span().end());
        Span both = new Span(before.span().start(), end);
        merged.set(
            merged.size() - 1, new TextEdit(both, before.replacement() + edit.replacement()));
      } else {
        return null;
      }
    }
    return merged.stream().map(this::trimmed).filter(EditList::changes).toList();
  }

  private static boolean bothDelete(TextEdit left, TextEdit right) {
    return left.replacement().isEmpty() && right.replacement().isEmpty();
  }

  private static boolean changes(TextEdit edit) {
    return !edit.span().isEmpty() || !edit.replacement().isEmpty();
  }

  /** Without what both have in common at the start and the end. */
  private TextEdit trimmed(TextEdit edit) {
    String with = edit.replacement();
    int start = edit.span().start();
    int end = edit.span().end();
    int from = 0;
    int to = with.length();
    while (start < end && from < to && text.charAt(start) == with.charAt(from)) {
      start++;
      from++;
    }
    while (from > 0 && (splits(text, start) || splits(with, from))) {
      start--;
      from--;
    }
    int tail = to;
    while (end > start && to > from && text.charAt(end - 1) == with.charAt(to - 1)) {
      end--;
      to--;
    }
    while (to < tail && (splits(text, end) || splits(with, to))) {
      end++;
      to++;
    }
    return new TextEdit(new Span(start, end), with.substring(from, to));
  }

  /** Whether an offset stands inside of one character or one line end. */
  private static boolean splits(String text, int at) {
    if (at <= 0 || at >= text.length()) {
      return false;
    }
    char before = text.charAt(at - 1);
    return Character.isHighSurrogate(before) || (before == '\r' && text.charAt(at) == '\n');
  }
}
