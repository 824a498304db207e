package dev.ephor.cli.check;

import dev.ephor.cli.Counted;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Snapshot.Counts;

/** A result in one line. */
final class Tally {

  private Tally() {}

  /** Such as {@code 11 policies, 25 resources: 75 pass, 11 fail; 9 warnings}. */
  static String of(CheckResult result) {
    Counts counts = result.counts();
    StringBuilder line = new StringBuilder();
    line.append(Counted.of(counts.policies(), "policy"))
        .append(", ")
        .append(Counted.of(counts.resources(), "resource"))
        .append(": ")
        .append(counts.pass())
        .append(" pass, ")
        .append(counts.fail())
        .append(" fail");
    append(line, counts.warn(), "warn");
    append(line, counts.error(), "error");
    append(line, counts.skip(), "skip");
    String separator = "; ";
    for (Severity severity : Severity.values()) {
      long count = result.count(severity);
      if (count > 0) {
        String word = severity.word();
        line.append(separator)
            .append(
                severity == Severity.INFORMATION ? count + " " + word : Counted.of(count, word));
        separator = ", ";
      }
    }
    return line.toString();
  }

  private static void append(StringBuilder line, int count, String status) {
    if (count > 0) {
      line.append(", ").append(count).append(' ').append(status);
    }
  }
}
