package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Builds a tree from parse events with a stack of its own, so that no nesting overflows. What is
 * nested too deeply and what stands in complex keys is passed over.
 */
final class TreeBuilder {

  private static final int LONGEST_COMPLEX_KEY = 120;

  private final Source source;
  private final String text;
  private final CodePoints offsets;
  private final Problems problems;
  private final SpanTable spans = new SpanTable();
  private final Anchors anchors;
  private final Deque<Frame> open = new ArrayDeque<>();
  private @Nullable Value root;
  private int skipped;
  private int skippedFrom;
  private boolean tooDeepReported;

  TreeBuilder(Source source, String text, CodePoints offsets, Problems problems) {
    this.source = source;
    this.text = text;
    this.offsets = offsets;
    this.problems = problems;
    this.anchors = new Anchors(problems);
  }

  SpanTable spans() {
    return spans.trimmed();
  }

  /** Whether no node was seen: nothing but comments, directives and white space. */
  boolean isEmpty() {
    return root == null && open.isEmpty();
  }

  void accept(Event event) {
    switch (event.getEventId()) {
      case Scalar -> {
        if (skipped == 0) {
          scalar((ScalarEvent) event);
        }
      }
      case Alias -> {
        if (skipped == 0) {
          alias((AliasEvent) event);
        }
      }
      case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
      case MappingEnd, SequenceEnd -> end(event);
      default -> {
        // Stream and document marks carry no node.
      }
    }
  }

  /** Closes what a break left open and gives the root. */
  Value finish() {
    if (skipped > 0) {
      skipped = 0;
      endSkipping(text.length());
    }
    while (!open.isEmpty()) {
      close(open.element().end);
    }
    if (root == null) {
      spans.add(-1, NodeKind.PLAIN, 0, 0, 0, 0);
      root = new Scalar(null, source, 0);
    }
    return root;
  }

  private void start(CollectionStartEvent event) {
    Frame top = open.peek();
    if (skipped > 0) {
      skipped++;
      return;
    }
    int start = contentStart(event.getAnchor().isPresent() || event.getTag().isPresent(), event);
    if (top != null && top.expectsKey()) {
      skipped = 1;
      skippedFrom = start;
      return;
    }
    if (open.size() >= YamlLimits.MAX_DEPTH) {
      skipped = 1;
      skippedFrom = start;
      if (!tooDeepReported) {
        tooDeepReported = true;
        problems.error(
            new Span(start, Math.min(text.length(), start + 1)),
            "too-deep",
            "More than %d collections stand inside one another here; what is deeper is not read."
                .formatted(YamlLimits.MAX_DEPTH));
      }
      return;
    }
    int node = addNode(event.isFlow() ? NodeKind.FLOW : NodeKind.BLOCK, start, start);
    MapValue.Builder map =
        event instanceof MappingStartEvent ? MapValue.builder(source, node) : null;
    open.push(new Frame(node, name(event.getAnchor().orElse(null)), map, event.isFlow(), start));
    anchors.opened(open.element().anchor);
  }

  private void end(Event event) {
    if (skipped > 0) {
      if (--skipped == 0) {
        endSkipping(endOf(event));
      }
      return;
    }
    Frame frame = open.element();
    close(frame.flow ? endOf(event) : frame.end);
  }

  /** A complex key becomes its own text; what is too deep becomes null. */
  private void endSkipping(int markedEnd) {
    int end = Math.max(skippedFrom, trimBack(markedEnd));
    Frame top = open.element();
    if (top.expectsKey()) {
      Span where = new Span(skippedFrom, end);
      problems.error(
          where,
          "complex-key",
          "A mapping or list cannot be a key here; write a string as the key, in quotes if need be.");
      int shown = Math.min(end, skippedFrom + LONGEST_COMPLEX_KEY);
      top.key(text.substring(skippedFrom, shown), false, skippedFrom, end);
      return;
    }
    int node = addNode(NodeKind.FLOW, skippedFrom, end);
    attach(new Scalar(null, source, node), end, 1, 0);
  }

  private void scalar(ScalarEvent event) {
    boolean properties = event.getAnchor().isPresent() || event.getTag().isPresent();
    int start = contentStart(properties, event);
    int end = endOf(event);
    NodeKind kind = kind(event.getScalarStyle());
    if (kind.isBlockScalar()) {
      end = trimBack(end);
    }
    Frame top = open.peek();
    if (top != null && top.expectsKey()) {
      Object content = keyContent(event, start, end);
      boolean merge = event.isPlain() && content.equals("<<") && !isString(event);
      if (!merge && top.repeats((String) content)) {
        problems.warning(
            new Span(start, end),
            "duplicate-key",
            "The key \"%s\" stands in this mapping already; the last one counts. Remove one."
                .formatted(content));
      }
      anchors.remember(
          name(event.getAnchor().orElse(null)), new Scalar(content, source, spans.size()), 1, 0);
      top.key((String) content, merge, start, end);
      return;
    }
    int node = addNode(kind, start, end);
    Scalar value = new Scalar(content(event, start, end), source, node);
    anchors.remember(name(event.getAnchor().orElse(null)), value, 1, 0);
    attach(value, end, 1, 0);
  }

