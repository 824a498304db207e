package dev.ephor.ide.names;

import dev.ephor.ide.names.Name.ObjectName;
import dev.ephor.ide.names.Name.PolicyName;
import dev.ephor.ide.names.Occurrence.Role;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the names of one document. */
final class DocumentNames {

  private final YamlDocument document;
  private final List<Occurrence> found = new ArrayList<>();

  private DocumentNames(YamlDocument document) {
    this.document = document;
  }

  /** The names of a document, those of a list of objects included. */
  static List<Occurrence> of(YamlDocument document) {
    DocumentNames names = new DocumentNames(document);
    names.read(document.root());
    return List.copyOf(names.found);
  }

  private void read(Value value) {
    if (!(value instanceof MapValue map)) {
      return;
    }
    String version = text(map, "apiVersion");
    String kind = text(map, "kind");
    ListValue items = map.list("items");
    if (kind.endsWith("List") && items != null) {
      items.values().forEach(this::read);
    } else if (version.startsWith("cli.kyverno.io/")) {
      ToolNames.of(map, kind, this);
    } else if (kind.equals("PolicyException")) {
      ExceptionNames.of(map, version, this);
    } else if (PolicyNames.isPolicy(version, kind)) {
      PolicyNames.of(map, version, kind, this);
    } else if (!version.isEmpty() && !kind.isEmpty()) {
      MapValue metadata = map.map("metadata");
      if (metadata != null) {
        give(
            new ObjectName(kind, text(metadata, "namespace"), text(metadata, "name")),
            metadata.child("name"));
      }
    }
  }

  YamlDocument document() {
    return document;
  }

  static String text(@Nullable MapValue map, String key) {
    return map == null ? "" : Objects.requireNonNullElse(map.string(key), "");
  }

  static List<MapValue> maps(@Nullable MapValue in, String key) {
    ListValue list = in == null ? null : in.list(key);
    List<MapValue> maps = new ArrayList<>();
    for (Value value : list == null ? List.<Value>of() : list.values()) {
      if (value instanceof MapValue map) {
        maps.add(map);
      }
    }
    return maps;
  }

  static List<Value> values(@Nullable MapValue in, String key) {
    ListValue list = in == null ? null : in.list(key);
    return list == null ? List.of() : list.values();
  }

  void give(Name name, @Nullable Value written) {
    add(name, Role.GIVEN, written, 0, List.of());
  }

  void use(Name name, @Nullable Value written, List<String> within) {
    add(name, Role.USED, written, 0, within);
  }

  /**
   * Notes a use.
   *
   * @param skip how many characters stand before the name in the text: a namespace, a prefix
   */
  void use(Name name, @Nullable Value written, int skip, List<String> within) {
    add(name, Role.USED, written, skip, within);
  }

  void use(Name name, Span span) {
    found.add(new Occurrence(name, Role.USED, span, List.of()));
  }

  private void add(Name name, Role role, @Nullable Value written, int skip, List<String> within) {
    String text = written == null ? null : written.asString();
    if (written == null || text == null || text.isEmpty() || name.text().isEmpty()) {
      return;
    }
    if (document.kind(written.node()) != NodeKind.ALIAS) {
      Span inText = new Span(Math.min(skip, text.length()), text.length());
      found.add(
          new Occurrence(name, role, document.sourceMap(written.node()).toSource(inText), within));
    }
  }

  /** A policy as other files write it: a name, or namespace, slash and name. */
  static PolicyName policy(Set<String> kinds, String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new PolicyName(kinds, "", text)
        : new PolicyName(kinds, text.substring(0, slash), text.substring(slash + 1));
  }
}
