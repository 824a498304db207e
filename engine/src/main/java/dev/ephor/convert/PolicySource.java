package dev.ephor.convert;

import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.GoYaml;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/** What is carried over from a policy's text as it stands: metadata and comments. */
final class PolicySource {

  private final YamlDocument document;
  private final MapValue root;
  private final List<MapValue> parts;

  /**
   * @param root the document's
   * @param parts what a document is made of each, in the order of the text: rules, or one spec
   */
  PolicySource(YamlDocument document, MapValue root, List<MapValue> parts) {
    this.document = document;
    this.root = root;
    this.parts = List.copyOf(parts);
  }

  /** Comments above the document, for the first of its parts. */
  String before(int part) {
    StringBuilder lines = new StringBuilder();
    int first = document.valueSpan(root.node()).start();
    for (Comment comment : document.comments()) {
      if (part == 0 && comment.span().end() <= first) {
        lines.append(text(comment.span())).append('\n');
      }
    }
    return lines.toString();
  }

  /** The lines of the metadata under another name. */
  String metadata(String name) {
    MapValue metadata = root.map("metadata");
    Value written = metadata == null ? null : metadata.child("name");
    if (metadata == null) {
      return "  name: " + name + "\n";
    }
    if (written == null || document.kind(metadata.node()) != NodeKind.BLOCK) {
      StringBuilder lines = new StringBuilder();
      GoYaml.write(metadata.with("name", Scalar.of(name)))
          .lines()
          .forEach(line -> lines.append("  ").append(line).append('\n'));
      return lines.toString();
    }
    Span whole = document.valueSpan(metadata.node());
    Span old = document.valueSpan(written.node());
    String all = document.text();
    int start = all.lastIndexOf('\n', whole.start() - 1) + 1;
    String text = all.substring(start, old.start()) + name + all.substring(old.end(), whole.end());
    return text.replace("\r", "").stripTrailing() + "\n";
  }

  /** The comments of a part: those in it and those above it. */
  List<String> comments(int part) {
    MapValue spec = root.map("spec");
    int start =
        part > 0
            ? end(parts.get(part - 1))
            : spec == null ? 0 : document.keySpan(spec.node()).start();
    int end = part == parts.size() - 1 ? document.text().length() : end(parts.get(part));
    List<String> comments = new ArrayList<>();
    for (Comment comment : document.comments()) {
      if (comment.span().start() >= start && comment.span().start() < end) {
        comments.add(text(comment.span()));
      }
    }
    return comments;
  }

  private int end(MapValue part) {
    return document.valueSpan(part.node()).end();
  }

  private String text(Span span) {
    return document.text().substring(span.start(), span.end()).stripTrailing();
  }
}
