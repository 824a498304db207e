package dev.ephor.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream into documents without parsing them: at each line that begins with {@code ---}, and
 * where text follows a line that begins with {@code ...} (YAML 1.2.2 §9.2). Such a line ends a
 * document even inside quotes and block scalars, so nothing of YAML's inside need be known.
 * Comments and directives above a first {@code ---}, or between {@code ...} and {@code ---}, belong
 * to the document that begins there.
 */
public final class DocumentSplitter {

  private final String text;
  private final List<DocumentSlice> slices = new ArrayList<>();
  private int nextReturn = -1;

  private DocumentSplitter(String text) {
    this.text = text;
  }

  /** The documents of a text, in order, without gaps; at least one. */
  public static List<DocumentSlice> split(String text) {
    return new DocumentSplitter(text).split();
  }

  private List<DocumentSlice> split() {
    int start = 0;
    // Before a document's first line of its own only comments, blanks and directives may stand.
    boolean begun = false;
    // The offset after a line of three dots, at which a further document would begin.
    int ended = -1;
    int line = !text.isEmpty() && text.charAt(0) == '\uFEFF' ? 1 : 0;
    for (; line < text.length(); line = nextLine(line)) {
      char first = text.charAt(line);
      if (first == '-' && isMarker("---", line)) {
        if (begun) {
          int cut = ended >= 0 ? ended : line;
          slices.add(new DocumentSlice(start, cut));
          start = cut;
        }
        begun = true;
        ended = -1;
      } else if (first == '.' && isMarker("...", line)) {
        // Dots with no document before them end nothing.
        if (begun) {
          ended = nextLine(line);
        }
      } else if ((!begun || ended >= 0) && !isBetween(line)) {
        if (ended >= 0) {
          slices.add(new DocumentSlice(start, ended));
          start = ended;
          ended = -1;
        }
        begun = true;
      }
    }
    slices.add(new DocumentSlice(start, text.length()));
    return slices;
  }

  private boolean isMarker(String marker, int line) {
    int after = line + marker.length();
    return text.startsWith(marker, line)
        && (after >= text.length() || " \t\r\n".indexOf(text.charAt(after)) >= 0);
  }

  /** Whether a line holds nothing of a document: it is blank, a comment or a directive. */
  private boolean isBetween(int line) {
    if (text.charAt(line) == '%') {
      return true;
    }
    int at = line;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at >= text.length() || "#\r\n".indexOf(text.charAt(at)) >= 0;
  }

  private int nextLine(int from) {
    if (nextReturn < from) {
      int found = text.indexOf('\r', from);
      nextReturn = found < 0 ? Integer.MAX_VALUE : found;
    }
    int feed = text.indexOf('\n', from);
    if (nextReturn < (feed < 0 ? text.length() : feed)) {
      boolean pair = feed == nextReturn + 1;
      return nextReturn + (pair ? 2 : 1);
    }
    return feed < 0 ? text.length() : feed + 1;
  }
}
