package dev.ephor.ide.outline;

import dev.ephor.ide.outline.Symbol.Kind;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the symbols of one document: gives them spans, and keeps out what stands elsewhere, as the
 * children of an alias do.
 */
final class SymbolTree {

  /** More symbols than this of one document are not shown: nobody reads them. */
  private static final int MAX_SYMBOLS = 5_000;

  private static final int LONGEST_NAME = 80;

  private final PlacedDocument document;
  private int left = MAX_SYMBOLS;

  SymbolTree(PlacedDocument document) {
    this.document = document;
  }

  /**
   * A symbol.
   *
   * @param named the value whose text is the name; null where it has none, and then its key is
   *     selected
   */
  Symbol symbol(
      String name,
      String detail,
      Kind kind,
      Value value,
      @Nullable Value named,
      List<Symbol> children) {
    Span whole = span(value);
    Span selection = named == null ? key(value, whole) : value(named);
    return new Symbol(
        shown(name),
        shownDetail(detail),
        kind,
        whole,
        whole.covers(selection) ? selection : new Span(whole.start(), whole.start()),
        children.stream()
            .filter(child -> whole.covers(child.span()))
            .sorted(Comparator.comparingInt(child -> child.span().start()))
            .toList());
  }

  /** Whether one more symbol is shown. */
  boolean takes() {
    return left-- > 0;
  }

  /** The maps that a list under a key holds; those of an alias are not here. */
  List<MapValue> items(MapValue parent, String key) {
    Value list = parent.child(key);
    if (list == null || !isHere(list)) {
      return List.of();
    }
    List<Value> items = list instanceof dev.ephor.value.ListValue many ? many.values() : List.of();
    List<MapValue> maps = new ArrayList<>();
    for (Value item : items) {
      if (item instanceof MapValue map && takes()) {
        maps.add(map);
      }
    }
    return maps;
  }

  /** Whether what a value holds is written where it is, and not at an anchor. */
  boolean isHere(Value value) {
    return document.yaml().kind(value.node()) != NodeKind.ALIAS;
  }

  private Span span(Value value) {
    Span key = document.yaml().keySpan(value.node());
    Span content = document.yaml().valueSpan(value.node());
    return new Span(key.start(), Math.max(key.end(), content.end())).shift(document.start());
  }

  private Span key(Value value, Span whole) {
    Span key = document.yaml().keySpan(value.node()).shift(document.start());
    return key.isEmpty() ? new Span(whole.start(), whole.start()) : key;
  }

  private Span value(Value value) {
    return document.yaml().valueSpan(value.node()).shift(document.start());
  }

  private static String shown(String name) {
    String line = shownDetail(name);
    return line.isEmpty() ? "(no name)" : line;
  }

  private static String shownDetail(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= LONGEST_NAME
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }

  /** The texts of several parts that are there, between blanks. */
  static String joined(@Nullable String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      if (part != null && !part.isBlank()) {
        all.append(all.isEmpty() ? "" : " ").append(part);
      }
    }
    return all.toString();
  }

  /** What a list's name says of one of its items: {@code containers} of a container. */
  static String singular(String list) {
    String lower = list.toLowerCase(Locale.ROOT);
    boolean plural = lower.endsWith("s") && !lower.endsWith("ss") && !lower.endsWith("us");
    return plural ? list.substring(0, list.length() - 1) : list;
  }
}
