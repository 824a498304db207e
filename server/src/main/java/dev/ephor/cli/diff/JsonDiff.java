package dev.ephor.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ephor.cli.check.Json;
import dev.ephor.impact.Comparison;
import dev.ephor.impact.Flip;
import dev.ephor.impact.Remade;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Status;
import dev.ephor.workspace.Judged;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** For programs: every flip, counted or not. */
final class JsonDiff implements DiffFormat {

  @Override
  public void write(DiffResult result, Appendable out) throws IOException {
    Comparison comparison = result.comparison();
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("summary");
          json.writeNumberField("newlyRefused", comparison.newlyRefused());
          json.writeNumberField("noLongerRefused", comparison.mended());
          json.writeNumberField("verdicts", comparison.flips().size());
          json.writeNumberField("messages", comparison.reworded().size());
          json.writeNumberField("made", comparison.remade().size());
          json.writeNumberField("policies", result.policies());
          json.writeNumberField("resources", result.resources());
          json.writeEndObject();
          list(json, "addedPolicies", comparison.added());
          list(json, "removedPolicies", comparison.removed());
          list(json, "addedRules", comparison.addedRules());
          list(json, "removedRules", comparison.removedRules());
          list(json, "notCompared", comparison.unusable());
          flips(json, "verdicts", result, comparison.flips());
          flips(json, "messages", result, comparison.reworded());
          json.writeArrayFieldStart("made");
          for (Remade one : comparison.remade()) {
            json.writeStartObject();
            about(json, one.policy(), one.rule(), result, one.resource());
            list(json, "changes", one.changes());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void flips(JsonGenerator json, String name, DiffResult result, List<Flip> flips)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Flip flip : flips) {
      json.writeStartObject();
      about(json, flip.policy(), flip.rule(), result, flip.resource());
      json.writeStringField("from", word(flip.turn().from()));
      json.writeStringField("to", word(flip.turn().to()));
      json.writeStringField("before", flip.before() == null ? "" : flip.before().message());
      json.writeStringField("after", flip.after() == null ? "" : flip.after().message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String word(@Nullable Status status) {
    return status == null ? "none" : status.name().toLowerCase(Locale.ROOT);
  }

  private static void about(
      JsonGenerator json, String policy, String rule, DiffResult result, Judged judged)
      throws IOException {
    Resource resource = judged.resource();
    json.writeStringField("policy", policy);
    json.writeStringField("rule", rule);
    json.writeObjectFieldStart("resource");
    json.writeStringField("apiVersion", resource.type().apiVersion());
    json.writeStringField("kind", resource.type().kind());
    json.writeStringField("namespace", resource.namespace());
    json.writeStringField("name", resource.name());
    json.writeEndObject();
    json.writeStringField("file", result.file(judged));
    json.writeNumberField("line", result.line(judged));
  }

  private static void list(JsonGenerator json, String name, List<String> items) throws IOException {
    json.writeArrayFieldStart(name);
    for (String item : items) {
      json.writeString(item);
    }
    json.writeEndArray();
  }
}
