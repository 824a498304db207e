package dev.ephor.report;

import dev.ephor.rule.Status;
import java.util.List;

/**
 * How many results there are of each kind.
 *
 * @param pass results by verdict
 * @param fail results by verdict
 * @param warn results by verdict
 * @param error results by verdict
 * @param skip results by verdict
 */
public record ReportSummary(int pass, int fail, int warn, int error, int skip) {

  /** Counts results. */
  public static ReportSummary of(List<ReportResult> results) {
    return new ReportSummary(
        count(results, Status.PASS),
        count(results, Status.FAIL),
        count(results, Status.WARN),
        count(results, Status.ERROR),
        count(results, Status.SKIP));
  }

  private static int count(List<ReportResult> results, Status status) {
    int count = 0;
    for (ReportResult result : results) {
      count += result.result() == status ? 1 : 0;
    }
    return count;
  }
}
