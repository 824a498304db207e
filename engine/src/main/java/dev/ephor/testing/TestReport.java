package dev.ephor.testing;

import java.util.List;

/**
 * What came of a test.
 *
 * @param rows the table
 * @param problems expectations that test nothing, in the order of the test document
 */
public record TestReport(List<ResultRow> rows, List<TestProblem> problems) {

  public TestReport {
    rows = List.copyOf(rows);
    problems = List.copyOf(problems);
  }
}
