package dev.ephor.testing;

import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of the tests in a file.
 *
 * @param rows each result and where it stands, in the order of the text
 * @param diagnostics failed rows, expectations that test nothing, tests that cannot be run
 * @param policies the policies that the tests name, where they stand
 * @param read what the tests have read
 */
public record LiveResults(
    List<LiveResult> rows,
    List<Diagnostic> diagnostics,
    Set<NamedPolicy> policies,
    Map<FileId, Object> read) {

  /**
   * A policy that a test names.
   *
   * @param file the file that holds it
   * @param start where in the file its document starts
   * @param name its name
   */
  public record NamedPolicy(FileId file, int start, String name) {}

  public LiveResults {
    rows =
        rows.stream()
            .sorted(Comparator.comparingInt((LiveResult row) -> row.span().start()))
            .toList();
    diagnostics = List.copyOf(diagnostics);
    policies = Set.copyOf(policies);
    read = Map.copyOf(read);
  }
}
