package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import java.util.ArrayList;
import java.util.List;

/** The mistakes that a line shows by itself, each with the way to mend it. */
final class LineRepairs {

  private final String text;
  private final LineShape line;
  private final List<Repair> found = new ArrayList<>();

  private LineRepairs(String text, LineShape line) {
    this.text = text;
    this.line = line;
  }

  static List<Repair> of(String text, LineShape line) {
    LineRepairs repairs = new LineRepairs(text, line);
    if (!line.isEmpty()) {
      repairs.tabs();
      repairs.templates();
      repairs.missingSpace();
      repairs.quotes();
      repairs.brackets();
      repairs.reserved();
      repairs.colonInValue();
      repairs.missingColon();
      repairs.directive();
      repairs.blockHeader();
    }
    return repairs.found;
  }

  private void add(int cost, Span span, String code, String message, TextEdit... edits) {
    found.add(Repair.of(cost, span, code, message, edits));
  }

  /** All lines around that begin with a tab are taken together, so that they stay in line. */
  private void tabs() {
    int tab = text.indexOf('\t', line.start());
    if (tab < 0 || tab >= line.body()) {
      return;
    }
    Span first = new Span(tab, line.body());
    String message = "A tab cannot indent YAML; use spaces.";
    for (int width : new int[] {2, 4, 8, 1}) {
      List<TextEdit> edits = new ArrayList<>();
      for (int at = line.start(); at < text.length() && edits.size() < 1000; ) {
        LineShape other = LineShape.at(text, at);
        for (int i = other.start(); i < other.body(); i++) {
          if (text.charAt(i) == '\t') {
            edits.add(new TextEdit(new Span(i, i + 1), " ".repeat(width)));
          }
        }
        at = other.next();
        if (other.end() == text.length()) {
          break;
        }
      }
      Repair template = Repair.of(Repair.SMALL + width / 2, first, "tab-indentation", message);
      found.add(new Repair(edits, template.cost(), template.problem(), false));
    }
    int indent = line.previous().indent();
    for (int spaces : new int[] {indent, indent + 2}) {
      add(
          Repair.SMALL + 1,
          first,
          "tab-indentation",
          message,
          new TextEdit(new Span(line.start(), line.body()), " ".repeat(spaces)));
    }
  }

  private void templates() {
    if (line.hasValue() && text.startsWith("{{", line.value()) && (line.hasKey() || dashed())) {
      quoteValue(
          Repair.SMALL,
          "unquoted-template",
          "A value that begins with {{ must be quoted; put it in quotes.");
    } else if (text.startsWith("{{", line.body())) {
      found.add(
          Repair.blank(
              text,
              line.bodySpan(),
              -line.bodySpan().length(),
              "template-line",
              "A template directive is not YAML; render the template first, or quote it as a value."));
    }
  }

  private boolean dashed() {
    return line.entry() > line.body();
  }

  private void quoteValue(int cost, String code, String message) {
    quoteValue(cost, line.valueSpan(), code, message);
  }

  private void quoteValue(int cost, Span shown, String code, String message) {
    Span value = line.valueSpan();
    String written = text.substring(value.start(), value.end());
    add(cost, shown, code, message, new TextEdit(value, "'" + written.replace("'", "''") + "'"));
  }

  private void missingSpace() {
    int at = line.entry();
    while (at < line.end() && isNameChar(text.charAt(at))) {
      at++;
    }
    boolean colon = at > line.entry() && at + 1 < line.end() && text.charAt(at) == ':';
    if (colon && !isSpace(text.charAt(at + 1)) && !text.startsWith("//", at + 1)) {
      add(
          Repair.SMALL,
          new Span(at, at + 1),
          "missing-space",
          "A space is missing after this colon; write \"%s: ...\"."
              .formatted(text.substring(line.entry(), at)),
          Repair.insert(at + 1, " "));
    }
  }

  private void quotes() {
    if (!line.isQuoted()) {
      return;
    }
    String quote = String.valueOf(line.first());
    int close = line.closingQuote();
    if (close < 0) {
      String closer = closer(quote, line.bodySpan().end());
      Span open = new Span(line.value(), line.bodySpan().end());
      String message =
          "The quote %s is not closed; close it at the end of the text.".formatted(quote);
      add(
          Repair.SMALL + 1,
          open,
          "unclosed-quote",
          message,
          Repair.insert(line.bodySpan().end(), closer));
      int below = line.blockEnd();
      if (below > line.end() && !hasKeysBelow(below)) {
        add(Repair.SMALL + 2, open, "unclosed-quote", message, Repair.insert(below, quote));
      }
      int colon = text.indexOf(": ", line.value());
      if (!line.hasKey() && colon > 0 && colon < line.end()) {
        add(Repair.SMALL + 1, open, "unclosed-quote", message, Repair.insert(colon, quote));
      }
      return;
    }
    if (close + 1 >= line.valueEnd()) {
      return;
    }
    int next = close + 1;
    while (isSpace(text.charAt(next))) {
      next++;
    }
    Span rest = new Span(next, line.valueEnd());
    String message =
        quote.equals("'")
            ? "Text follows the closing quote; a quote inside the text is written '' twice."
            : "Text follows the closing quote; a quote inside the text is written \\\".";
    if (text.charAt(line.valueEnd() - 1) == line.first()) {
      List<TextEdit> edits = new ArrayList<>();
      for (int i = close; i < line.valueEnd() - 1; i++) {
        if (text.charAt(i) == line.first()) {
          edits.add(Repair.insert(i, quote.equals("'") ? "'" : "\\"));
        }
      }
      add(Repair.SMALL + 2, rest, "text-after-quote", message, edits.toArray(TextEdit[]::new));
    }
    quoteValue(Repair.SMALL + 3, rest, "text-after-quote", message);
  }

