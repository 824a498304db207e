package dev.ephor.yaml;

/**
 * Tells Go templates (Helm charts) from YAML. In a template, directives in double braces stand on
 * lines of their own or as bare values; in YAML they stand only inside quotes, block scalars and
 * comments, as Kyverno's variables do.
 */
public final class TemplateText {

  private TemplateText() {}

  /** Whether a text has a template directive at a place where YAML has none. */
  public static boolean looksLikeGoTemplate(String text) {
    if (!text.contains("{{")) {
      return false;
    }
    int blockIndent = -1;
    boolean inBlock = false;
    for (int at = 0; at < text.length(); ) {
      LineShape line = LineShape.at(text, at);
      at = line.next();
      if (line.body() == line.end()) {
        continue;
      }
      if (inBlock && line.indent() > blockIndent) {
        continue;
      }
      inBlock = false;
      if (line.isEmpty()) {
        continue;
      }
      if (isControlLine(text, line) || hasBareDirective(text, line)) {
        return true;
      }
      if (opensBlock(line)) {
        inBlock = true;
        blockIndent = line.indent();
      }
    }
    return false;
  }

  private static boolean isControlLine(String text, LineShape line) {
    return text.startsWith("{{", line.body()) || text.startsWith("{{", line.entry());
  }

  /** Whether two braces open outside of quotes in the key or the value of a line. */
  private static boolean hasBareDirective(String text, LineShape line) {
    for (int at = line.entry(); at < line.end() - 1; at++) {
      char c = text.charAt(at);
      boolean tokenStart = at == line.entry() || " \t[{,:(".indexOf(text.charAt(at - 1)) >= 0;
      if ((c == '"' || c == '\'') && tokenStart) {
        int close = LineShape.closing(text, at, line.end());
        if (close < 0) {
          // A quote over several lines: what follows on this line is inside it.
          return false;
        }
        at = close;
      } else if (c == '#' && tokenStart) {
        return false;
      } else if (c == '{' && text.charAt(at + 1) == '{') {
        return true;
      }
    }
    return false;
  }

  private static boolean opensBlock(LineShape line) {
    return line.first() == '|' || line.first() == '>';
  }
}
