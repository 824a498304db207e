package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.text.Severity;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Source;
import dev.ephor.yaml.GoYamlProblem;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Kyverno's documents inside texts: JSON, YAML and gzip. Numbers that are read are doubles. */
public final class DocumentLibrary {

  /** The longest text that is written or unpacked. */
  private static final int LONGEST = 10_000_000;

  private static final Source SOURCE = new Source("yaml.parse");

  private static final Library LIBRARY =
      new Library(
          "documents",
          List.of(
              Overload.member("json.Json.unmarshal(dyn) -> dyn", a -> unmarshal(a[1])),
              Overload.member("json.Json.marshal(dyn) -> string", a -> marshal(a[1])),
              Overload.member("yaml.Yaml.parse(string) -> dyn", a -> parse((String) a[1]))));

  /** As policies about requests spell it. */
  private static final Library UNMARSHAL =
      new Library(
          "json",
          List.of(Overload.member("json.Json.Unmarshal(dyn) -> dyn", a -> unmarshal(a[1]))));

  private static final Library GZIP =
      new Library(
          "gzip",
          List.of(
              Overload.global("gzip.compress(string) -> bytes", a -> compress((String) a[0])),
              Overload.global(
                  "gzip.decompress(bytes) -> string", a -> decompress((ByteText) a[0]))));

  private DocumentLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /** Reads JSON alone, as policies about requests spell it. */
  public static Library unmarshal() {
    return UNMARSHAL;
  }

  public static Library gzip() {
    return GZIP;
  }

  private static Object unmarshal(Object text) {
    if (!(text instanceof String json)) {
      return CelError.NO_SUCH_OVERLOAD;
    }
    try {
      return PlainValues.withDoubles(GoJsonReader.read(json));
    } catch (JsonException wrong) {
      return new CelError(String.valueOf(wrong.getMessage()));
    }
  }

  private static Object marshal(Object value) {
    try {
      return GoJson.write(PlainValues.toValue(value, 0L), LONGEST);
    } catch (JsonException wrong) {
      return new CelError(String.valueOf(wrong.getMessage()));
    }
  }

  private static Object parse(String text) {
    String wrong = GoYamlProblem.of(text);
    if (wrong != null) {
      return new CelError("error converting YAML to JSON: " + wrong);
    }
    YamlDocument document = YamlParser.parse(SOURCE, text);
    for (Problem problem : document.problems()) {
      if (problem.severity() == Severity.ERROR) {
        int line = 1;
        for (int i = 0; i < problem.span().start(); i++) {
          line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new CelError(
            "error converting YAML to JSON: yaml: line " + line + ": " + problem.message());
      }
    }
    return PlainValues.withDoubles(document.root());
  }

  private static Object compress(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
      packed.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteText.of(out.toByteArray());
  }

  private static Object decompress(ByteText bytes) {
    byte[] packed = bytes.toArray();
    if (packed.length == 0) {
      return new CelError("EOF");
    }
    if (packed.length < 10 || packed[0] != 0x1f || (packed[1] & 0xff) != 0x8b) {
      return new CelError(packed.length < 10 ? "unexpected EOF" : "gzip: invalid header");
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(LONGEST + 1);
      return plain.length > LONGEST
          ? new CelError("the text is longer than " + LONGEST + " bytes")
          : new String(plain, StandardCharsets.UTF_8);
    } catch (EOFException cut) {
      return new CelError("unexpected EOF");
    } catch (IOException wrong) {
      boolean trailer = String.valueOf(wrong.getMessage()).contains("trailer");
      return new CelError(trailer ? "gzip: invalid checksum" : "flate: corrupt input");
    }
  }
}
