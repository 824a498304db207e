package dev.ephor.report;

import java.util.List;

/**
 * A report of {@code openreports.io/v1alpha1}.
 *
 * @param kind {@code ClusterReport}, or {@code PolicyReport} for a namespaced policy
 * @param name the report's name
 * @param namespace of a namespaced policy, otherwise empty
 * @param results in no promised order
 */
public record PolicyReport(String kind, String name, String namespace, List<ReportResult> results) {

  public static final String API_VERSION = "openreports.io/v1alpha1";

  public PolicyReport {
    results = List.copyOf(results);
  }

  /** The one report of all cluster-wide policies. */
  public static PolicyReport merged(List<ReportResult> results) {
    return new PolicyReport("ClusterReport", "merged", "", results);
  }

  /** The report of one namespaced policy. */
  public static PolicyReport namespaced(String name, String namespace, List<ReportResult> results) {
    return new PolicyReport("PolicyReport", name, namespace, results);
  }

  public ReportSummary summary() {
    return ReportSummary.of(results);
  }
}
