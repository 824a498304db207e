package dev.ephor.ide.format;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a line begins that was just opened below another one. Says nothing where the line above
 * leaves it open, and changes only a line on which nothing stands: what somebody wrote or chose
 * there is not touched.
 */
public final class NextLine {

  /** A key in quotes or without, its colon, and what follows. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s#\\[\\]{}\"'&*!|>%@`,][^#]*?)\\s*:(?:\\s+(.*))?");

  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");

  private static final Pattern BLOCK_SCALAR =
      Pattern.compile("(?:[&!]\\S+\\s+)*[|>](?:[+-]?[1-9]?|[1-9][+-])");

  private static final Pattern PROPERTIES = Pattern.compile("(?:[&!]\\S*\\s*)+");

  private NextLine() {}

  /**
   * The edit that puts the cursor where the line should begin; none where it is there already.
   *
   * @param offset the cursor, on the new line
   * @param width how far an entry stands to the right of the mapping that holds it
   */
  public static List<TextEdit> edits(Snapshot snapshot, FileId file, int offset, int width) {
    SourceText text = snapshot.text(file);
    if (text == null || DocumentKind.ours(snapshot, file).isEmpty()) {
      return List.of();
    }
    int line = text.lineOf(Math.max(0, Math.min(offset, text.length())));
    if (line == 0 || !text.line(line).isBlank() || text.line(line - 1).isBlank()) {
      return List.of();
    }
    OptionalInt column =
        isInBlockScalar(snapshot, file, text, line - 1)
            ? OptionalInt.of(indent(text.line(line - 1)))
            : after(text.line(line - 1), new Style(width, true, true, true, true).width());
    Span blanks = new Span(text.lineStart(line), text.lineEnd(line));
    return column.isEmpty() || blanks.length() == column.getAsInt()
        ? List.of()
        : List.of(new TextEdit(blanks, " ".repeat(column.getAsInt())));
  }

  private static boolean isInBlockScalar(
      Snapshot snapshot, FileId file, SourceText text, int line) {
    int end = text.lineEnd(line);
    for (PlacedDocument document : snapshot.documents(file)) {
      YamlDocument yaml = document.yaml();
      int local = end - document.start();
      if (local >= 0 && local <= yaml.text().length()) {
        int node = yaml.nodeAt(local);
        int header = text.lineOf(yaml.valueSpan(node).start() + document.start());
        if (yaml.kind(node).isBlockScalar() && header < line) {
          return true;
        }
      }
    }
    return false;
  }

  /** The column below a line that is no part of a longer scalar; empty where it is open. */
  static OptionalInt after(String line, int width) {
    int dash = -1;
    int at = indent(line);
    while (at < line.length() && line.charAt(at) == '-' && isBlankAt(line, at + 1)) {
      dash = at;
      at++;
      while (at < line.length() && isBlankAt(line, at)) {
        at++;
      }
    }
    String rest = COMMENT.matcher(line.substring(at)).replaceFirst("").strip();
    if (rest.isEmpty()) {
      return dash < 0 ? OptionalInt.empty() : OptionalInt.of(dash + 2);
    }
    if (BLOCK_SCALAR.matcher(rest).matches()) {
      return dash < 0 ? OptionalInt.empty() : OptionalInt.of(dash + 2);
    }
    Matcher entry = ENTRY.matcher(rest);
    if (!entry.matches()) {
      boolean scalar = dash >= 0 && "[{\"'".indexOf(rest.charAt(0)) < 0;
      return scalar ? OptionalInt.of(dash) : OptionalInt.empty();
    }
    String value = entry.group(1) == null ? "" : entry.group(1).strip();
    boolean opens =
        value.isEmpty()
            || BLOCK_SCALAR.matcher(value).matches()
            || PROPERTIES.matcher(value).matches();
    if (opens) {
      return OptionalInt.of(at + width);
    }
    return isWhole(value) ? OptionalInt.of(at) : OptionalInt.empty();
  }

  /** Whether a value ends on its line, as far as that can be seen. */
  private static boolean isWhole(String value) {
    char first = value.charAt(0);
    char last = value.charAt(value.length() - 1);
    return switch (first) {
      case '"', '\'' -> value.length() > 1 && last == first;
      case '[' -> last == ']';
      case '{' -> last == '}';
      default -> true;
    };
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static boolean isBlankAt(String line, int at) {
    return at >= line.length() || line.charAt(at) == ' ' || line.charAt(at) == '\t';
  }
}
