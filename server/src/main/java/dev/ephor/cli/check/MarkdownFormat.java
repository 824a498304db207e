package dev.ephor.cli.check;

import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Diagnostic;
import java.io.IOException;

/**
 * For a comment or a job summary: a line of counts, then a table for each severity, the worst
 * first.
 */
final class MarkdownFormat implements CheckFormat {

  /** A summary of GitHub may have a mebibyte; a longer table is read by nobody. */
  private static final int LIMIT = 500;

  @Override
  public void write(CheckResult found, Presentation how, Appendable out) throws IOException {
    CheckResult result = found.worst(LIMIT);
    out.append("### Ephor\n\n").append(cell(Tally.of(found))).append("\n");
    for (Unreadable one : result.unreadable()) {
      out.append("\n- cannot read " + cell(one.path()) + ": " + cell(one.reason()) + "\n");
    }
    for (Severity severity : Severity.values()) {
      table(result, severity, how, out);
    }
    if (found.size() > LIMIT) {
      out.append("\n" + (found.size() - LIMIT) + " more are not shown; `-o json` has all.\n");
    }
  }

  private static void table(CheckResult result, Severity severity, Presentation how, Appendable out)
      throws IOException {
    if (result.count(severity) == 0) {
      return;
    }
    out.append("\n| " + severity.word() + " | rule | what |\n|---|---|---|\n");
    for (Findings file : result.files()) {
      for (Diagnostic diagnostic : file.diagnostics()) {
        if (diagnostic.severity() == severity) {
          int line = Json.Region.of(file.text(), diagnostic.span()).startLine();
          out.append("| " + cell(how.names().shown(file.file())) + ":" + line)
              .append(" | " + cell(diagnostic.code()))
              .append(" | " + cell(diagnostic.message().strip()) + " |\n");
        }
      }
    }
  }

  /** Text that stays text inside of a table's cell. */
  private static String cell(String text) {
    StringBuilder cell = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> cell.append("<br>");
        case '\r' -> {}
        case '<' -> cell.append("&lt;");
        case '>' -> cell.append("&gt;");
        case '&' -> cell.append("&amp;");
        case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '@' -> cell.append('\\').append(c);
        default -> cell.append(c < ' ' ? ' ' : c);
      }
    }
    return cell.toString();
  }
}
