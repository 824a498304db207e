package dev.ephor.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Diagnostic.Related;
import dev.ephor.workspace.Snapshot.Counts;
import dev.ephor.workspace.Verdict;
import java.io.IOException;
import java.util.Locale;

/** For programs: the schema is in {@code docs/formats.md} and only grows within a version. */
final class JsonFormat implements CheckFormat {

  private static final int VERSION = 1;

  @Override
  public void write(CheckResult result, Presentation how, Appendable out) throws IOException {
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeNumberField("version", VERSION);
          summary(json, result, how);
          json.writeArrayFieldStart("diagnostics");
          for (Findings file : result.files()) {
            for (Diagnostic diagnostic : file.diagnostics()) {
              diagnostic(json, file, diagnostic, result, how);
            }
          }
          json.writeEndArray();
          json.writeArrayFieldStart("unreadable");
          for (Unreadable one : result.unreadable()) {
            json.writeStartObject();
            json.writeStringField("path", one.path());
            json.writeStringField("reason", one.reason());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void summary(JsonGenerator json, CheckResult result, Presentation how)
      throws IOException {
    Counts counts = result.counts();
    json.writeObjectFieldStart("summary");
    json.writeNumberField("policies", counts.policies());
    json.writeNumberField("resources", counts.resources());
    json.writeObjectFieldStart("verdicts");
    json.writeNumberField("pass", counts.pass());
    json.writeNumberField("fail", counts.fail());
    json.writeNumberField("warn", counts.warn());
    json.writeNumberField("error", counts.error());
    json.writeNumberField("skip", counts.skip());
    json.writeEndObject();
    json.writeObjectFieldStart("diagnostics");
    for (Severity severity : Severity.values()) {
      json.writeNumberField(severity.word(), result.count(severity));
    }
    json.writeEndObject();
    json.writeStringField("failOn", how.failOn().name());
    json.writeNumberField("failures", result.failures(how.failOn()));
    json.writeEndObject();
  }

  private static void diagnostic(
      JsonGenerator json,
      Findings file,
      Diagnostic diagnostic,
      CheckResult result,
      Presentation how)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("file", how.names().uri(file.file()));
    range(json, file.text(), diagnostic.span());
    json.writeStringField("severity", diagnostic.severity().word());
    json.writeStringField("code", diagnostic.code());
    json.writeStringField("message", diagnostic.message());
    Verdict verdict = diagnostic.verdict();
    if (verdict != null) {
      json.writeStringField("policy", verdict.policy());
      json.writeStringField("rule", verdict.rule());
      json.writeStringField("status", verdict.status().name().toLowerCase(Locale.ROOT));
      json.writeStringField("action", verdict.action().name().toLowerCase(Locale.ROOT));
      json.writeObjectFieldStart("resource");
      json.writeStringField("apiVersion", verdict.apiVersion());
      json.writeStringField("kind", verdict.kind());
      json.writeStringField("namespace", verdict.namespace());
      json.writeStringField("name", verdict.name());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("related");
    for (Related related : diagnostic.related()) {
      SourceText text = result.texts().get(related.file());
      if (text != null) {
        json.writeStartObject();
        json.writeStringField("file", how.names().uri(related.file()));
        range(json, text, related.span());
        json.writeStringField("message", related.message());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void range(JsonGenerator json, SourceText text, Span span) throws IOException {
    Json.Region region = Json.Region.of(text, span);
    json.writeObjectFieldStart("range");
    place(json, "start", region.startLine(), region.startColumn());
    place(json, "end", region.endLine(), region.endColumn());
    json.writeEndObject();
  }

  private static void place(JsonGenerator json, String name, int line, int column)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("line", line);
    json.writeNumberField("column", column);
    json.writeEndObject();
  }
}
