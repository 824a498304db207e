package dev.ephor.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.ephor.report.PolicyReport;
import dev.ephor.report.ReportResult;
import dev.ephor.report.ReportResult.ResourceReference;
import dev.ephor.report.ReportSummary;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Policy reports as JSON, result by result, so that nothing large is built in memory. */
final class PolicyReportJson {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private PolicyReportJson() {}

  /**
   * Writes a report and a line feed.
   *
   * @param now what the results carry as their time
   */
  static void write(Writer out, PolicyReport report, Instant now) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withArrayIndenter(lines).withObjectIndenter(lines));
      json.writeStartObject();
      json.writeStringField("apiVersion", PolicyReport.API_VERSION);
      json.writeStringField("kind", report.kind());
      json.writeObjectFieldStart("metadata");
      json.writeStringField("name", report.name());
      optional(json, "namespace", report.namespace());
      json.writeEndObject();
      json.writeArrayFieldStart("results");
      for (ReportResult result : report.results()) {
        result(json, result, now);
      }
      json.writeEndArray();
      summary(json, report.summary());
      json.writeEndObject();
    }
    out.write("\n");
  }

  private static void result(JsonGenerator json, ReportResult result, Instant now)
      throws IOException {
    json.writeStartObject();
    optional(json, "category", result.category());
    optional(json, "message", result.message());
    json.writeStringField("policy", result.policy());
    json.writeObjectFieldStart("properties");
    for (Map.Entry<String, String> property : result.properties().entrySet()) {
      json.writeStringField(property.getKey(), property.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("resources");
    resource(json, result.resource());
    json.writeEndArray();
    json.writeStringField("result", result.result().name().toLowerCase(Locale.ROOT));
    optional(json, "rule", result.rule());
    json.writeBooleanField("scored", result.scored());
    String severity = result.severity();
    optional(json, "severity", severity == null ? "" : severity);
    json.writeStringField("source", result.source());
    json.writeObjectFieldStart("timestamp");
    json.writeNumberField("nanos", 0);
    json.writeNumberField("seconds", now.getEpochSecond());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void resource(JsonGenerator json, ResourceReference resource) throws IOException {
    json.writeStartObject();
    optional(json, "apiVersion", resource.apiVersion());
    optional(json, "kind", resource.kind());
    optional(json, "name", resource.name());
    optional(json, "namespace", resource.namespace());
    optional(json, "resourceVersion", resource.resourceVersion());
    optional(json, "uid", resource.uid());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, ReportSummary summary) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeNumberField("error", summary.error());
    json.writeNumberField("fail", summary.fail());
    json.writeNumberField("pass", summary.pass());
    json.writeNumberField("skip", summary.skip());
    json.writeNumberField("warn", summary.warn());
    json.writeEndObject();
  }

  /** Fields without content are left out, as the reference leaves them out. */
  private static void optional(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }
}
