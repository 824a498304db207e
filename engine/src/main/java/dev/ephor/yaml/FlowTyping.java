package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.yaml.TypingSite.Slot;
import org.jspecify.annotations.Nullable;

/** What is typed at a cursor in flow style. */
final class FlowTyping {

  private FlowTyping() {}

  /** Null where the cursor is not between brackets. */
  static @Nullable TypingSpot spot(YamlDocument document, int cursor) {
    String text = document.text();
    int from = start(document, cursor);
    Brackets before = from < 0 ? null : Brackets.scan(text, from, cursor);
    if (before == null || before.open() < 0) {
      return null;
    }
    int separator = separator(text, before.open(), cursor);
    char first = text.charAt(separator);
    int start = separator + 1;
    start = Math.max(start, LineShape.at(text, cursor).start());
    while (start < cursor && isBlank(text.charAt(start))) {
      start++;
    }
    char quote =
        start < cursor && "\"'".indexOf(text.charAt(start)) >= 0 ? text.charAt(start) : ' ';
    start += quote == ' ' ? 0 : 1;
    int end = wordEnd(text, cursor, quote);
    boolean value = first == ':' || text.charAt(before.open()) == '[';
    boolean open = quote != ' ' && (end == text.length() || text.charAt(end) != quote);
    String put =
        (start == cursor && end == cursor ? TypingSite.NOTHING_YET : "") + (open ? quote : "");
    boolean tight = first == ':' && cursor == separator + 1;
    String lead = tight ? " " : "";
    int after = end + (quote != ' ' && !open ? 1 : 0);
    return new TypingSpot(
        value ? Slot.VALUE : Slot.KEY,
        new Span(start, end),
        cursor,
        lead + put,
        Span.at(end),
        cursor + lead.length(),
        quote,
        value || colonFollows(text, after),
        lead,
        true);
  }

  /** Where the outermost brackets around the cursor open; -1 if there are none. */
  private static int start(YamlDocument document, int cursor) {
    int outermost = -1;
    int node = document.nodeCount() == 0 ? -1 : document.nodeAt(cursor);
    for (; node >= 0; node = document.parent(node)) {
      if (document.kind(node) == NodeKind.FLOW && document.valueSpan(node).start() < cursor) {
        outermost = document.valueSpan(node).start();
      }
    }
    if (outermost >= 0) {
      return outermost;
    }
    LineShape line = LineShape.at(document.text(), cursor);
    boolean opens = line.value() < cursor && "[{".indexOf(line.first()) >= 0;
    return opens ? line.value() : -1;
  }

  /** The bracket, comma or colon after which the word at the cursor begins. */
  private static int separator(String text, int open, int cursor) {
    int separator = open;
    for (int at = open + 1; at < cursor; at++) {
      char c = text.charAt(at);
      if ((c == '"' || c == '\'') && "[{,: \t\n\r".indexOf(text.charAt(at - 1)) >= 0) {
        int close = LineShape.closing(text, at, cursor);
        if (close < 0) {
          return separator;
        }
        at = close;
      } else if (c == ',' || (c == ':' && at + 1 < text.length() && endsKey(text.charAt(at + 1)))) {
        separator = at;
      } else if (c == ':' && at + 1 == text.length()) {
        separator = at;
      }
    }
    return separator;
  }

  private static boolean endsKey(char next) {
    return isBlank(next) || ",]}[{".indexOf(next) >= 0;
  }

  private static int wordEnd(String text, int cursor, char quote) {
    int end = cursor;
    if (quote != ' ') {
      while (end < text.length()
          && text.charAt(end) != quote
          && "\n\r".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      return end;
    }
    while (end < text.length() && ",]}[{:\n\r#".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (end > cursor && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean colonFollows(String text, int from) {
    int at = from;
    while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ':';
  }

  private static boolean isBlank(char c) {
    return " \t\n\r".indexOf(c) >= 0;
  }
}
