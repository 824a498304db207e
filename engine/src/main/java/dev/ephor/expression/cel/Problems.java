package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
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

  /** What is wrong at nodes of a tree. */
  static CelProblem of(String text, CelAbstractSyntaxTree tree, List<Validators.Found> found) {
    List<CelIssue> issues = new ArrayList<>();
    for (Validators.Found problem : found) {
      int offset = tree.getSource().getPositionsMap().getOrDefault(problem.node(), 0);
      CelSourceLocation place =
          tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
      issues.add(CelIssue.formatError(place, problem.message()));
    }
    return of(text, issues);
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
