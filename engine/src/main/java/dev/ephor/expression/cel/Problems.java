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

  /** Words of macros, which unlike the grammar's say nothing of syntax. */
  private static final Pattern OF_MACROS =
      Pattern.compile(
          "invalid (int|uint|double|string|bytes) literal.*|argument must be a simple name|argument is not an identifier|invalid argument to .*"
              + "|math\\.(least|greatest)\\(\\) .*|cel\\.bind\\(\\) .*|opt(Flat)?Map\\(\\) .*"
              + "|sortBy can only .*|duplicate variable name: .*|reserved identifier: .*"
              + "|expression recursion limit exceeded.*|unsupported syntax .*");

  /** What is wrong with the syntax. */
  static CelProblem ofParsing(String text, List<CelIssue> issues) {
    List<CelIssue> named = new ArrayList<>();
    for (CelIssue issue : issues) {
      String message = literal(issue.getMessage());
      boolean macro = OF_MACROS.matcher(message).matches();
      named.add(
          CelIssue.formatError(
              issue.getSourceLocation(), macro ? message : "Syntax error: " + message));
    }
    return of(text, named);
  }

  /** What is wrong with the types. */
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

  /** Numbers that are too large, of which {@code dev.cel} says what Java says. */
  private static String literal(String message) {
    if (message.startsWith("For input string")) {
      return "invalid int literal";
    }
    return message.startsWith("Error at index") ? "invalid uint literal" : message;
  }
}
