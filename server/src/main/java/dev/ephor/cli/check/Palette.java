package dev.ephor.cli.check;

import dev.ephor.rule.Trace.Answer;
import dev.ephor.text.Severity;

/** Colours of text for a terminal (ECMA-48 codes), or none. */
public enum Palette {
  PLAIN,
  COLOURED;

  String severity(Severity severity, String text) {
    return switch (severity) {
      case ERROR -> style("1;31", text);
      case WARNING -> style("1;33", text);
      case INFORMATION, HINT -> style("1;36", text);
    };
  }

  /** What stands around the source: line numbers, rules and arrows. */
  String frame(String text) {
    return style("34", text);
  }

  /** The policy's side of a diagnostic. */
  String clause(String text) {
    return style("36", text);
  }

  String strong(String text) {
    return style("1", text);
  }

  /** What a part of an explanation says. */
  public String answer(Answer answer, String text) {
    return switch (answer) {
      case YES -> style("32", text);
      case NO, ERROR -> style("1;31", text);
      case SKIP -> style("33", text);
      case DONE -> style("36", text);
    };
  }

  /** What may be read over. */
  public String aside(String text) {
    return style("2", text);
  }

  private String style(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
