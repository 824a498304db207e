package dev.ephor.ide.completion;

import java.util.List;

/** Writes texts in the protocol's grammar of snippets. */
final class SnippetText {

  private final StringBuilder text = new StringBuilder();
  private final int indentation;
  private int stops;

  /**
   * @param indentation what an editor puts before every further line by itself
   */
  SnippetText(int indentation) {
    this.indentation = indentation;
  }

  /** Text as it stands. */
  SnippetText plain(String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      text.append("$}\\".indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return this;
  }

  /** A new line up to a column. */
  SnippetText line(int column) {
    text.append('\n').append(" ".repeat(Math.max(0, column - indentation)));
    return this;
  }

  /** A place to go on typing. */
  SnippetText stop() {
    text.append('$').append(++stops);
    return this;
  }

  /** A place with a text that may stay. */
  SnippetText stop(String preset) {
    text.append("${").append(++stops).append(':');
    plain(preset);
    text.append('}');
    return this;
  }

  /** A choice between texts. */
  SnippetText choice(List<String> texts) {
    text.append("${").append(++stops).append('|');
    for (int i = 0; i < texts.size(); i++) {
      text.append(i == 0 ? "" : ",").append(texts.get(i).replaceAll("([\\\\,|$}])", "\\\\$1"));
    }
    text.append("|}");
    return this;
  }

  boolean hasStops() {
    return stops > 0;
  }

  /** The snippet; a text without places to stop is none. */
  @Override
  public String toString() {
    return text.toString();
  }

  /**
   * What is put in where an editor knows no snippets: the first line that says something, up to the
   * first stop.
   */
  static String withoutStops(String snippet) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < snippet.length(); i++) {
      char c = snippet.charAt(i);
      if (c == '$' || (c == '\n' && !plain.toString().isBlank())) {
        break;
      }
      plain.append(c == '\\' && i + 1 < snippet.length() ? snippet.charAt(++i) : c);
    }
    return plain.toString();
  }
}
