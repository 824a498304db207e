package dev.ephor.expression.cel;

import dev.cel.common.CelIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code dev.cel} finds wrong, in the words of cel-go. */
final class Problems {

  private static final Pattern CANDIDATES =
      Pattern.compile(" \\(candidates: .*\\)$", Pattern.DOTALL);

  private Problems() {}

  static CelProblem of(String text, List<CelIssue> issues) {
    List<CelProblem.Finding> findings = new ArrayList<>();
    StringBuilder message = new StringBuilder();
    for (CelIssue issue : issues) {
      int line = issue.getSourceLocation().getLine();
      int column = issue.getSourceLocation().getColumn();
      String words = words(issue.getMessage());
      findings.add(new CelProblem.Finding(Lines.offset(text, line, column), words));
      message.append(message.length() == 0 ? "" : "\n");
      message.append(located(text, line, column, words));
    }
    return new CelProblem(message.toString(), findings);
  }

  /** One finding at an offset, counted in UTF-16 units. */
  static CelProblem at(String text, int offset, String words) {
    int[] place = Lines.place(text, offset);
    return new CelProblem(
        located(text, place[0], place[1], words), List.of(new CelProblem.Finding(offset, words)));
  }

  private static String located(String text, int line, int column, String words) {
    String excerpt = Lines.line(text, line).replace('\t', ' ');
    return "ERROR: <input>:"
        + line
        + ":"
        + (column + 1)
        + ": "
        + words
        + "\n | "
        + excerpt
        + "\n | "
        + ".".repeat(Math.max(0, column))
        + "^";
  }

  private static String words(String message) {
    return CANDIDATES.matcher(message).replaceFirst("");
  }
}
