package dev.ephor.cli.preview;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ephor.cli.check.Json;
import dev.ephor.preview.Deletion;
import dev.ephor.preview.DiffLine;
import dev.ephor.preview.FilePreview;
import dev.ephor.preview.Made;
import dev.ephor.preview.Trouble;
import dev.ephor.workspace.FileId;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Previews for programs: the changed lines, and each file's whole text afterwards. */
final class PreviewJson {

  private final Function<FileId, String> names;
  private final JsonGenerator json;

  private PreviewJson(Function<FileId, String> names, JsonGenerator json) {
    this.names = names;
    this.json = json;
  }

  static void write(List<FilePreview> previews, Function<FileId, String> names, Appendable out)
      throws IOException {
    Json.write(
        out,
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("files");
          for (FilePreview preview : previews) {
            new PreviewJson(names, json).file(preview);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private void file(FilePreview preview) throws IOException {
    json.writeStartObject();
    json.writeStringField("file", names.apply(preview.file()));
    lines(preview.lines());
    json.writeStringField("text", preview.after());
    json.writeArrayFieldStart("made");
    for (Made made : preview.made()) {
      made(made);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("deletions");
    for (Deletion deletion : preview.deletions()) {
      json.writeStartObject();
      json.writeStringField("resource", deletion.resource());
      json.writeStringField("policy", deletion.policy());
      json.writeStringField("schedule", deletion.schedule());
      if (deletion.at().isPresent()) {
        json.writeStringField(
            "at", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(deletion.at().get()));
      }
      json.writeStringField("because", deletion.because());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("troubles");
    for (Trouble trouble : preview.troubles()) {
      json.writeStartObject();
      json.writeStringField("resource", trouble.resource());
      json.writeStringField("rule", trouble.rule());
      json.writeStringField("reason", trouble.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void made(Made made) throws IOException {
    json.writeStartObject();
    json.writeStringField("resource", made.name());
    json.writeStringField("trigger", made.trigger());
    json.writeStringField("rule", made.rule());
    if (made.source().isPresent()) {
      json.writeStringField("copyOf", made.source().get().name());
      json.writeStringField("copyOfFile", names.apply(made.source().get().file()));
    }
    json.writeStringField("synchronisation", made.synchronisation());
    json.writeStringField("text", made.text());
    if (made.existing().isPresent()) {
      json.writeObjectFieldStart("existing");
      json.writeStringField("file", names.apply(made.existing().get().file()));
      lines(made.existing().get().lines());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void lines(List<DiffLine> lines) throws IOException {
    json.writeArrayFieldStart("lines");
    for (DiffLine line : lines) {
      if (line.kind() != DiffLine.Kind.KEPT) {
        json.writeStartObject();
        json.writeStringField("kind", line.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("line", Math.max(line.before(), line.after()));
        json.writeStringField("text", line.text());
        json.writeArrayFieldStart("rules");
        for (String rule : line.rules()) {
          json.writeString(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
