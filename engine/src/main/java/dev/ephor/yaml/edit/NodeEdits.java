package dev.ephor.yaml.edit;

import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks a document and its new value at once and edits where they part. */
final class NodeEdits {

  private static final Pattern BLOCK = Pattern.compile("(?m)[:-] \\|$");

  private final Written written;
  private final EditList edits;

  /** What the nodes whose text stays say afterwards: aliases look here. */
  private final Map<Integer, Value> kept = new HashMap<>();

  private final Set<Integer> unchanged = new HashSet<>();

  private final boolean blocks;

  /**
   * @param blocks whether new texts of several lines become literal blocks
   */
  NodeEdits(Written written, EditList edits, boolean blocks) {
    this.blocks = blocks;
    this.written = written;
    this.edits = edits;
  }

  void root(Value now) {
    Value before = written.document.root();
    if (written.document.isEmpty()) {
      edits.insert(written.text.length(), afresh(now));
    } else {
      value(0, before, now);
    }
  }

  /** A document that was empty, with the value below what stands there. */
  private String afresh(Value now) {
    String text = written.text;
    NewText.Lines lines = writer(new Habits(2, 0, 2)).itemOf(now, 0, NodeKind.PLAIN);
    boolean open = !text.isEmpty() && !Written.isBreak(text.charAt(text.length() - 1));
    return (open ? written.newline : "")
        + lines.first()
        + lines.below(written.newline)
        + written.newline;
  }

  /** Edits a node that says one thing and is to say another. */
  void value(int node, Value before, Value now) {
    boolean same = Layout.same(before, now);
    if (same && !written.hasAliases()) {
      return;
    }
    NodeKind kind = written.kind(node);
    if (kind == NodeKind.ALIAS) {
      Integer definition = written.definition(node);
      Value there = definition == null ? null : kept.get(definition);
      if (there == null || !Layout.same(there, now)) {
        replace(node, now);
      }
    } else if (kind.isCollection() && before instanceof MapValue from && isFilled(from, now)) {
      new MapEdits(this, written, edits, node).change(from, (MapValue) now);
    } else if (kind.isCollection() && before instanceof ListValue from && isFilled(from, now)) {
      new ListEdits(this, written, edits, node).change(from, (ListValue) now);
    } else if (!same) {
      replace(node, now);
    }
    kept.put(node, now);
    if (same) {
      unchanged.add(node);
    }
  }

  /** Both of one kind of collection and neither empty, so that entries can come and go. */
  private static boolean isFilled(Value before, Value now) {
    if (before instanceof MapValue from && now instanceof MapValue to) {
      return !from.isEmpty() && !to.isEmpty();
    }
    return before instanceof ListValue old
        && now instanceof ListValue items
        && !old.isEmpty()
        && !items.isEmpty();
  }

  NewText writer(Habits habits) {
    return new NewText(habits, blocks);
  }

  /** Whether a node that was passed says what it always said. */
  boolean isUnchanged(int node) {
    return unchanged.contains(node);
  }

  /** What a node that was passed says now; null where its text is gone. */
  @Nullable Value said(int node) {
    return kept.get(node);
  }

  /** How a scalar is quoted; plain for anything else. */
  NodeKind quotesOf(int node) {
    NodeKind kind = written.kind(node);
    return kind == NodeKind.SINGLE_QUOTED || kind == NodeKind.DOUBLE_QUOTED ? kind : NodeKind.PLAIN;
  }

  /** Writes a value where another stood; anchor and key stay. */
  void replace(int node, Value now) {
    Properties properties = Properties.of(written, node);
    boolean flow = written.isInFlow(node);
    if (written.document.parent(node) < 0) {
      flow = written.kind(node) == NodeKind.FLOW;
    }
    Span tag = properties.tag();
    if (tag != null) {
      int from = tag.start();
      while (!flow && from > properties.indicator() && written.text.charAt(from - 1) == ' ') {
        from--;
      }
      edits.delete(from, flow ? Math.max(tag.end(), written.start(node)) : tag.end());
    }
    if (flow) {
      replaceInFlow(node, properties, now);
    } else {
      replaceInBlock(node, properties, now);
    }
  }

  private void replaceInFlow(int node, Properties properties, Value now) {
    String text = NewText.onOneLine(now, written.kind(node), true, isJson(node));
    int start = written.start(node);
    int end = written.end(node);
    if (start == end) {
      boolean keyed = !written.document.keySpan(node).isEmpty();
      String lead = !keyed || properties.colon() ? " " : ": ";
      edits.insert(Math.max(properties.head(), written.document.keySpan(node).end()), lead + text);
    } else {
      edits.replace(start, end, text);
    }
  }

  /** Whether keys around a node are written as JSON writes them. */
  boolean isJson(int node) {
    for (int at = node; at >= 0; at = written.document.parent(at)) {
      for (int child : written.children(at)) {
        int key = written.document.keySpan(child).start();
        if (!written.document.keySpan(child).isEmpty() && !written.isDashed(child)) {
          return written.text.charAt(key) == '"' && written.isInFlow(child);
        }
      }
    }
    return false;
  }

  private void replaceInBlock(int node, Properties properties, Value now) {
    int parent = written.document.parent(node);
    int start = written.start(node);
    NodeKind kind = written.kind(node);
    boolean under = parent >= 0 && written.lineStart(start) != written.lineStart(properties.head());
    NewText writer = writer(Habits.near(written, node));
    NewText.Lines lines;
    if (parent >= 0 && !written.isDashed(node)) {
      lines = writer.valueOf(now, written.column(parent), kind);
    } else {
      boolean there = parent < 0 || (!under && start < written.end(node));
      int column = there ? written.columnAt(start) : written.column(parent) + 2;
      lines = writer.itemOf(now, column, kind);
      if (properties.head() > properties.indicator() && isBlock(now)) {
        lines = lines.lowered(column);
      }
    }
    int end = kind == NodeKind.BLOCK ? written.end(node) : written.lastContent(node);
    String below = lines.below(written.newline);
    if (lines.first().equals("|")) {
      below = written.lineEnd(end) == written.text.length() ? below + written.newline : below;
    }
    if (kind == NodeKind.BLOCK && under) {
      if (!lines.first().isEmpty()) {
        edits.insert(properties.head(), " " + lines.first());
      }
      int from = written.lineEnd(properties.head());
      edits.replace(from, written.lineEnd(written.lastContent(node)), ended(below, end));
      return;
    }
    if (start == end && kind == NodeKind.PLAIN) {
      edits.insert(properties.head(), lines.first().isEmpty() ? "" : " " + lines.first());
      edits.insert(written.lineEnd(properties.head()), ended(below, properties.head()));
    } else if (kind.isBlockScalar() || kind == NodeKind.BLOCK) {
      int from = lines.first().isEmpty() ? properties.head() : start;
      edits.replace(from, end, lines.first() + ended(below, end));
    } else {
      int from = lines.first().isEmpty() ? properties.head() : start;
      edits.replace(from, end, lines.first());
      edits.insert(written.lineEnd(end), ended(below, end));
    }
  }

  private static boolean isBlock(Value value) {
    return (value instanceof MapValue map && !map.isEmpty())
        || (value instanceof ListValue list && !list.isEmpty());
  }

  /** Lines at the very end of a text without a last line end: a literal block needs one. */
  String ended(String lines, int before) {
    boolean last = written.lineEnd(before) == written.text.length();
    return last && BLOCK.matcher(lines).find() ? lines + written.newline : lines;
  }
}
