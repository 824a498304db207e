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

/** For people: what must be seen first stands first; what speaks against nothing is counted. */
final class TextDiff implements DiffFormat {

  @Override
  public void write(DiffResult result, Appendable out) throws IOException {
    Comparison comparison = result.comparison();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Turn, List<Flip>> turn : result.byTurn().entrySet()) {
      if (turn.getKey().isLoud()) {
        group(result, text, turn.getKey().words(), turn.getValue());
      }
    }
    if (!comparison.reworded().isEmpty()) {
      group(result, text, "same verdict, other message", comparison.reworded());
    }
    remade(result, text);
    lists(comparison, text);
    quiet(result, text);
    text.append(comparison.isSame() ? "nothing differs; " : "").append(result.summary());
    out.append(TerminalLine.harmless(text.toString())).append('\n');
  }

  private static void group(DiffResult result, StringBuilder text, String title, List<Flip> flips) {
    text.append(title).append(" (").append(flips.size()).append(")\n");
    String before = "";
    for (Flip flip : flips) {
      before = heading(text, before, DiffResult.rule(flip.policy(), flip.rule()));
      text.append("    ")
          .append(result.name(flip.resource()))
          .append("  ")
          .append(result.file(flip.resource()))
          .append(':')
          .append(result.line(flip.resource()))
          .append('\n');
      if (!flip.message().isEmpty()) {
        text.append("      ").append(oneLine(flip.message())).append('\n');
      }
    }
    text.append('\n');
  }

  private static String heading(StringBuilder text, String before, String rule) {
    if (!rule.equals(before)) {
      text.append("  ").append(rule).append('\n');
    }
    return rule;
  }

  private static void remade(DiffResult result, StringBuilder text) {
    List<Remade> remade = result.comparison().remade();
    if (remade.isEmpty()) {
      return;
    }
    text.append("made otherwise (").append(remade.size()).append(")\n");
    String before = "";
    for (Remade one : remade) {
      before = heading(text, before, DiffResult.rule(one.policy(), one.rule()));
      text.append("    ")
          .append(result.name(one.resource()))
          .append("  ")
          .append(result.file(one.resource()))
          .append(':')
          .append(result.line(one.resource()))
          .append('\n');
      one.changes().forEach(change -> text.append("      ").append(oneLine(change)).append('\n'));
    }
    text.append('\n');
  }

  private static void lists(Comparison comparison, StringBuilder text) {
    int length = text.length();
    comparison.added().forEach(policy -> text.append("new: ").append(policy).append('\n'));
    comparison.addedRules().forEach(rule -> text.append("new: ").append(rule).append('\n'));
    comparison.removed().forEach(policy -> text.append("removed: ").append(policy).append('\n'));
    comparison.removedRules().forEach(rule -> text.append("removed: ").append(rule).append('\n'));
    for (String policy : comparison.unusable()) {
      text.append("not compared: ")
          .append(policy)
          .append(" cannot be evaluated in one of the versions; ephor check says why\n");
    }
    if (text.length() > length) {
      text.append('\n');
    }
  }

  private static void quiet(DiffResult result, StringBuilder text) {
    int length = text.length();
    result
        .byTurn()
        .forEach(
            (turn, flips) -> {
              if (!turn.isLoud()) {
                text.append(turn.words())
                    .append(": ")
                    .append(Counted.of(flips.size(), "time"))
                    .append('\n');
              }
            });
    if (text.length() > length) {
      text.append('\n');
    }
  }

  private static String oneLine(String message) {
    return message.strip().replace('\n', ' ');
  }
}
