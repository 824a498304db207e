package dev.ephor.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import java.io.IOException;
import java.io.StringWriter;

/** What the JSON formats share: indented output, and places counted from 1 in UTF-16 units. */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Writes one document. */
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes a document, indented by two, with line feeds on every system. */
  public static void write(Appendable out, Body body) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      Separators separators =
          Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
      json.setPrettyPrinter(
          new DefaultPrettyPrinter(separators)
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter));
      body.write(json);
    }
    out.append(text.getBuffer()).append('\n');
  }

  /** Writes a document in one line, without its end. */
  static void writeLine(Appendable out, Body body) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      body.write(json);
    }
    out.append(text.getBuffer());
  }

  /** Where a span begins and ends; the end is the place after its last character. */
  public record Region(int startLine, int startColumn, int endLine, int endColumn) {
    public static Region of(SourceText text, Span span) {
      Position start = text.position(span.start(), PositionEncoding.UTF_16);
      Position end = text.position(span.end(), PositionEncoding.UTF_16);
      return new Region(
          start.line() + 1, start.character() + 1, end.line() + 1, end.character() + 1);
    }
  }
}
