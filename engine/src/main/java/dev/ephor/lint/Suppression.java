package dev.ephor.lint;

import dev.ephor.text.Span;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment {@code # ephor: ignore[NAME, ...] reason}.
 *
 * @param comment where it stands in the document
 * @param names the lints that it names
 * @param reason why; empty when nothing is said
 * @param first the first line, from 0, of which it speaks
 * @param last the last
 */
record Suppression(Span comment, List<Name> names, String reason, int first, int last) {

  private static final Pattern FORM =
      Pattern.compile("#\\s*ephor:\\s*ignore\\s*(?:\\[([^\\]]*)\\])?[\\s:,-]*(.*)");

  Suppression {
    names = List.copyOf(names);
  }

  /**
   * A name and where it stands.
   *
   * @param lint the name
   * @param span in the document
   */
  record Name(String lint, Span span) {}

  boolean speaksOf(int line) {
    return first <= line && line <= last;
  }

  /**
   * The suppressions of a document. A comment behind something speaks of its line; one that stands
   * alone of the next line with something in it; one above everything of the whole document.
   */
  static List<Suppression> in(YamlDocument document) {
    String text = document.text();
    if (!text.contains("ephor:")) {
      return List.of();
    }
    Lines lines = new Lines(text);
    int content = firstLineOfContent(lines);
    List<Suppression> found = new ArrayList<>();
    for (Comment comment : document.comments()) {
      Span span = comment.span();
      Matcher form = FORM.matcher(text.substring(span.start(), span.end()));
      if (!form.lookingAt()) {
        continue;
      }
      int line = lines.of(span.start());
      boolean alone = lines.text(line).stripLeading().startsWith("#");
      int first = !alone ? line : line < content ? 0 : next(line, lines);
      int last = alone && line < content ? Integer.MAX_VALUE : first;
      found.add(
          new Suppression(span, names(form, span.start()), form.group(2).strip(), first, last));
    }
    return found;
  }

  private static List<Name> names(Matcher form, int start) {
    List<Name> names = new ArrayList<>();
    if (form.group(1) != null) {
      int at = start + form.start(1);
      for (String part : Arrays.asList(form.group(1).split(",", -1))) {
        int from = at + part.length() - part.stripLeading().length();
        String name = part.strip();
        if (!name.isEmpty()) {
          String plain = name.startsWith(Lint.CODE) ? name.substring(Lint.CODE.length()) : name;
          names.add(new Name(plain, new Span(from, from + name.length())));
        }
        at += part.length() + 1;
      }
    }
    return names;
  }

  private static int firstLineOfContent(Lines lines) {
    int line = 0;
    while (line < lines.count() && isNothing(lines.text(line))) {
      line++;
    }
    return line;
  }

  private static int next(int line, Lines lines) {
    int next = line + 1;
    while (next < lines.count() && isNothing(lines.text(next))) {
      next++;
    }
    return next;
  }

  /** Whether a line has no content: blank, a comment, a directive or the start of a document. */
  private static boolean isNothing(String line) {
    String stripped = line.strip();
    return stripped.isEmpty()
        || stripped.startsWith("#")
        || stripped.startsWith("%")
        || stripped.equals("---")
        || stripped.startsWith("--- #");
  }

  /** The lines of a document's text. */
  static final class Lines {
    private final String text;
    private final List<Integer> starts = new ArrayList<>();

    Lines(String text) {
      this.text = text;
      starts.add(0);
      for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        starts.add(at + 1);
      }
    }

    int count() {
      return starts.size();
    }

    int of(int offset) {
      int found = java.util.Collections.binarySearch(starts, offset);
      return found >= 0 ? found : -found - 2;
    }

    int start(int line) {
      return line < starts.size() ? starts.get(line) : text.length();
    }

    String text(int line) {
      return text.substring(start(line), start(line + 1));
    }
  }
}
