package dev.ephor.cli.apply;

import dev.ephor.report.PolicyReport;
import dev.ephor.report.ReportResult;
import dev.ephor.report.ReportResult.ResourceReference;
import dev.ephor.report.ReportSummary;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.GoYaml;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Policy reports: one of all cluster-wide policies; of a namespaced policy, one for each resource.
 * Entries become text where they are made, on all cores, and only the text is kept.
 */
final class Reports implements Output<Reports.OfResource> {

  private static final ReportSummary EMPTY = new ReportSummary(0, 0, 0, 0, 0);

  private final Format format;
  private final AuditWarnings warnings;
  private final Instant now;
  private final List<String> merged = new ArrayList<>();
  private final List<String> namespaced = new ArrayList<>();
  private ReportSummary summary = EMPTY;

  /**
   * The entries of one resource.
   *
   * @param merged entries of cluster-wide policies as text, joined
   * @param summary their figures
   * @param namespaced whole reports of namespaced policies as text
   */
  record OfResource(String merged, ReportSummary summary, List<String> namespaced) {}

  Reports(Format format, AuditWarnings warnings, Instant now) {
    this.format = format;
    this.warnings = warnings;
    this.now = now;
  }

  @Override
  public OfResource digest(List<Response> responses) {
    StringBuilder rows = new StringBuilder();
    ReportSummary counts = EMPTY;
    List<String> whole = new ArrayList<>();
    for (Response response : responses) {
      List<ReportResult> results = results(response, warnings);
      if (results.isEmpty()) {
        continue;
      }
      if (response.policy().namespace().isEmpty()) {
        for (ReportResult result : results) {
          counts = ReportRows.plus(counts, result.result());
          append(rows, ReportRows.row(result, now));
        }
      } else {
        PolicyReport report =
            PolicyReport.namespaced(
                response.policy().name(), response.policy().namespace(), results);
        whole.add(format.write(document(report)));
      }
    }
    return new OfResource(rows.toString(), counts, whole);
  }

  @Override
  public void take(OfResource digest) {
    if (!digest.merged().isEmpty()) {
      merged.add(digest.merged());
      summary =
          new ReportSummary(
              summary.pass() + digest.summary().pass(),
              summary.fail() + digest.summary().fail(),
              summary.warn() + digest.summary().warn(),
              summary.error() + digest.summary().error(),
              summary.skip() + digest.summary().skip());
    }
    namespaced.addAll(digest.namespaced());
  }

  @Override
  public void print(PrintWriter out, Counts counts) {
    if (!merged.isEmpty()) {
      MapValue head = ReportRows.head(PolicyReport.merged(List.of()));
      if (format == Format.JSON) {
        String start = format.write(head.with("summary", ReportRows.summary(summary)));
        out.print(start.substring(0, start.length() - 1) + ",\"results\":[");
        for (int i = 0; i < merged.size(); i++) {
          out.print(i == 0 ? "" : ",");
          out.print(merged.get(i));
        }
        out.print("]}\n");
      } else {
        out.print(format.write(head) + "results:\n");
        merged.forEach(out::print);
        out.print("summary:\n");
        GoYaml.write(ReportRows.summary(summary)).lines().forEach(l -> out.print("  " + l + "\n"));
        out.print("\n");
      }
    }
    for (String report : namespaced) {
      out.print("---\n" + report + "\n");
    }
  }

  /** The entries of a response. */
  static List<ReportResult> results(Response response, AuditWarnings warnings) {
    List<ReportResult> results = new ArrayList<>(response.outcomes().size());
    if (response.outcomes().isEmpty()) {
      return results;
    }
    ResourceReference reference = ResourceReference.of(response.resource());
    for (RuleOutcome outcome : response.outcomes()) {
      ReportResult result =
          ReportResult.of(response.policy(), outcome, reference, outcome.properties());
      results.add(
          result.result() == Status.FAIL && warnings.isWarning(response, outcome)
              ? result.withResult(Status.WARN)
              : result);
    }
    return results;
  }

  private void append(StringBuilder rows, MapValue row) {
    if (format == Format.JSON) {
      rows.append(rows.length() == 0 ? "" : ",");
      Format.json(row, rows);
    } else {
      GoYaml.write(ListValue.of(List.of(row), Source.NONE, 0), rows);
    }
  }

  private MapValue document(PolicyReport report) {
    List<MapValue> rows =
        report.results().stream().map(result -> ReportRows.row(result, now)).toList();
    return ReportRows.head(report)
        .with("summary", ReportRows.summary(report.summary()))
        .with("results", ListValue.of(List.copyOf(rows), Source.NONE, 0));
  }
}
