package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.yaml.TypingSite.Slot;
import org.jspecify.annotations.Nullable;

/** What is typed at a cursor in block style, told from its line and the lines above. */
final class BlockTyping {

  private final String text;
  private final int cursor;
  private final LineShape line;

  private BlockTyping(String text, int cursor) {
    this.text = text;
    this.cursor = cursor;
    this.line = LineShape.at(text, cursor);
  }

  static @Nullable TypingSpot spot(YamlDocument document, int cursor) {
    BlockTyping typing = new BlockTyping(document.text(), cursor);
    if ((typing.line.start() < cursor && typing.isComment())
        || typing.isIndentedByTabs()
        || typing.isInBlockScalar()) {
      return null;
    }
    return typing.spot();
  }

  private @Nullable TypingSpot spot() {
    if (line.entry() == line.end()) {
      return emptyLine();
    }
    if (cursor < line.entry() || isMarker()) {
      return null;
    }
    if (line.hasKey()) {
      return cursor <= line.colon() ? key(keyEnd(), true) : value();
    }
    return key(line.valueEnd(), false);
  }

  /** A document's {@code ---} or {@code ...}, a directive. */
  private boolean isMarker() {
    String start = text.substring(line.start(), Math.min(line.end(), line.start() + 3));
    return start.equals("---") || start.equals("...") || start.startsWith("%");
  }

  private boolean isComment() {
    int from = line.hasValue() || line.hasKey() ? line.valueEnd() : line.body();
    int hash = text.indexOf('#', from);
    return hash >= 0 && hash < cursor && hash < line.end();
  }

  /** YAML knows no tabs in indentation, so nobody can say what such a line belongs to. */
  private boolean isIndentedByTabs() {
    return text.substring(line.start(), line.body()).indexOf('\t') >= 0;
  }

  /** Whether a line above, less indented than the cursor's, opens a block scalar. */
  private boolean isInBlockScalar() {
    int indent = line.body() == line.end() ? cursor - line.start() : line.indent();
    for (LineShape above = line; indent > 0; ) {
      LineShape before = above.previous();
      if (before.start() == above.start()) {
        return false;
      }
      above = before;
      if (above.indent() < indent) {
        boolean scalar = above.first() == '|' || above.first() == '>';
        // A key behind a dash holds only what is indented more than the key.
        int holder = above.hasKey() ? above.entry() - above.start() : above.indent();
        if (scalar && holder < indent && (above.hasKey() || above.entry() > above.body())) {
          return true;
        }
        indent = above.indent();
      }
    }
    return false;
  }

  /** Nothing but blanks and dashes. */
  private @Nullable TypingSpot emptyLine() {
    if (line.body() < line.end()) {
      // After a dash.
      boolean close = text.charAt(cursor - 1) == '-';
      return cursor <= line.body() ? null : put(close ? " " : "", Span.at(cursor), cursor);
    }
    int column = cursor - line.start();
    Column fitting = fitting(column);
    String indent = " ".repeat(fitting.column) + (fitting.item ? "- " : "");
    int start = line.start() + Math.min(column, fitting.column);
    return new TypingSpot(
        Slot.KEY,
        new Span(start, cursor),
        cursor,
        indent + TypingSite.NOTHING_YET + ":",
        new Span(line.start(), line.end()),
        line.start() + indent.length(),
        ' ',
        false,
        fitting.item ? "- " : "",
        false);
  }

  private TypingSpot put(String lead, Span replace, int from) {
    return new TypingSpot(
        Slot.KEY,
        replace,
        cursor,
        lead + TypingSite.NOTHING_YET + ":",
        new Span(from, line.end()),
        from + lead.length(),
        ' ',
        false,
        lead,
        false);
  }

  /**
   * A column at which something may begin.
   *
   * @param item whether only an item of a list can
   */
  private record Column(int column, boolean item) {}

