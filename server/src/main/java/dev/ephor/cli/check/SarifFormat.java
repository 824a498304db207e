package dev.ephor.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ephor.cli.Version;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Diagnostic.Related;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** For code scanning: SARIF 2.1.0 (OASIS), one run, a rule for each policy rule that speaks. */
final class SarifFormat implements CheckFormat {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String ROOT = "%SRCROOT%";

  /** GitHub's code scanning refuses a run with more. */
  private static final int LIMIT = 25_000;

  @Override
  public void write(CheckResult found, Presentation how, Appendable out) throws IOException {
    CheckResult result = found.worst(LIMIT);
    long omitted = found.size() - result.size();
    SortedMap<String, Rule> rules = rules(result);
    List<String> order = new ArrayList<>(rules.keySet());
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("$schema", SCHEMA);
          json.writeStringField("version", "2.1.0");
          json.writeArrayFieldStart("runs");
          json.writeStartObject();
          json.writeObjectFieldStart("tool");
          driver(json, rules);
          json.writeEndObject();
          // Where the root lies is for the reader to say: the machine's paths are nobody's
          // business.
          json.writeObjectFieldStart("originalUriBaseIds");
          json.writeObjectFieldStart(ROOT);
          text(json, "description", "The folder in which ephor was started.");
          json.writeEndObject();
          json.writeEndObject();
          json.writeStringField("columnKind", "utf16CodeUnits");
          invocation(json, result, omitted);
          json.writeArrayFieldStart("results");
          Fingerprints fingerprints = new Fingerprints();
          for (Findings file : result.files()) {
            for (Diagnostic diagnostic : file.diagnostics()) {
              int rule = order.indexOf(diagnostic.code());
              result(json, file, diagnostic, rule, fingerprints, result, how);
            }
          }
          json.writeEndArray();
          json.writeEndObject();
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /**
   * A rule's metadata.
   *
   * @param worst the worst severity with which it speaks
   */
  private record Rule(PolicyCard card, Severity worst) {}

  private static SortedMap<String, Rule> rules(CheckResult result) {
    TreeMap<String, Rule> rules = new TreeMap<>();
    for (Findings file : result.files()) {
      for (Diagnostic diagnostic : file.diagnostics()) {
        Rule known = rules.get(diagnostic.code());
        if (known == null) {
          rules.put(diagnostic.code(), new Rule(card(diagnostic, result), diagnostic.severity()));
        } else if (diagnostic.severity().compareTo(known.worst()) < 0) {
          rules.put(diagnostic.code(), new Rule(known.card(), diagnostic.severity()));
        }
      }
    }
    return rules;
  }

  private static PolicyCard card(Diagnostic diagnostic, CheckResult result) {
    if (diagnostic.verdict() != null && !diagnostic.related().isEmpty()) {
      Related clause = diagnostic.related().get(0);
      SourceText text = result.texts().get(clause.file());
      if (text != null) {
        return PolicyCard.at(text, clause.span().start(), diagnostic.verdict().policy());
      }
    }
    return diagnostic.isLint()
        ? PolicyCard.of(diagnostic.code())
        : PolicyCard.unknown(diagnostic.code());
  }

  private static void driver(JsonGenerator json, SortedMap<String, Rule> rules) throws IOException {
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "ephor");
    json.writeStringField("version", Version.ofProgram());
    json.writeArrayFieldStart("rules");
    for (var entry : rules.entrySet()) {
      PolicyCard card = entry.getValue().card();
      json.writeStartObject();
      json.writeStringField("id", entry.getKey());
      text(json, "shortDescription", card.title());
      String description = card.description().isEmpty() ? card.title() : card.description();
      text(json, "fullDescription", description);
      text(json, "help", description);
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(entry.getValue().worst()));
      json.writeEndObject();
      json.writeObjectFieldStart("properties");
      json.writeArrayFieldStart("tags");
      json.writeString("kubernetes");
      if (!card.category().isEmpty()) {
        json.writeString(card.category());
      }
      json.writeEndArray();
      if (!card.severity().isEmpty()) {
        json.writeStringField("severity", card.severity());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void invocation(JsonGenerator json, CheckResult result, long omitted)
      throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    json.writeBooleanField("executionSuccessful", result.unreadable().isEmpty());
    if (!result.unreadable().isEmpty() || omitted > 0) {
      json.writeArrayFieldStart("toolExecutionNotifications");
      if (omitted > 0) {
        notification(
            json,
            "warning",
            omitted
                + " results are left out, the least severe: code scanning takes "
                + LIMIT
                + " of a run. The other formats of ephor check have all.");
      }
      for (Unreadable one : result.unreadable()) {
        notification(json, "error", "cannot read " + one.path() + ": " + one.reason());
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void notification(JsonGenerator json, String level, String message)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("level", level);
    text(json, "message", message);
    json.writeEndObject();
  }

  private static void result(
      JsonGenerator json,
      Findings file,
      Diagnostic diagnostic,
      int rule,
      Fingerprints fingerprints,
      CheckResult result,
      Presentation how)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", diagnostic.code());
    json.writeNumberField("ruleIndex", rule);
    json.writeStringField("level", level(diagnostic.severity()));
    text(json, "message", diagnostic.message());
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    physicalLocation(json, file.file(), file.text(), diagnostic.span(), how);
    json.writeEndObject();
    json.writeEndArray();
    if (!diagnostic.related().isEmpty()) {
      json.writeArrayFieldStart("relatedLocations");
      int id = 1;
      for (Related related : diagnostic.related()) {
        SourceText text = result.texts().get(related.file());
        if (text != null) {
          json.writeStartObject();
          json.writeNumberField("id", id++);
          physicalLocation(json, related.file(), text, related.span(), how);
          text(json, "message", related.message());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField(
        "ephorFinding/v1", fingerprints.of(how.names().uri(file.file()), diagnostic));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void physicalLocation(
      JsonGenerator json, FileId file, SourceText text, Span span, Presentation how)
      throws IOException {
    Json.Region region = Json.Region.of(text, span);
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", how.names().uri(file));
    if (how.names().inside(file)) {
      json.writeStringField("uriBaseId", ROOT);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", region.startLine());
    json.writeNumberField("startColumn", region.startColumn());
    json.writeNumberField("endLine", region.endLine());
    json.writeNumberField("endColumn", region.endColumn());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String field, String text) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFORMATION, HINT -> "note";
    };
  }
}
