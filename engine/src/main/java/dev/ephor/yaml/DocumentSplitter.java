package dev.ephor.yaml;

import java.util.ArrayList;
import java.util.List;

/** Cuts a stream into documents at the lines that begin with {@code ---} or {@code ...}. */
public final class DocumentSplitter {

  private DocumentSplitter() {}

  /** The documents of a text, in order, without gaps; at least one. */
  public static List<DocumentSlice> split(String text) {
    List<DocumentSlice> slices = new ArrayList<>();
    int start = 0;
    for (int line = 0; line < text.length(); line = nextLine(text, line)) {
      if (line > start && text.startsWith("---", line) && blankAfter(text, line + 3)) {
        slices.add(new DocumentSlice(start, line));
        start = line;
      }
    }
    slices.add(new DocumentSlice(start, text.length()));
    return slices;
  }

  private static boolean blankAfter(String text, int at) {
    return at >= text.length() || Character.isWhitespace(text.charAt(at));
  }

  private static int nextLine(String text, int from) {
    int newline = text.indexOf('\n', from);
    return newline < 0 ? text.length() : newline + 1;
  }
}
