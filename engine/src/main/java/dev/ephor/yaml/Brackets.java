package dev.ephor.yaml;

/**
 * The brackets of a stretch of flow text, quotes and comments aside.
 *
 * @param open the offset of the first bracket that is not closed; -1 if there is none
 * @param missing what would close all that is open, a quote included
 * @param stray the offset of the first bracket that closes nothing; -1 if there is none
 */
record Brackets(int open, String missing, int stray) {

  private static final Brackets NONE = new Brackets(-1, "", -1);

  /** Looks at {@code [from, to)} if it begins with a bracket; other text has no flow brackets. */
  static Brackets scan(String text, int from, int to) {
    if (from >= to || "[{".indexOf(text.charAt(from)) < 0) {
      return from < to && "]}".indexOf(text.charAt(from)) >= 0 ? new Brackets(-1, "", from) : NONE;
    }
    StringBuilder closers = new StringBuilder();
    int[] opened = new int[16];
    int stray = -1;
    String quote = "";
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if ((c == '"' || c == '\'') && isTokenStart(text, at)) {
        int close = LineShape.closing(text, at, to);
        quote = close < 0 ? String.valueOf(c) : "";
        at = close < 0 ? to : close;
      } else if (c == '#' && " \t\n\r".indexOf(text.charAt(at - 1)) >= 0) {
        at = endOfLine(text, at, to);
      } else if (c == '[' || c == '{') {
        if (closers.length() < opened.length) {
          opened[closers.length()] = at;
        }
        closers.append(c == '[' ? ']' : '}');
      } else if (c == ']' || c == '}') {
        int top = closers.length() - 1;
        if (top >= 0 && closers.charAt(top) == c) {
          closers.setLength(top);
        } else if (stray < 0) {
          stray = at;
        }
      }
    }
    int open = closers.length() == 0 ? -1 : opened[Math.min(closers.length(), opened.length) - 1];
    return new Brackets(open, open < 0 ? "" : quote + closers.reverse(), stray);
  }

  private static boolean isTokenStart(String text, int at) {
    return " \t\n\r[{,:".indexOf(text.charAt(at - 1)) >= 0;
  }

  private static int endOfLine(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }
}
