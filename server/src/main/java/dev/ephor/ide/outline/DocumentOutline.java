package dev.ephor.ide.outline;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.ide.outline.Symbol.Kind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outline of a file: its documents, and the named things in them. */
public final class DocumentOutline {

  private DocumentOutline() {}

  /** One symbol for each document that is something; none for a file that is not ours. */
  public static List<Symbol> of(Snapshot snapshot, FileId file) {
    List<Symbol> symbols = new ArrayList<>();
    for (PlacedDocument document : DocumentKind.ours(snapshot, file)) {
      Symbol symbol = document(file, new SymbolTree(document), document.yaml().root(), true);
      if (symbol != null) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  /**
   * The symbol of a document or of an item of a list; null where it is nothing.
   *
   * @param parts whether to look into resources, too
   */
  static @Nullable Symbol document(FileId file, SymbolTree tree, Value root, boolean parts) {
    if (!(root instanceof MapValue map) || map.isEmpty()) {
      return null;
    }
    return switch (DocumentKind.of(file, map)) {
      case OTHER -> null;
      case POLICY -> object(tree, map, Kind.POLICY, PolicyOutline.of(tree, map));
      case EXCEPTION -> object(tree, map, Kind.EXCEPTION, parts ? exempted(tree, map) : List.of());
      case TEST -> object(tree, map, Kind.TEST, parts ? expectations(tree, map) : List.of());
      case LIST -> object(tree, map, Kind.LIST, items(file, tree, map, parts));
      case TOOL, RESOURCE ->
          object(tree, map, Kind.RESOURCE, parts ? ManifestOutline.of(tree, map) : List.of());
      case SETTINGS -> settings(file, tree, map);
    };
  }

  private static Symbol object(SymbolTree tree, MapValue map, Kind kind, List<Symbol> children) {
    String type = Objects.requireNonNullElse(map.string("kind"), "");
    MapValue metadata = map.map("metadata");
    Value name = metadata == null ? null : metadata.child("name");
    if (name == null && metadata != null) {
      name = metadata.child("generateName");
    }
    if (name == null) {
      name = map.child("name"); // old tests
    }
    String written = name == null || name.asString() == null ? "" : name.asString();
    String namespace = metadata == null ? null : metadata.string("namespace");
    String detail = SymbolTree.joined(type, namespace == null ? null : "in " + namespace);
    return written.isEmpty()
        ? tree.symbol(
            type.isEmpty() ? fallback(kind) : type, "", kind, map, map.child("kind"), children)
        : tree.symbol(
            written, detail.isEmpty() ? fallback(kind) : detail, kind, map, name, children);
  }

  private static String fallback(Kind kind) {
    return kind == Kind.TEST ? "Test" : "";
  }

  private static List<Symbol> items(FileId file, SymbolTree tree, MapValue list, boolean parts) {
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue item : tree.items(list, "items")) {
      Symbol symbol = tree.isHere(item) ? document(file, tree, item, parts) : null;
      if (symbol != null) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  private static Symbol settings(FileId file, SymbolTree tree, MapValue map) {
    List<Symbol> entries = new ArrayList<>();
    for (int i = 0; i < map.size() && tree.takes(); i++) {
      entries.add(tree.symbol(map.keyAt(i), "", Kind.ENTRY, map.valueAt(i), null, List.of()));
    }
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return tree.symbol(name, "settings of Ephor", Kind.SETTINGS, map, null, entries);
  }

  private static List<Symbol> exempted(SymbolTree tree, MapValue exception) {
    MapValue spec = exception.map("spec");
    if (spec == null) {
      return List.of();
    }
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue each : tree.items(spec, "exceptions")) {
      Value name = each.child("policyName");
      ListValue rules = each.list("ruleNames");
      String detail = rules == null ? "" : String.join(", ", strings(rules));
      symbols.add(tree.symbol(text(name), detail, Kind.ENTRY, each, name, List.of()));
    }
    for (MapValue each : tree.items(spec, "policyRefs")) {
      Value name = each.child("name");
      String detail = Objects.requireNonNullElse(each.string("kind"), "");
      symbols.add(tree.symbol(text(name), detail, Kind.ENTRY, each, name, List.of()));
    }
    return symbols;
  }

  private static List<Symbol> expectations(SymbolTree tree, MapValue test) {
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue each : tree.items(test, "results")) {
      Value policy = each.child("policy");
      String rule = Objects.requireNonNullElse(each.string("rule"), "");
      String name = text(policy) + (rule.isEmpty() ? "" : "/" + rule);
      String detail = SymbolTree.joined(each.string("result"), each.string("kind"));
      symbols.add(tree.symbol(name, detail, Kind.EXPECTATION, each, policy, List.of()));
    }
    return symbols;
  }

  static String text(@Nullable Value value) {
    return value == null || value.asString() == null ? "" : value.asString();
  }

  private static List<String> strings(ListValue list) {
    return list.values().stream().map(DocumentOutline::text).filter(t -> !t.isEmpty()).toList();
  }
}
