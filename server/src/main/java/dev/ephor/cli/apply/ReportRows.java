package dev.ephor.cli.apply;

import dev.ephor.report.PolicyReport;
import dev.ephor.report.ReportResult;
import dev.ephor.report.ReportResult.ResourceReference;
import dev.ephor.report.ReportSummary;
import dev.ephor.rule.Status;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports in the shape of their format ({@code openreports.io/v1alpha1}), fields in the order in
 * which the reference writes them as JSON. Fields without content are left out, as it does.
 */
final class ReportRows {

  private ReportRows() {}

  /** The fields before {@code results}. */
  static MapValue head(PolicyReport report) {
    MapValue.Builder metadata = map();
    put(metadata, "name", report.name());
    put(metadata, "namespace", report.namespace());
    MapValue.Builder fields = map();
    put(fields, "kind", report.kind());
    put(fields, "apiVersion", PolicyReport.API_VERSION);
    return fields.put("metadata", metadata.build()).build();
  }

  static MapValue summary(ReportSummary summary) {
    return map()
        .put("pass", number(summary.pass()))
        .put("fail", number(summary.fail()))
        .put("warn", number(summary.warn()))
        .put("error", number(summary.error()))
        .put("skip", number(summary.skip()))
        .build();
  }

  static MapValue row(ReportResult result, Instant now) {
    MapValue.Builder row = map();
    row.put("source", Scalar.of(result.source()));
    row.put("policy", Scalar.of(result.policy()));
    put(row, "rule", result.rule());
    put(row, "category", result.category());
    put(row, "severity", result.severity());
    row.put(
        "timestamp",
        map().put("seconds", number(now.getEpochSecond())).put("nanos", number(0)).build());
    put(row, "result", result.result().name().toLowerCase(Locale.ROOT));
    if (result.scored()) {
      row.put("scored", scalar(true));
    }
    row.put("resources", ListValue.of(List.of(subject(result.resource())), Source.NONE, 0));
    put(row, "message", result.message());
    if (!result.properties().isEmpty()) {
      MapValue.Builder properties = map();
      for (Map.Entry<String, String> property : result.properties().entrySet()) {
        properties.put(property.getKey(), Scalar.of(property.getValue()));
      }
      row.put("properties", properties.build());
    }
    return row.build();
  }

  private static MapValue subject(ResourceReference resource) {
    MapValue.Builder fields = map();
    put(fields, "kind", resource.kind());
    put(fields, "namespace", resource.namespace());
    put(fields, "name", resource.name());
    put(fields, "uid", resource.uid());
    put(fields, "apiVersion", resource.apiVersion());
    put(fields, "resourceVersion", resource.resourceVersion());
    return fields.build();
  }

  /** Counts entries of a report as they come. */
  static ReportSummary plus(ReportSummary summary, Status status) {
    return new ReportSummary(
        summary.pass() + (status == Status.PASS ? 1 : 0),
        summary.fail() + (status == Status.FAIL ? 1 : 0),
        summary.warn() + (status == Status.WARN ? 1 : 0),
        summary.error() + (status == Status.ERROR ? 1 : 0),
        summary.skip() + (status == Status.SKIP ? 1 : 0));
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }

  private static void put(MapValue.Builder fields, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      fields.put(name, Scalar.of(text));
    }
  }

  private static Scalar number(long number) {
    return scalar(number);
  }

  private static Scalar scalar(Object content) {
    return new Scalar(content, Source.NONE, 0);
  }
}
