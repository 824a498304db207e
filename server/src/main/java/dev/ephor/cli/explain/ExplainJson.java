package dev.ephor.cli.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ephor.cli.check.Json;
import dev.ephor.explain.Explanation;
import dev.ephor.explain.Whereabouts;
import dev.ephor.explain.Whereabouts.Where;
import dev.ephor.explain.Why;
import dev.ephor.rule.Status;
import dev.ephor.text.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Explanations for programs. */
final class ExplainJson {

  private final Whereabouts whereabouts;
  private final Function<Where, String> uri;
  private final Function<Where, SourceText> text;

  ExplainJson(
      Whereabouts whereabouts, Function<Where, String> uri, Function<Where, SourceText> text) {
    this.whereabouts = whereabouts;
    this.uri = uri;
    this.text = text;
  }

  void write(List<Explanation> explanations, Appendable out) throws IOException {
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("explanations");
          for (Explanation explanation : explanations) {
            write(explanation, json);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void write(Explanation explanation, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("policy", explanation.policy());
    if (!explanation.rule().isEmpty()) {
      json.writeStringField("rule", explanation.rule());
    }
    json.writeStringField("resource", explanation.resource());
    json.writeBooleanField("matches", explanation.matches());
    json.writeStringField("verdict", explanation.verdict());
    json.writeArrayFieldStart("outcomes");
    for (int i = 0; i < explanation.statuses().size(); i++) {
      Status status = explanation.statuses().get(i);
      json.writeStartObject();
      json.writeStringField("status", status.name().toLowerCase(Locale.ROOT));
      json.writeStringField("message", explanation.messages().get(i));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("why");
    write(explanation.root(), json);
    json.writeEndObject();
  }

  private void write(Why why, JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (why.step() != null) {
      json.writeStringField("step", why.step().name().toLowerCase(Locale.ROOT));
    }
    json.writeStringField("title", why.title());
    optional("demand", why.demand(), json);
    optional("value", why.value(), json);
    optional("said", why.said(), json);
    json.writeStringField("answer", why.answer().name().toLowerCase(Locale.ROOT));
    place("clause", whereabouts.clause(why), json);
    place("manifest", whereabouts.manifest(why), json);
    if (!why.children().isEmpty()) {
      json.writeArrayFieldStart("children");
      for (Why child : why.children()) {
        write(child, json);
      }
      json.writeEndArray();
    }
    if (why.cut() > 0) {
      json.writeNumberField("cut", why.cut());
    }
    json.writeEndObject();
  }

  private static void optional(String name, String text, JsonGenerator json) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }

  private void place(String name, @Nullable Where where, JsonGenerator json) throws IOException {
    if (where == null) {
      return;
    }
    Json.Region region = Json.Region.of(Objects.requireNonNull(text.apply(where)), where.span());
    json.writeObjectFieldStart(name);
    json.writeStringField("file", uri.apply(where));
    json.writeNumberField("startLine", region.startLine());
    json.writeNumberField("startColumn", region.startColumn());
    json.writeNumberField("endLine", region.endLine());
    json.writeNumberField("endColumn", region.endColumn());
    json.writeEndObject();
  }
}
