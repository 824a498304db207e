package dev.ephor.cli.check;

import dev.ephor.text.Severity;

/** Colours of text for a terminal (ECMA-48 codes), or none. */
enum Palette {
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

  private String style(String code, String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
