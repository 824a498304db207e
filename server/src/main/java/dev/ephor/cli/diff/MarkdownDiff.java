package dev.ephor.cli.diff;

import dev.ephor.cli.Counted;
import dev.ephor.cli.check.TerminalLine;
import dev.ephor.impact.Comparison;
import dev.ephor.impact.Flip;
import dev.ephor.impact.Remade;
import dev.ephor.impact.Turn;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** For a comment on a pull request: tables, what fails newly opened, the rest folded. */
final class MarkdownDiff implements DiffFormat {

  /** A comment has a limit; what is more is in the other formats. */
  private static final int ROWS = 200;

  @Override
  public void write(DiffResult result, Appendable out) throws IOException {
    Comparison comparison = result.comparison();
    StringBuilder text = new StringBuilder("### What the policies say now\n\n");
    text.append(comparison.isSame() ? "Nothing differs: " : "")
        .append(result.summary())
        .append(".\n");
    for (Map.Entry<Turn, List<Flip>> turn : result.byTurn().entrySet()) {
      if (turn.getKey().isLoud()) {
        flips(result, text, turn.getKey().words(), turn.getValue(), turn.getKey().isNewFailure());
      } else {
        text.append('\n')
            .append(cell(turn.getKey().words()))
            .append(": ")
            .append(Counted.of(turn.getValue().size(), "time"))
            .append(".\n");
      }
    }
    if (!comparison.reworded().isEmpty()) {
      flips(result, text, "same verdict, other message", comparison.reworded(), false);
    }
    remade(result, text);
    list(text, "New", comparison.added(), comparison.addedRules());
    list(text, "Removed", comparison.removed(), comparison.removedRules());
    list(
        text,
        "Not compared, for they cannot be evaluated in one of the versions",
        comparison.unusable(),
        List.of());
    out.append(TerminalLine.harmless(text.toString()));
  }

  private static void flips(
      DiffResult result, StringBuilder text, String title, List<Flip> flips, boolean open) {
    begin(text, title, flips.size(), open);
    text.append("| rule | resource | message |\n|---|---|---|\n");
    for (Flip flip : flips.subList(0, Math.min(ROWS, flips.size()))) {
      row(
          text,
          DiffResult.rule(flip.policy(), flip.rule()),
          at(result, flip.resource()),
          flip.message());
    }
    end(text, flips.size());
  }

  private static void remade(DiffResult result, StringBuilder text) {
    List<Remade> remade = result.comparison().remade();
    if (remade.isEmpty()) {
      return;
    }
    begin(text, "made otherwise", remade.size(), false);
    text.append("| rule | resource | what |\n|---|---|---|\n");
    for (Remade one : remade.subList(0, Math.min(ROWS, remade.size()))) {
      row(
          text,
          DiffResult.rule(one.policy(), one.rule()),
          at(result, one.resource()),
          String.join("\n", one.changes()));
    }
    end(text, remade.size());
  }

  private static String at(DiffResult result, dev.ephor.workspace.Judged resource) {
    return result.name(resource) + "\n" + result.file(resource) + ":" + result.line(resource);
  }

  private static void begin(StringBuilder text, String title, int count, boolean open) {
    text.append(open ? "\n<details open>" : "\n<details>")
        .append("<summary><b>")
        .append(cell(title))
        .append("</b> (")
        .append(count)
        .append(")</summary>\n\n");
  }

  private static void end(StringBuilder text, int count) {
    if (count > ROWS) {
      text.append("\nand ").append(count - ROWS).append(" more\n");
    }
    text.append("\n</details>\n");
  }

  private static void row(StringBuilder text, String... cells) {
    text.append('|');
    for (String each : cells) {
      text.append(' ').append(cell(each)).append(" |");
    }
    text.append('\n');
  }

  /** Text that means nothing else in Markdown or HTML, on one line. */
  private static String cell(String text) {
    return text.strip()
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("([\\\\`*_\\[\\]|~@#])", "\\\\$1")
        .replace("\n", "<br>");
  }

  private static void list(
      StringBuilder text, String title, List<String> policies, List<String> rules) {
    if (policies.isEmpty() && rules.isEmpty()) {
      return;
    }
    text.append("\n").append(title).append(":\n\n");
    policies.forEach(policy -> text.append("- ").append(cell(policy)).append('\n'));
    rules.forEach(rule -> text.append("- ").append(cell(rule)).append('\n'));
  }
}
