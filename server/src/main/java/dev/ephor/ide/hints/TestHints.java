package dev.ephor.ide.hints;

import dev.ephor.ide.view.View;
import dev.ephor.testing.LiveResult;
import dev.ephor.testing.ResultRow;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What came of each expectation in a {@code kyverno-test.yaml}. */
public final class TestHints {

  private TestHints() {}

  /** The hints of a file, in the order of the text; none for a file without tests. */
  public static List<Hint> of(View view) {
    Map<Span, List<ResultRow>> byPlace = new LinkedHashMap<>();
    for (LiveResult result : view.tests().of(view.snapshot(), view.file()).rows()) {
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
        ? counts.keySet().iterator().next() + reason(rows.get(0))
        : counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }

  /** In a few words why a row failed. */
  private static String reason(ResultRow row) {
    if (row.verdict() != ResultRow.Verdict.FAIL) {
      return "";
    }
    return ": " + Character.toLowerCase(row.reason().charAt(0)) + row.reason().substring(1);
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
                    + row.reason()
                    + (row.message().isBlank() || row.verdict() != ResultRow.Verdict.FAIL
                        ? ""
                        : "\n  " + row.message().strip().replace("\n", "\n  ")))
        .collect(Collectors.joining("\n"));
  }
}