  /** Whether the lines below look like entries rather than like text that goes on. */
  private boolean hasKeysBelow(int end) {
    for (int at = line.next(); at < end; ) {
      LineShape below = LineShape.at(text, at);
      if (below.hasKey() || below.entry() > below.body()) {
        return true;
      }
      at = below.next();
    }
    return false;
  }

  /** The quote, after a second backslash where a single one would escape it. */
  private String closer(String quote, int at) {
    int slashes = 0;
    while (at - slashes > line.value() && text.charAt(at - slashes - 1) == '\\') {
      slashes++;
    }
    return quote.equals("\"") && slashes % 2 == 1 ? "\\" + quote : quote;
  }

  private void brackets() {
    Brackets brackets = Brackets.scan(text, line.value(), line.valueEnd());
    if (!brackets.missing().isEmpty()) {
      add(
          Repair.SMALL + 1,
          new Span(brackets.open(), line.valueEnd()),
          "unclosed-bracket",
          "The bracket %c is not closed; close it with %s."
              .formatted(text.charAt(brackets.open()), brackets.missing()),
          Repair.insert(line.valueEnd(), brackets.missing()));
    }
    if (brackets.stray() >= 0) {
      int at = brackets.stray();
      found.add(
          Repair.blank(
              text,
              new Span(at, at + 1),
              -7,
              "stray-bracket",
              "This bracket closes nothing; remove it or quote the text."));
    }
  }

  private void reserved() {
    boolean directive = line.first() == '%' && line.value() == line.start();
    if (directive || !line.hasValue() || "*&!%@`|>,]}?".indexOf(line.first()) < 0) {
      return;
    }
    quoteValue(
        Repair.SMALL + 1,
        "needs-quotes",
        "Text that begins with %c must be quoted; put it in quotes.".formatted(line.first()));
  }

  private void colonInValue() {
    if (!line.hasKey() || !line.hasValue() || line.isQuoted()) {
      return;
    }
    int colon = text.indexOf(':', line.value());
    if (colon >= 0 && colon < line.valueEnd()) {
      quoteValue(
          Repair.SMALL + 2,
          "needs-quotes",
          "Text with a colon followed by a space must be quoted; put it in quotes.");
    }
  }

  private void missingColon() {
    boolean marker = text.startsWith("...", line.start());
    if (marker
        || line.hasKey()
        || !line.hasValue()
        || "\"'[{|>&*!%@`#".indexOf(line.first()) >= 0) {
      return;
    }
    int word = line.entry();
    while (word < line.end() && isNameChar(text.charAt(word))) {
      word++;
    }
    if (word < line.valueEnd() && word > line.entry() && isSpace(text.charAt(word))) {
      add(
          Repair.SMALL + 1,
          new Span(line.entry(), word),
          "missing-colon",
          "A colon is missing after this key; write \"%s: ...\"."
              .formatted(text.substring(line.entry(), word)),
          Repair.insert(word, ":"));
    }
    add(
        Repair.SMALL + (word == line.valueEnd() ? 0 : 2),
        line.valueSpan(),
        "missing-colon",
        "A key or a value is missing here: this text stands alone among keys; write a colon after it.",
        Repair.insert(line.valueEnd(), ":"));
  }

  private void directive() {
    if (line.start() == line.body() && text.charAt(line.start()) == '%') {
      found.add(
          Repair.blank(
              text,
              line.bodySpan(),
              -line.bodySpan().length(),
              "directive",
              "This directive cannot be read; %YAML and %TAG lines stand above a --- line. Remove it."));
    }
  }

  private void blockHeader() {
    if (line.first() != '|' && line.first() != '>') {
      return;
    }
    int at = line.value() + 1;
    while (at < line.valueEnd() && "+-123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at < line.valueEnd()) {
      found.add(
          Repair.blank(
              text,
              new Span(at, line.valueEnd()),
              -6,
              "block-header",
              "After | or > only +, - and one digit may stand; begin the text on the next line."));
    }
  }

  private static boolean isNameChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '/';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
