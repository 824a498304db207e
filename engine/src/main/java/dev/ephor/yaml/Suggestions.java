package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What might be wrong where reading stopped. The culprit is rarely where a failure is noticed, so
 * several lines are suspects: the failure's, its construct's, the one before, the nearest above
 * with an open quote or bracket.
 */
final class Suggestions {

  /** How many lines above a failure are searched for an open quote or bracket. */
  private static final int LINES_ABOVE = 400;

  private static final int INDENTS = 6;

  private final String text;
  private final SyntaxFailure failure;
  private final Map<Integer, LineShape> suspects = new LinkedHashMap<>();
  private final Map<Integer, LineShape> open = new LinkedHashMap<>();
  private final List<Repair> found = new ArrayList<>();

  private Suggestions(String text, SyntaxFailure failure) {
    this.text = text;
    this.failure = failure;
  }

  /** The repairs worth trying, the cheapest first. */
  static List<Repair> of(String text, SyntaxFailure failure) {
    Suggestions suggestions = new Suggestions(text, failure);
    suggestions.collect();
    return suggestions.sorted();
  }

  /** Only ways to leave whole lines out: for a place where nothing cleverer helped. */
  static List<Repair> leavingOut(String text, SyntaxFailure failure) {
    Suggestions suggestions = new Suggestions(text, failure);
    suggestions.collect();
    if (failure.reason().equals(SyntaxFailure.TOO_DEEP)) {
      return suggestions.sorted();
    }
    suggestions.found.clear();
    suggestions.fallback(nonEmpty(LineShape.at(text, failure.offset())), 0);
    suggestions.fallback(nonEmpty(LineShape.at(text, failure.context())), 0);
    return suggestions.sorted();
  }

  private List<Repair> sorted() {
    return found.stream()
        .filter(repair -> repair.changes(text))
        .sorted(Comparator.comparingInt(Repair::cost))
        .toList();
  }

  private void collect() {
    if (failure.reason().equals(SyntaxFailure.TOO_DEEP)) {
      tooDeep();
      return;
    }
    LineShape noticed = nonEmpty(LineShape.at(text, failure.offset()));
    LineShape context = nonEmpty(LineShape.at(text, failure.context()));
    LineShape before = noticed.previous();
    suspect(noticed);
    suspect(before);
    suspect(context);
    openAbove(noticed);
    atFailure();
    for (LineShape line : suspects.values()) {
      found.addAll(LineRepairs.of(text, line));
    }
    indentation(noticed);
    if (before.start() != noticed.start()) {
      indentation(before);
    }
    fallback(noticed, 0);
    fallback(before, 2);
    fallback(context, 4);
    open.values().forEach(line -> fallback(line, 1));
    if (failure.reason().equals(SyntaxFailure.TEMPLATE)) {
      template();
    }
  }

  private static LineShape nonEmpty(LineShape line) {
    return line.isEmpty() ? line.previous() : line;
  }

  private void suspect(LineShape line) {
    suspects.putIfAbsent(line.start(), line);
  }

  private void openAbove(LineShape noticed) {
    boolean quote = false;
    boolean bracket = false;
    LineShape line = noticed;
    for (int i = 0; i < LINES_ABOVE && !(quote && bracket); i++) {
      LineShape above = line.previous();
      if (above.start() >= line.start()) {
        return;
      }
      line = above;
      if (!quote && line.isQuoted() && line.closingQuote() < 0) {
        quote = true;
        suspect(line);
        open.put(line.start(), line);
      }
      Brackets brackets = Brackets.scan(text, line.value(), line.valueEnd());
      if (!bracket && !brackets.missing().isEmpty()) {
        bracket = true;
        suspect(line);
        open.put(line.start(), line);
        closeBefore(line.value(), noticed);
      }
    }
  }

  /** Closes a flow collection that began above at the end of the line before the failure. */
  private void closeBefore(int open, LineShape noticed) {
    for (LineShape last : List.of(noticed.previous(), noticed)) {
      int end = last.bodySpan().end();
      Brackets brackets = end > open ? Brackets.scan(text, open, end) : Brackets.scan(text, 0, 0);
      if (!brackets.missing().isEmpty()) {
        found.add(
            Repair.of(
                Repair.SMALL + 2,
                new Span(brackets.open(), brackets.open() + 1),
                "unclosed-bracket",
                "The bracket %c is not closed; close it with %s."
                    .formatted(text.charAt(brackets.open()), brackets.missing()),
                Repair.insert(end, brackets.missing())));
      }
    }
  }

