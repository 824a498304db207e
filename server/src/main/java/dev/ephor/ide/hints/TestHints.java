package dev.ephor.ide.hints;

import dev.ephor.testing.LiveResult;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.ResultRow;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of each expectation in a {@code kyverno-test.yaml}. */
public final class TestHints {

  private TestHints() {}

  /**
   * A word behind an expectation.
   *
   * @param span of what it stands behind
   * @param label such as {@code pass}, or {@code 2 pass, 1 fail}
   * @param tooltip a line for each row of the test's table
   */
  public record Hint(Span span, String label, String tooltip) {}

  /** The hints of a file, in the order of the text; none for a file without tests. */
  public static List<Hint> of(Snapshot snapshot, LiveTests tests, FileId file) {
    Map<Span, List<ResultRow>> byPlace = new LinkedHashMap<>();
    for (LiveResult result : tests.of(snapshot, file).rows()) {
      byPlace.computeIfAbsent(result.span(), span -> new ArrayList<>()).add(result.row());
    }
    List<Hint> hints = new ArrayList<>();
    byPlace.forEach((span, rows) -> hints.add(new Hint(span, label(rows), tooltip(rows))));
    return hints;
  }

  private static String label(List<ResultRow> rows) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ResultRow.Verdict verdict : ResultRow.Verdict.values()) {
      int count = (int) rows.stream().filter(row -> row.verdict() == verdict).count();
      if (count > 0) {
        counts.put(verdict.shown().toLowerCase(java.util.Locale.ROOT), count);
      }
    }
    return rows.size() == 1
        ? counts.keySet().iterator().next()
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  private static String tooltip(List<ResultRow> rows) {
    return rows.stream()
        .map(
            row ->
                row.policy()
                    + (row.rule().isEmpty() ? "" : "/" + row.rule())
                    + " on "
                    + row.resource()
                    + ": "
                    + row.reason())
        .collect(Collectors.joining("\n"));
  }
}