  private String keyContent(ScalarEvent event, int start, int end) {
    String written = event.getValue();
    if (event.getTag().isPresent()) {
      Object content = content(event, start, end);
      return content == null ? written : content.toString();
    }
    String key = event.isPlain() ? KeyText.of(written) : written;
    if (key != null) {
      return Words.shared(key);
    }
    problems.error(
        new Span(start, end),
        "key-type",
        written.isEmpty()
            ? "There is no key before this colon; write one."
            : "\"%s\" as a key is no string in JSON; put it in quotes.".formatted(written));
    return written;
  }

  private @Nullable Object content(ScalarEvent event, int start, int end) {
    String written = event.getValue();
    String tag = event.getTag().orElse(null);
    if (tag != null) {
      TaggedScalar tagged = TaggedScalar.read(tag, written);
      if (tagged.problem() != null) {
        problems.error(new Span(start, end), "tag-mismatch", tagged.problem());
      }
      return tagged.content();
    }
    if (!event.isPlain()) {
      return written;
    }
    Object content = ScalarTyping.typed(written);
    if (content instanceof String word) {
      return Words.shared(word);
    }
    if (content instanceof Double number && !Double.isFinite(number)) {
      problems.error(
          new Span(start, end),
          "not-json",
          "\"%s\" is a number that JSON does not have; put it in quotes if text is meant."
              .formatted(written));
    }
    return content;
  }

  private void alias(AliasEvent event) {
    String name = event.getAlias().getValue();
    int start = startOf(event);
    int end = endOf(event);
    Frame top = open.peek();
    Anchors.Target target = anchors.find(name, new Span(start, end), open.size());
    if (top != null && top.expectsKey()) {
      Object content = target.value() instanceof Scalar scalar ? scalar.content() : null;
      top.key(content == null ? "*" + name : content.toString(), false, start, end);
      return;
    }
    int node = addNode(NodeKind.ALIAS, start, end);
    Value value = target.value();
    attach(
        value == null ? new Scalar(null, source, node) : value.from(source, node),
        end,
        target.size(),
        target.height());
  }

  private void close(int end) {
    Frame frame = open.pop();
    if (frame.map != null && !frame.expectsKey()) {
      int at = frame.keyEnd;
      int node = spans.add(frame.node, NodeKind.PLAIN, frame.keyStart, at, at, at);
      frame.put(new Scalar(null, source, node), problems);
    }
    spans.close(frame.node, end);
    Value value =
        frame.map != null ? frame.map.build() : ListValue.of(frame.items, source, frame.node);
    anchors.closed(frame.anchor, value, frame.size, frame.height + 1);
    attach(value, end, frame.size, frame.height + 1);
  }

  private int addNode(NodeKind kind, int start, int end) {
    Frame top = open.peek();
    if (top == null) {
      return spans.add(-1, kind, start, start, start, end);
    }
    if (top.map != null) {
      return spans.add(top.node, kind, top.keyStart, top.keyEnd, start, end);
    }
    int dash = top.flow ? -1 : dashBetween(top.end, start);
    return dash < 0
        ? spans.add(top.node, kind, start, start, start, end)
        : spans.add(top.node, kind, dash, dash + 1, start, end);
  }

  private void attach(Value value, int end, long size, int height) {
    Frame top = open.peek();
    if (top == null) {
      if (root == null) {
        root = value;
      }
      return;
    }
    top.grow(end, size, height);
    if (top.map == null) {
      top.items.add(value);
    } else {
      top.put(value, problems);
    }
  }

  /** The offset of the dash that introduces an item: only blanks and comments stand before it. */
  private int dashBetween(int from, int to) {
    for (int at = from; at < to; at++) {
      char c = text.charAt(at);
      if (c == '-') {
        return at;
      }
      if (c == '#') {
        at = endOfLine(at);
      }
    }
    return -1;
  }

  /** Where a node begins after its anchor and tag, which the library counts in. */
  private int contentStart(boolean properties, Event event) {
    int at = startOf(event);
    int end = endOf(event);
    if (!properties) {
      return at;
    }
    int limit = event instanceof ScalarEvent ? end : text.length();
    while (at < limit) {
      char c = text.charAt(at);
      if (c == '&' || c == '!') {
        while (at < limit && !isBlank(text.charAt(at)) && !isFlowEnd(c, text.charAt(at))) {
          at++;
        }
      } else if (c == '#') {
        at = endOfLine(at);
      } else if (isBlank(c)) {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  private static boolean isFlowEnd(char property, char c) {
    return c == ',' || c == ']' || c == '}' || (property == '&' && (c == '[' || c == '{'));
  }

  private int trimBack(int end) {
    int at = end;
    while (at > 0 && isBlank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private int endOfLine(int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isString(ScalarEvent event) {
    return event.getTag().filter(tag -> !tag.equals(TaggedScalar.CORE + "merge")).isPresent();
  }

  private static NodeKind kind(ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> NodeKind.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> NodeKind.DOUBLE_QUOTED;
      case LITERAL -> NodeKind.LITERAL;
      case FOLDED -> NodeKind.FOLDED;
      default -> NodeKind.PLAIN;
    };
  }

  private static @Nullable String name(@Nullable Anchor anchor) {
    return anchor == null ? null : anchor.getValue();
  }

  private int startOf(Event event) {
    return event.getStartMark().map(mark -> offset(mark.getIndex())).orElse(0);
  }

  private int endOf(Event event) {
    return event.getEndMark().map(mark -> offset(mark.getIndex())).orElse(text.length());
  }

  private int offset(int codePoint) {
    return Math.min(offsets.toUtf16(codePoint), text.length());
  }
}
