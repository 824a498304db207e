package dev.ephor.cli.manifests;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document and where it is.
 *
 * @param file as it was asked for
 * @param text of the whole file
 * @param offset where the document starts in it
 * @param error why it is no YAML, with its line; null where it is
 */
public record ManifestDocument(
    String file, String text, int offset, YamlDocument document, @Nullable String error) {

  static ManifestDocument of(String file, String text, DocumentSlice slice, List<Span> malformed) {
    YamlDocument document =
        YamlParser.parse(new Source(file), text.substring(slice.start(), slice.end()));
    for (Span span : malformed) {
      if (slice.start() <= span.start() && span.start() < slice.end()) {
        String line = "line " + line(text, span.start());
        return new ManifestDocument(
            file,
            text,
            slice.start(),
            document,
            line + ": This is not UTF-8; save the file in that encoding.");
      }
    }
    for (Problem problem : document.problems()) {
      if (problem.severity() == Severity.ERROR) {
        String line = "line " + line(text, slice.start() + problem.span().start());
        return new ManifestDocument(
            file, text, slice.start(), document, line + ": " + problem.message());
      }
    }
    return new ManifestDocument(file, text, slice.start(), document, null);
  }

  /** What the document says. */
  public Value root() {
    return document.root();
  }

  /**
   * Keys that a map has twice, each with its line. What is decoded strictly in the reference must
   * have none; elsewhere the last one counts.
   */
  public List<String> repeatedKeys() {
    List<String> repeated = new ArrayList<>();
    for (Problem problem : document.problems()) {
      if (problem.code().equals("duplicate-key")) {
        int start = offset + problem.span().start();
        String key = text.substring(start, offset + problem.span().end());
        repeated.add("line " + line(text, start) + ": key \"" + key + "\" already set in map");
      }
    }
    return repeated;
  }

  Source source() {
    return document.root().source();
  }

  /** Where a value of this document stands; null for what nobody wrote. */
  public @Nullable WrittenPlace find(Place place) {
    if (place.source() != source() || place.node() >= document.nodeCount()) {
      return null;
    }
    return at(document.span(place.node(), place.part()).start());
  }

  /** Where an offset of this document stands. */
  public WrittenPlace at(int inDocument) {
    int start = offset + inDocument;
    int at = Math.min(start, text.length());
    int lineStart = text.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = text.indexOf('\n', at);
    return new WrittenPlace(
        file,
        line(text, start),
        at - lineStart + 1,
        text.substring(lineStart, lineEnd < 0 ? text.length() : lineEnd));
  }

  private static int line(String text, int at) {
    int end = Math.min(at, text.length());
    int line = 1;
    for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }
}