  /** The deepest column, not beyond the cursor's, that fits the lines above. */
  private Column fitting(int column) {
    int bound = Integer.MAX_VALUE;
    for (LineShape above = line; ; ) {
      LineShape before = above.previous();
      if (before.start() == above.start() || isDocumentStart(before)) {
        return new Column(column == 0 || bound == Integer.MAX_VALUE ? column : 0, false);
      }
      above = before;
      int entry = above.entry() - above.start();
      if (bound == Integer.MAX_VALUE && column > entry && opensBlock(above)) {
        return new Column(column, false);
      }
      if (entry <= column && entry < bound) {
        return new Column(entry, false);
      }
      int dash = above.indent();
      if (dash < entry && dash <= column && dash < bound) {
        return new Column(dash, !keyStandsAt(above, dash));
      }
      bound = Math.min(bound, dash);
    }
  }

  /** Whether a sequence's dashes stand right under the key that holds it. */
  private static boolean keyStandsAt(LineShape item, int column) {
    for (LineShape above = item; ; ) {
      LineShape before = above.previous();
      if (before.start() == above.start() || before.indent() < column) {
        return false;
      }
      above = before;
      if (above.indent() == column && above.entry() == above.body()) {
        return above.hasKey();
      }
    }
  }

  private static boolean opensBlock(LineShape above) {
    return above.hasKey() && (!above.hasValue() || above.first() == '&' || above.first() == '!');
  }

  private static boolean isDocumentStart(LineShape line) {
    return line.text().startsWith("---", line.start());
  }

  private int keyEnd() {
    int end = line.colon();
    while (end > line.entry() && text.charAt(end - 1) == ' ') {
      end--;
    }
    return end;
  }

  private @Nullable TypingSpot key(int end, boolean colon) {
    if ("|>&*!@`%[{".indexOf(text.charAt(line.entry())) >= 0) {
      return null;
    }
    char first = text.charAt(line.entry());
    char quote = first == '"' || first == '\'' ? first : ' ';
    int start = line.entry() + (quote == ' ' ? 0 : 1);
    boolean closed = quote != ' ' && end > start && text.charAt(end - 1) == quote;
    Span replace = new Span(Math.min(start, cursor), Math.max(closed ? end - 1 : end, cursor));
    String put = colon ? "" : (quote != ' ' && !closed ? quote + ":" : ":");
    int where = Math.max(end, line.entry());
    return new TypingSpot(
        Slot.KEY,
        replace,
        cursor,
        put,
        colon ? Span.at(where) : new Span(where, line.end()),
        Math.min(cursor, where),
        quote,
        colon,
        "",
        false);
  }

  private @Nullable TypingSpot value() {
    if (!line.hasValue()) {
      return hasChildren() ? null : newValue();
    }
    boolean inside = line.value() <= cursor && cursor <= line.valueEnd();
    if (!inside || "|>&*![{".indexOf(line.first()) >= 0) {
      return null;
    }
    if (!line.isQuoted()) {
      return new TypingSpot(
          Slot.VALUE, line.valueSpan(), cursor, "", Span.at(cursor), cursor, ' ', true, "", false);
    }
    int close = line.closingQuote();
    int end = close < 0 ? line.valueEnd() : close;
    if (cursor <= line.value() || cursor > end) {
      return null;
    }
    String put = close < 0 ? String.valueOf(line.first()) : "";
    return new TypingSpot(
        Slot.VALUE,
        new Span(line.value() + 1, end),
        cursor,
        put,
        Span.at(end),
        cursor,
        line.first(),
        true,
        "",
        false);
  }

  private TypingSpot newValue() {
    String lead = cursor == line.colon() + 1 ? " " : "";
    return new TypingSpot(
        Slot.VALUE,
        Span.at(cursor),
        cursor,
        lead + TypingSite.NOTHING_YET,
        Span.at(cursor),
        cursor + lead.length(),
        ' ',
        true,
        lead,
        false);
  }

  /** Whether the value of this line's key stands on the lines below. */
  private boolean hasChildren() {
    int column = line.entry() - line.start();
    for (int at = line.next(); at < text.length(); ) {
      LineShape below = LineShape.at(text, at);
      if (!below.isEmpty()) {
        return below.indent() > column
            || (below.indent() == column && below.entry() > below.body());
      }
      if (below.next() == at) {
        return false;
      }
      at = below.next();
    }
    return false;
  }
}
