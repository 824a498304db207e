package dev.ephor.rule.cel;

import dev.ephor.expression.cel.Placeholders;
import dev.ephor.text.Span;
import dev.ephor.value.GoQuote;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One document of a template, and where its parts stand in the template's text. It is read as Go's
 * {@code yaml.v3} reads it, where {@code yes} and {@code on} are words like others.
 */
final class TemplateDocument {

  private static final Set<String> TRUTHS =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");
  private static final String MERGE = "<<";

  private final YamlDocument yaml;
  private final int start;
  private final String text;
  private final Value root;

  /**
   * @param start where the document begins in the template's text
   * @param text the whole template's text
   */
  TemplateDocument(YamlDocument yaml, int start, String text) {
    this.yaml = yaml;
    this.start = start;
    this.text = text;
    this.root = asWritten(yaml.root());
  }

  /** A key that a map has twice; the text is the reader's. */
  record Repeated(Span key, String text) {}

  Value root() {
    return root;
  }

  /** Whether a part has placeholders, or what would be one if it were not escaped. */
  static boolean hasPlaceholders(Value value) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        if (Placeholders.in(map.keyAt(i)) || hasPlaceholders(map.valueAt(i))) {
          return true;
        }
      }
      return false;
    } else if (value instanceof ListValue list) {
      return list.values().stream().anyMatch(TemplateDocument::hasPlaceholders);
    }
    String scalar = value.asString();
    return scalar != null && Placeholders.in(scalar);
  }

  /** Words that only older YAML takes for a truth are words. */
  private Value asWritten(Value value) {
    if (value instanceof MapValue map) {
      MapValue.Builder made = MapValue.builder(map.source(), map.node());
      for (int i = 0; i < map.size(); i++) {
        made.put(key(map.keyAt(i), map.valueAt(i)), asWritten(map.valueAt(i)));
      }
      return made.build();
    } else if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>(list.size());
      for (Value item : list.values()) {
        items.add(asWritten(item));
      }
      return ListValue.of(items, list.source(), list.node());
    } else if (value instanceof Scalar scalar
        && scalar.content() instanceof Boolean
        && yaml.kind(scalar.node()) == NodeKind.PLAIN) {
      String written = yaml.scalarText(scalar.node());
      return TRUTHS.contains(written)
          ? scalar
          : new Scalar(written, scalar.source(), scalar.node());
    }
    return value;
  }

  /** A key as it is written, which tells {@code y} from {@code true}. */
  String key(String read, Value child) {
    return read.equals("true") || read.equals("false") ? writtenKey(child.node()) : read;
  }

  private String writtenKey(int node) {
    Span where = yaml.keySpan(node);
    String written = yaml.text().substring(where.start(), where.end());
    boolean quoted = written.startsWith("\"") || written.startsWith("'");
    return quoted ? written.substring(1, written.length() - 1) : written;
  }

  /** Where a map merges another one; null where it does not. */
  @Nullable Span mergeKey(MapValue map) {
    for (int node = map.node() + 1; node < yaml.nodeCount(); node++) {
      if (yaml.parent(node) == map.node() && writtenKey(node).equals(MERGE)) {
        return yaml.keySpan(node).shift(start);
      }
    }
    return null;
  }

  /** A key that stands twice in a map of a part; null where none does. */
  @Nullable Repeated repeated(Value value) {
    Span whole = yaml.valueSpan(value.node());
    for (Problem problem : yaml.problems()) {
      Span key = problem.span();
      if (problem.code().equals("duplicate-key")
          && whole.start() <= key.start()
          && key.end() <= whole.end()) {
        String name = yaml.text().substring(key.start(), key.end());
        String said =
            "line "
                + line(key.shift(start))
                + ": mapping key "
                + GoQuote.quote(name)
                + " already defined at line "
                + line(first(key, name).shift(start));
        return new Repeated(key.shift(start), said);
      }
    }
    return null;
  }

  /** The nearest key of the same text above one that repeats it, in the same map. */
  private Span first(Span key, String name) {
    int map = yaml.parent(yaml.nodeAt(key.start()));
    for (int node = 0; node < yaml.nodeCount(); node++) {
      if (yaml.parent(node) == map && writtenKey(node).equals(name)) {
        return yaml.keySpan(node);
      }
    }
    return key;
  }

  Span span(Value value) {
    return yaml.valueSpan(value.node()).shift(start);
  }

  Span keySpan(Value child) {
    return yaml.keySpan(child.node()).shift(start);
  }

  /** Where a part of a scalar's decoded text stands in the template's text. */
  Span within(Scalar scalar, Span decoded) {
    return yaml.sourceMap(scalar.node()).toSource(decoded).shift(start);
  }

  /** The line of the template, from 1, in which a value begins. */
  int line(Value value) {
    return line(span(value));
  }

  int line(Span where) {
    return 1 + (int) text.substring(0, where.start()).chars().filter(c -> c == '\n').count();
  }
}
