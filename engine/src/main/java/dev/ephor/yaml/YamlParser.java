package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of one document. Never throws: what cannot be read is a {@link Problem}, and what
 * stands around it is read all the same.
 */
public final class YamlParser {

  private YamlParser() {}

  /**
   * Parses one document, as {@link DocumentSplitter} cuts it.
   *
   * @param source the identity that the document's values carry
   * @param text the document's text and nothing else
   */
  public static YamlDocument parse(Source source, String text) {
    Problems problems = new Problems();
    String readable = ReadableText.of(text, problems);
    Reading reading = Reading.of(source, readable);
    if (reading.failure == null) {
      reading.found.list().forEach(problems::add);
      return document(reading, problems, List.of(), text, null);
    }
    Recovery.Outcome outcome = Recovery.mend(readable, reading.failure);
    outcome.problems().forEach(problems::add);
    MendedText mended = outcome.mended();
    // What still fails has its problem already: the outcome's last one.
    Reading again = Reading.of(source, mended.text());
    for (Problem problem : again.found.list()) {
      Span where = mended.toOriginal(problem.span());
      problems.add(new Problem(where, problem.severity(), problem.code(), problem.message()));
    }
    return document(again, problems, outcome.leftOut(), text, mended);
  }

  private static YamlDocument document(
      Reading reading,
      Problems problems,
      List<Span> leftOut,
      String text,
      @Nullable MendedText mended) {
    return new YamlDocument(
        reading.root,
        reading.spans,
        problems.list().stream()
            .sorted(Comparator.comparingInt(problem -> problem.span().start()))
            .toList(),
        leftOut,
        text,
        mended,
        reading.empty);
  }

  /** One run over a text: the tree of what came before the first failure. */
  private record Reading(
      Value root, SpanTable spans, Problems found, boolean empty, @Nullable SyntaxFailure failure) {

    static Reading of(Source source, String text) {
      Problems found = new Problems();
      CodePoints offsets = CodePoints.of(text);
      TreeBuilder builder = new TreeBuilder(source, text, offsets, found);
      SyntaxFailure failure = EventReader.read(text, offsets, builder::accept);
      boolean empty = builder.isEmpty();
      Value root = builder.finish();
      return new Reading(root, builder.spans(), found, empty, failure);
    }
  }
}
