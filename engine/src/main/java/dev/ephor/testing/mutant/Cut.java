package dev.ephor.testing.mutant;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes an entry or item out of a text that nobody will read: comments beside it are not looked
 * after.
 */
final class Cut {

  private Cut() {}

  static TextEdit of(YamlDocument document, NodePath.Step step) {
    List<Value> all = new ArrayList<>();
    if (step.in() instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        all.add(map.valueAt(i));
      }
    } else {
      all.addAll(((ListValue) step.in()).values());
    }
    if (all.size() == 1) {
      String empty = step.in() instanceof MapValue ? "{}" : "[]";
      return new TextEdit(document.valueSpan(step.in().node()), empty);
    }
    int start = document.keySpan(step.value().node()).start();
    if (step.index() + 1 < all.size()) {
      return remove(start, document.keySpan(all.get(step.index() + 1).node()).start());
    }
    int end = end(document, step.value());
    return document.kind(step.in().node()) == NodeKind.FLOW
        ? remove(end(document, all.get(step.index() - 1)), end)
        : remove(document.text().lastIndexOf('\n', start - 1) + 1, end);
  }

  private static int end(YamlDocument document, Value value) {
    return Math.max(document.keySpan(value.node()).end(), document.valueSpan(value.node()).end());
  }

  private static TextEdit remove(int start, int end) {
    return new TextEdit(new Span(Math.min(start, end), end), "");
  }
}
