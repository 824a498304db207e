package dev.ephor.testing;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text of an expectation. It is changed where it stands; of several results the one that is
 * expected already, or else the first, keeps the place and the comments.
 *
 * @param placed the test's document
 * @param expected the expectation
 */
record ResultEntry(PlacedDocument placed, ExpectedResult expected) {

  private YamlDocument yaml() {
    return placed.yaml();
  }

  /** The edits that expect another result; empty where none is written that could be replaced. */
  Optional<List<TextEdit>> said(String result) {
    return replaced(result).map(edit -> List.of(shifted(edit)));
  }

  private Optional<TextEdit> replaced(String result) {
    Value value = TestSchema.field(expected.node(), "result");
    if (value == null || isElsewhere(value) || yaml().valueSpan(value.node()).isEmpty()) {
      return Optional.empty();
    }
    Span span = yaml().valueSpan(value.node());
    String quote =
        switch (yaml().kind(value.node())) {
          case SINGLE_QUOTED -> "'";
          case DOUBLE_QUOTED -> "\"";
          default -> "";
        };
    return Optional.of(new TextEdit(span, quote + result + quote));
  }

  /**
   * The edits that make several expectations of it, one for each result.
   *
   * @param byResult the numbers of the resources that come to each
   */
  Optional<List<TextEdit>> split(Map<String, List<Integer>> byResult) {
    Value names = TestSchema.field(expected.node(), "resources");
    if (!(names instanceof ListValue list) || isElsewhere(list) || isElsewhere(expected.node())) {
      return Optional.empty();
    }
    String stays =
        byResult.containsKey(expected.result())
            ? expected.result()
            : byResult.keySet().iterator().next();
    int node = expected.node().node();
    boolean flow = yaml().parent(node) >= 0 && yaml().kind(yaml().parent(node)) == NodeKind.FLOW;
    int start = flow ? yaml().valueSpan(node).start() : yaml().keySpan(node).start();
    int end = Math.max(yaml().valueSpan(node).end(), start);
    if (!flow) {
      end = lineEnd(end > start && yaml().text().charAt(end - 1) == '\n' ? end - 1 : end);
    }
    List<TextEdit> edits = new ArrayList<>();
    StringBuilder others = new StringBuilder();
    for (Map.Entry<String, List<Integer>> one : byResult.entrySet()) {
      List<TextEdit> own = new ArrayList<>(only(list, one.getValue()));
      if (!one.getKey().equals(expected.result())) {
        TextEdit result = replaced(one.getKey()).orElse(null);
        if (result == null) {
          return Optional.empty();
        }
        own.add(result);
      }
      if (one.getKey().equals(stays)) {
        edits.addAll(own);
      } else {
        String indent = " ".repeat(start - lineStart(start));
        others.append(flow ? ", " : lineBreak() + indent).append(with(own, start, end));
      }
    }
    edits.add(new TextEdit(Span.at(end), others.toString()));
    return Optional.of(
        edits.stream()
            .sorted(Comparator.comparingInt(edit -> edit.span().start()))
            .map(this::shifted)
            .toList());
  }

  /** A part of the text with edits that lie in it. */
  private String with(List<TextEdit> edits, int start, int end) {
    return TextEdit.applied(
        yaml().text().substring(start, end),
        edits.stream()
            .sorted(Comparator.comparingInt(edit -> edit.span().start()))
            .map(edit -> edit.shift(-start))
            .toList());
  }

  /** Leaves some of the list's items. */
  private List<TextEdit> only(ListValue list, List<Integer> kept) {
    List<TextEdit> edits = new ArrayList<>();
    if (yaml().kind(list.node()) == NodeKind.FLOW) {
      List<String> names = new ArrayList<>();
      for (int item : kept) {
        names.add(slice(yaml().valueSpan(list.at(item).node())));
      }
      edits.add(new TextEdit(yaml().valueSpan(list.node()), "[" + String.join(", ", names) + "]"));
      return edits;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!kept.contains(i)) {
        int start = lineStart(yaml().keySpan(list.at(i).node()).start());
        int end = lineEnd(yaml().valueSpan(list.at(i).node()).end());
        // The line break before it goes with it, so that a last line needs none.
        edits.add(new TextEdit(new Span(Math.max(0, beforeBreak(start)), end), ""));
      }
    }
    return edits;
  }

  private boolean isElsewhere(@Nullable Value value) {
    return value != null && yaml().kind(value.node()) == NodeKind.ALIAS;
  }

  private String slice(Span span) {
    return yaml().text().substring(span.start(), span.end());
  }

  private String lineBreak() {
    return yaml().text().contains("\r\n") ? "\r\n" : "\n";
  }

  private int lineStart(int offset) {
    return yaml().text().lastIndexOf('\n', offset - 1) + 1;
  }

  private int beforeBreak(int lineStart) {
    int at = lineStart - 1;
    return at > 0 && yaml().text().charAt(at - 1) == '\r' ? at - 1 : at;
  }

  private int lineEnd(int offset) {
    int end = yaml().text().indexOf('\n', offset);
    int whole = end < 0 ? yaml().text().length() : end;
    return whole > offset && yaml().text().charAt(whole - 1) == '\r' ? whole - 1 : whole;
  }

  private TextEdit shifted(TextEdit edit) {
    return edit.shift(placed.start());
  }
}
