package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;

/**
 * The tree of one document and what is known of its text. Offsets count from the document's start.
 */
public final class YamlDocument {

  private final Value root;
  private final SpanTable spans;
  private final List<Comment> comments;
  private final List<Problem> problems;

  YamlDocument(Value root, SpanTable spans, List<Comment> comments, List<Problem> problems) {
    this.root = root;
    this.spans = spans;
    this.comments = List.copyOf(comments);
    this.problems = List.copyOf(problems);
  }

  /** The value at the top; a null scalar for a document without content. */
  public Value root() {
    return root;
  }

  /** How many nodes there are; their numbers are 0 (the root) to this, exclusive. */
  public int nodeCount() {
    return spans.size();
  }

  /** Where a node's value stands. A collection ends where its last child does. */
  public Span valueSpan(int node) {
    return spans.value(node);
  }

  /** Where a node's key or dash stands; the empty span at the value's start for the root. */
  public Span keySpan(int node) {
    return spans.key(node);
  }

  public Span span(int node, Place.Part part) {
    return part == Place.Part.KEY ? keySpan(node) : valueSpan(node);
  }

  /** The number of the collection that holds a node; -1 for the root. */
  public int parent(int node) {
    return spans.parent(node);
  }

  public List<Comment> comments() {
    return comments;
  }

  public List<Problem> problems() {
    return problems;
  }
}