  /** What the exact place of the failure suggests. */
  private void atFailure() {
    int at = failure.offset();
    if (failure.reason().contains("escape")) {
      int slash = text.lastIndexOf('\\', Math.min(at, text.length() - 1));
      if (slash >= 0 && at - slash < 12) {
        int end = Math.min(text.length(), slash + 2);
        found.add(
            Repair.of(
                Repair.SMALL,
                new Span(slash, end),
                "unknown-escape",
                "%s is no escape of YAML; write \\%s, or use single quotes."
                    .formatted(text.substring(slash, end), text.substring(slash, end)),
                Repair.insert(slash, "\\")));
      }
    }
    if (at < text.length() && failure.construct().contains("flow")) {
      found.add(
          Repair.of(
              Repair.SMALL + 1,
              new Span(at, at + 1),
              "missing-comma",
              "A comma or a closing bracket is missing before this.",
              Repair.insert(at, ", ")));
    }
    if (at < text.length() && !" \n\r".contains(text.substring(at, at + 1))) {
      found.add(
          Repair.blank(
              text,
              new Span(at, at + 1),
              0,
              "unexpected-character",
              "The character %s cannot stand here; remove it or quote the text."
                  .formatted(text.substring(at, at + 1))));
      int word = at;
      while (word < text.length() && " \t\n\r,]}".indexOf(text.charAt(word)) < 0) {
        word++;
      }
      if (word > at + 1) {
        found.add(Repair.blank(text, new Span(at, word), 1, "unreadable", reason()));
      }
    }
    int tag = failure.context();
    if (failure.construct().contains("tag") || failure.reason().contains("tag")) {
      int end = tag;
      while (end < text.length() && " \t\n\r".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      found.add(
          Repair.blank(
              text,
              new Span(tag, end),
              -7,
              "tag",
              "This tag cannot be read: its handle is not declared by a %TAG line. Remove it."));
    }
  }

  /** Leaves out a bracket with all that is in it. */
  private void tooDeep() {
    int from = failure.offset();
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at++);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    found.add(
        Repair.blank(
            text,
            new Span(from, at),
            0,
            "too-deep",
            "More than %d collections stand inside one another here; what is deeper is not read."
                .formatted(YamlLimits.MAX_DEPTH)));
  }

  private void template() {
    int end = LineShape.at(text, failure.offset()).bodySpan().end();
    int close = text.lastIndexOf("}}", end);
    Span span =
        new Span(failure.offset(), close > failure.offset() && close + 2 <= end ? close + 2 : end);
    String written = text.substring(span.start(), span.end());
    found.add(
        Repair.of(
            0,
            span,
            "unquoted-template",
            "A value that begins with {{ must be quoted; put it in quotes.",
            new TextEdit(span, "'" + written.replace("'", "''") + "'")));
  }

  /** Moves a line with all that is below it to the indentation of lines above. */
  private void indentation(LineShape line) {
    if (line.isEmpty()) {
      return;
    }
    List<Integer> targets = new ArrayList<>();
    LineShape above = line.previous();
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < LINES_ABOVE && above.start() < line.start(); i++) {
      if (above.indent() < least) {
        least = above.indent();
        int afterDash = above.entry() - above.start();
        for (int target : new int[] {afterDash, above.indent()}) {
          if (target != line.indent() && !targets.contains(target)) {
            targets.add(target);
          }
        }
      }
      LineShape next = above.previous();
      if (least == 0 || targets.size() > INDENTS || next.start() >= above.start()) {
        break;
      }
      above = next;
    }
    for (int i = 0; i < targets.size(); i++) {
      found.add(shifted(line, targets.get(i), i));
    }
  }

  private Repair shifted(LineShape line, int target, int rank) {
    int shift = target - line.indent();
    int stop = line.blockEnd();
    List<TextEdit> edits = new ArrayList<>();
    for (int at = line.start(); at < stop; ) {
      LineShape other = LineShape.at(text, at);
      if (!other.isEmpty()) {
        edits.add(
            shift > 0
                ? Repair.insert(other.start(), " ".repeat(shift))
                : new TextEdit(new Span(other.start(), other.start() - shift), ""));
      }
      at = other.next();
    }
    Problem problem =
        Repair.of(
                0,
                line.bodySpan(),
                "bad-indentation",
                "The indentation of %d fits no line above; %d would."
                    .formatted(line.indent(), target))
            .problem();
    return new Repair(edits, Repair.SMALL + 2 + rank, problem, false);
  }

  private void fallback(LineShape line, int extra) {
    if (line.isEmpty()) {
      return;
    }
    String message = reason();
    if (line.hasKey() && line.hasValue()) {
      found.add(Repair.blank(text, line.valueSpan(), extra, "unreadable", message));
    }
    found.add(Repair.blank(text, line.bodySpan(), extra + 2, "unreadable", message));
    int end = line.blockEnd();
    if (end > line.end()) {
      Span block = new Span(line.body(), end);
      found.add(Repair.blank(text, block, extra + 3, "unreadable", message));
    }
  }

  /** The failure in our own words, for what fits no known mistake. */
  private String reason() {
    String reason = failure.reason();
    if (reason.contains("mapping values are not allowed")) {
      return "A colon cannot stand here; quote the text, or check the indentation.";
    }
    if (reason.contains("sequence entries are not allowed")) {
      return "A list item cannot begin here; begin the list on a line of its own.";
    }
    if (reason.contains("could not find expected ':'")) {
      return "A colon is missing after this key.";
    }
    if (reason.contains("end of stream")) {
      return "The text ends too early; close the quote or bracket that is open.";
    }
    return failure.construct().contains("flow")
        ? "This cannot be read inside brackets; check commas, quotes and closing brackets."
        : "This cannot be read as YAML here and is left out; check indentation, quotes and brackets.";
  }
}
