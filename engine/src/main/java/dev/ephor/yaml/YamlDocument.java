package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tree of one document and what is known of its text. Offsets count from the document's start.
 */
public final class YamlDocument {

  private final Value root;
  private final SpanTable spans;
  private final List<Problem> problems;
  private final List<Span> leftOut;
  private final String text;
  private final @Nullable MendedText mended;
  private final boolean empty;
  private @Nullable List<Comment> comments;

  /**
   * @param spans in the offsets of the mended text, where there is one
   * @param leftOut what was blanked so that the rest could be read
   */
  YamlDocument(
      Value root,
      SpanTable spans,
      List<Problem> problems,
      List<Span> leftOut,
      String text,
      @Nullable MendedText mended,
      boolean empty) {
    this.root = root;
    this.spans = spans;
    this.problems = List.copyOf(problems);
    this.leftOut = List.copyOf(leftOut);
    this.text = text;
    this.mended = mended;
    this.empty = empty;
  }

  /** The value at the top; a null scalar for a document without content. */
  public Value root() {
    return root;
  }

  /** The text this document was read from. */
  public String text() {
    return text;
  }

  /** Whether there is nothing but white space, comments and directives. */
  public boolean isEmpty() {
    return empty;
  }

  /** How many nodes there are; their numbers are 0 (the root) to this, exclusive. */
  public int nodeCount() {
    return spans.size();
  }

  /** Where a node's value stands. A collection ends where its last child does. */
  public Span valueSpan(int node) {
    return written(spans.value(node));
  }

  /** Where a node's key or dash stands; the empty span at the value's start for the root. */
  public Span keySpan(int node) {
    return written(spans.key(node));
  }

  public Span span(int node, Place.Part part) {
    return part == Place.Part.KEY ? keySpan(node) : valueSpan(node);
  }

  /** The number of the collection that holds a node; -1 for the root. */
  public int parent(int node) {
    return spans.parent(node);
  }

  /** How a node is written. */
  public NodeKind kind(int node) {
    return spans.kind(node);
  }

  /**
   * The innermost node that an offset touches: with its key or dash, its value, or what stands
   * between them. The root where it touches none.
   */
  public int nodeAt(int offset) {
    int node = spans.lastStartingBy(mended == null ? offset : mended.fromOriginal(offset));
    while (node > 0 && !touches(node, offset)) {
      node = parent(node);
    }
    return Math.max(node, 0);
  }

  private boolean touches(int node, int offset) {
    int end = Math.max(keySpan(node).end(), valueSpan(node).end());
    return keySpan(node).start() <= offset && offset <= end;
  }

  /**
   * From the decoded text of a scalar's value to this document. All of an alias's text stands at
   * the alias; what a number's or a boolean's text is, its source is too. A collection's text
   * counts as standing as it is from its start on.
   */
  public SourceMap sourceMap(int node) {
    SourceMap map =
        switch (kind(node)) {
          case ALIAS -> new Whole(spans.value(node));
          case BLOCK, FLOW -> SourceMap.shiftedBy(spans.valueStart(node));
          default -> decoded(node).map();
        };
    return mended == null ? map : map.within(mended);
  }

  /** The decoded text of a scalar's value, which {@link #sourceMap} leads back from. */
  public String scalarText(int node) {
    return decoded(node).text();
  }

  /** As {@link #sourceMap}, for the text of a key. */
  public SourceMap keySourceMap(int node) {
    Span where = spans.key(node);
    char first = where.isEmpty() ? ' ' : parsed().charAt(where.start());
    SourceMap map =
        switch (first) {
          case '"' -> ScalarText.doubleQuoted(parsed(), where).map();
          case '\'' -> ScalarText.singleQuoted(parsed(), where).map();
          case '*' -> new Whole(where);
          default -> ScalarText.plain(parsed(), where).map();
        };
    return mended == null ? map : map.within(mended);
  }

  /** The comments in the order of the text; found when first asked for. */
  public List<Comment> comments() {
    List<Comment> found = comments;
    if (found == null) {
      found = CommentScan.of(this, text);
      comments = found;
    }
    return found;
  }

  public List<Problem> problems() {
    return problems;
  }

  /**
   * What could not be read at all and has no node: for completion in a line that is being typed.
   */
  public List<Span> leftOut() {
    return leftOut;
  }

  /** The text of a scalar that is written out, and the way to the text that was parsed. */
  RunMap.Decoded decoded(int node) {
    Span where = spans.value(node);
    return switch (kind(node)) {
      case SINGLE_QUOTED -> ScalarText.singleQuoted(parsed(), where);
      case DOUBLE_QUOTED -> ScalarText.doubleQuoted(parsed(), where);
      case LITERAL -> ScalarText.block(parsed(), where.start(), false, parentIndent(node));
      case FOLDED -> ScalarText.block(parsed(), where.start(), true, parentIndent(node));
      default -> ScalarText.plain(parsed(), where);
    };
  }

  private int parentIndent(int node) {
    int parent = spans.parent(node);
    return parent < 0 ? -1 : column(spans.valueStart(parent));
  }

  private int column(int offset) {
    int start = offset;
    while (start > 0 && "\n\r".indexOf(parsed().charAt(start - 1)) < 0) {
      start--;
    }
    return parsed().codePointCount(start, offset)
        - (start < offset && parsed().charAt(start) == '\uFEFF' ? 1 : 0);
  }

  private String parsed() {
    return mended == null ? text : mended.text();
  }

  private Span written(Span parsed) {
    return mended == null ? parsed : mended.toOriginal(parsed);
  }

  /** Everything stands for everything. */
  private record Whole(Span where) implements SourceMap {
    @Override
    public int toSource(int decoded) {
      return where.start();
    }

    @Override
    public int endInSource(int decoded) {
      return where.end();
    }
  }
}
