package dev.ephor.testing;

import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What came of the tests in a file.
 *
 * @param rows each result and where it stands, in the order of the text
 * @param diagnostics failed rows, expectations that test nothing, tests that cannot be run
 * @param read what the tests have read
 */
public record LiveResults(
    List<LiveResult> rows, List<Diagnostic> diagnostics, Map<FileId, Object> read) {

  public LiveResults {
    rows =
        rows.stream()
            .sorted(Comparator.comparingInt((LiveResult row) -> row.span().start()))
            .toList();
    diagnostics = List.copyOf(diagnostics);
    read = Map.copyOf(read);
  }
}
