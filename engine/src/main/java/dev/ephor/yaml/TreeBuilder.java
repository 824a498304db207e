package dev.ephor.yaml;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Builds a tree from parse events with a stack of its own, so that no nesting overflows. */
final class TreeBuilder {

  private final Source source;
  private final String text;
  private final CodePoints offsets;
  private final List<Problem> problems;
  private final SpanTable spans = new SpanTable();
  private final List<Comment> comments = new ArrayList<>();
  private final Map<String, Value> anchors = new HashMap<>();
  private final Deque<Frame> open = new ArrayDeque<>();
  private @Nullable Value root;

  /** A collection whose end has not been seen. */
  private static final class Frame {
    final int node;
    final @Nullable String anchor;
    final MapValue.@Nullable Builder map;
    final List<Value> items = new ArrayList<>();
    @Nullable String key;
    Span keySpan;
    int end;

    Frame(int node, @Nullable String anchor, MapValue.@Nullable Builder map, int start) {
      this.node = node;
      this.anchor = anchor;
      this.map = map;
      this.keySpan = Span.at(start);
      this.end = start;
    }
  }

  TreeBuilder(Source source, String text, CodePoints offsets, List<Problem> problems) {
    this.source = source;
    this.text = text;
    this.offsets = offsets;
    this.problems = problems;
  }

  SpanTable spans() {
    return spans.trimmed();
  }

  List<Comment> comments() {
    return comments;
  }

  void accept(Event event) {
    if (event instanceof ScalarEvent scalar) {
      scalar(scalar);
    } else if (event instanceof MappingStartEvent start) {
      int node = addNode(span(event));
      open.push(
          new Frame(
              node,
              name(start.getAnchor().orElse(null)),
              MapValue.builder(source, node),
              span(event).start()));
    } else if (event instanceof SequenceStartEvent start) {
      int node = addNode(span(event));
      open.push(new Frame(node, name(start.getAnchor().orElse(null)), null, span(event).start()));
    } else if (event instanceof AliasEvent alias) {
      alias(alias);
    } else if (event instanceof CommentEvent comment) {
      Span where = span(comment);
      if (where.start() < text.length() && text.charAt(where.start()) == '#') {
        comments.add(new Comment(where));
      }
    } else if (event.getEventId() == Event.ID.MappingEnd
        || event.getEventId() == Event.ID.SequenceEnd) {
      close(span(event));
    }
  }

  /** Closes what an error left open and gives the root. */
  Value finish() {
    while (!open.isEmpty()) {
      close(Span.at(open.peek().end));
    }
    if (root == null) {
      spans.add(-1, Span.at(0), Span.at(0));
      root = new Scalar(null, source, 0);
    }
    return root;
  }

  private void scalar(ScalarEvent event) {
    Span where = span(event);
    Frame top = open.peek();
    if (top != null && top.map != null && top.key == null) {
      top.key = event.getValue();
      top.keySpan = where;
      top.end = where.end();
      return;
    }
    int node = addNode(where);
    Object content = event.isPlain() ? ScalarTyping.typed(event.getValue()) : event.getValue();
    Scalar value = new Scalar(content, source, node);
    remember(name(event.getAnchor().orElse(null)), value);
    attach(value, where.end());
  }

  private void alias(AliasEvent event) {
    Span where = span(event);
    Value target = anchors.get(event.getAlias().getValue());
    int node = addNode(where);
    if (target == null) {
      problems.add(
          new Problem(
              where, Severity.ERROR, "unknown-anchor", "No anchor of this name stands above."));
      target = new Scalar(null, source, node);
    }
    attach(target.from(source, node), where.end());
  }

  private void close(Span endMark) {
    Frame frame = open.pop();
    if (frame.map != null && frame.key != null) {
      Span at = Span.at(frame.keySpan.end());
      frame.map.put(frame.key, new Scalar(null, source, spans.add(frame.node, frame.keySpan, at)));
      frame.key = null;
    }
    boolean flow = !endMark.isEmpty();
    int end = flow ? endMark.end() : frame.end;
    spans.close(frame.node, end);
    Value value =
        frame.map != null ? frame.map.build() : ListValue.of(frame.items, source, frame.node);
    remember(frame.anchor, value);
    attach(value, end);
  }

  private int addNode(Span where) {
    Frame top = open.peek();
    if (top == null) {
      return spans.add(-1, Span.at(where.start()), where);
    }
    if (top.map == null) {
      return spans.add(top.node, dashBefore(where.start()), where);
    }
    return spans.add(top.node, top.keySpan, where);
  }

  private void attach(Value value, int end) {
    Frame top = open.peek();
    if (top == null) {
      root = value;
      return;
    }
    top.end = Math.max(top.end, end);
    if (top.map == null) {
      top.items.add(value);
    } else if (top.key != null) {
      top.map.put(top.key, value);
      top.key = null;
    }
  }

  private Span dashBefore(int start) {
    int at = start - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at >= 0 && text.charAt(at) == '-' ? new Span(at, at + 1) : Span.at(start);
  }

  private void remember(@Nullable String anchor, Value value) {
    if (anchor != null) {
      anchors.put(anchor, value);
    }
  }

  private static @Nullable String name(@Nullable Anchor anchor) {
    return anchor == null ? null : anchor.getValue();
  }

  private Span span(Event event) {
    int start = event.getStartMark().map(m -> offsets.toUtf16(m.getIndex())).orElse(0);
    int end = event.getEndMark().map(m -> offsets.toUtf16(m.getIndex())).orElse(start);
    return new Span(start, Math.max(start, end));
  }
}
