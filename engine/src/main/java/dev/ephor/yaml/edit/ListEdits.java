package dev.ephor.yaml.edit;

import dev.ephor.value.ListValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.List;

/** Changes of the items of one list. */
final class ListEdits {

  private final NodeEdits nodes;
  private final Written written;
  private final EditList edits;
  private final int node;

  ListEdits(NodeEdits nodes, Written written, EditList edits, int node) {
    this.nodes = nodes;
    this.written = written;
    this.edits = edits;
    this.node = node;
  }

  void change(ListValue before, ListValue now) {
    List<Integer> children = written.children(node);
    int[] pairs = Alignment.of(before, now);
    List<Integer> removed = new ArrayList<>(children);
    for (int old : pairs) {
      if (old >= 0) {
        removed.remove(children.get(old));
      }
    }
    if (children.size() != before.size() || removed.size() == children.size()) {
      nodes.replace(node, now);
      return;
    }
    int after = -1;
    List<Value> waiting = new ArrayList<>();
    for (int i = 0; i < pairs.length; i++) {
      if (pairs[i] < 0) {
        waiting.add(now.at(i));
        continue;
      }
      int child = children.get(pairs[i]);
      put(after, child, waiting);
      waiting.clear();
      nodes.value(child, before.at(pairs[i]), now.at(i));
      after = child;
    }
    put(after, -1, waiting);
    new Removal(written, edits, node).of(removed);
  }

  private void put(int after, int next, List<Value> items) {
    if (items.isEmpty()) {
      return;
    }
    if (written.kind(node) == NodeKind.FLOW) {
      putInFlow(after, next, items);
      return;
    }
    int column = written.column(node);
    NewText writer = nodes.writer(Habits.near(written, after >= 0 ? after : next));
    List<String> lines = new ArrayList<>();
    items.forEach(item -> lines.addAll(writer.item(item, column)));
    if (after >= 0) {
      int end = written.entryEnd(after);
      String text = written.newline + String.join(written.newline, lines);
      edits.insert(end, nodes.ended(text, end));
      return;
    }
    String text = String.join(written.newline, lines) + written.newline;
    int first = Properties.itemStart(written, written.children(node).get(0));
    if (written.isFirstOnLine(first)) {
      edits.insert(beforeComments(written.document.keySpan(next).start()), text);
    } else {
      edits.insert(first, text.substring(column) + " ".repeat(column));
    }
  }

  /** The start of the first line of the comments right above an item. */
  private int beforeComments(int item) {
    int line = written.lineStart(item);
    while (line > 0) {
      int above = written.lineStart(written.lineEndAbove(line));
      if (!written.text.substring(above, line).stripLeading().startsWith("#")) {
        break;
      }
      line = above;
    }
    return line;
  }

  private void putInFlow(int after, int next, List<Value> items) {
    boolean json = nodes.isJson(node);
    StringBuilder text = new StringBuilder();
    if (after >= 0) {
      FlowPlace place = FlowPlace.of(written, after);
      items.forEach(
          item ->
              text.append(place.separator())
                  .append(NewText.onOneLine(item, nodes.quotesOf(after), true, json)));
      edits.insert(place.end(), text.toString());
    } else {
      String separator = FlowPlace.of(written, next).separator();
      items.forEach(
          item ->
              text.append(NewText.onOneLine(item, nodes.quotesOf(next), true, json))
                  .append(separator));
      edits.insert(Properties.itemStart(written, next), text.toString());
    }
  }
}
