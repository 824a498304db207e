package dev.ephor.yaml;

import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;

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
    CodePoints offsets = CodePoints.of(readable);
    Problems found = new Problems();
    TreeBuilder builder = new TreeBuilder(source, readable, offsets, found);
    SyntaxFailure failure = EventReader.read(readable, offsets, builder::accept);
    boolean empty = builder.isEmpty();
    Value root = builder.finish();
    found.list().forEach(problems::add);
    return new YamlDocument(root, builder.spans(), problems.list(), List.of(), text, null, empty);
  }
}
