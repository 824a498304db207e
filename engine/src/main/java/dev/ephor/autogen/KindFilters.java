package dev.ephor.autogen;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code match} and {@code exclude} say of kinds, and how they say it of other kinds. */
final class KindFilters {

  private static final String POD = "Pod";

  private KindFilters() {}

  /** The {@code resources} maps of a rule's match and exclude blocks. */
  static List<MapValue> descriptions(MapValue rule) {
    List<MapValue> descriptions = new ArrayList<>(descriptionsOf(rule.map("match")));
    descriptions.addAll(descriptionsOf(rule.map("exclude")));
    return descriptions;
  }

  /** Whether a rule matches pods and, where it excludes kinds, excludes pods too. */
  static boolean concernsPods(MapValue rule) {
    List<MapValue> matched = descriptionsOf(rule.map("match"));
    List<MapValue> excluded = descriptionsOf(rule.map("exclude"));
    boolean excludesKinds = excluded.stream().anyMatch(one -> !kinds(one).isEmpty());
    return matched.stream().anyMatch(KindFilters::namesPods)
        && (!excludesKinds || excluded.stream().anyMatch(KindFilters::namesPods));
  }

  /**
   * Whether a description can be carried over to controllers: not by name, label or annotation,
   * which a pod and its controller do not share, nor where pods are one of several kinds.
   */
  static boolean mayBeGenerated(MapValue description) {
    ListValue names = description.list("names");
    String name = description.string("name");
    return (name == null || name.isEmpty())
        && (names == null || names.isEmpty())
        && isAbsent(description.child("selector"))
        && isAbsent(description.child("annotations"))
        && !(kinds(description).size() > 1 && namesPods(description));
  }

  static List<String> kinds(MapValue description) {
    ListValue list = description.list("kinds");
    List<String> kinds = new ArrayList<>();
    for (Value kind : list == null ? List.<Value>of() : list.values()) {
      String text = kind.asString();
      if (text != null) {
        kinds.add(text);
      }
    }
    return kinds;
  }

  /**
   * A match or exclude block for other kinds: in {@code any} and {@code all} those entries that
   * name pods, or every entry; otherwise the block's own resources.
   *
   * @param always whether a plain block without kinds gets them, as match blocks do
   */
  static MapValue withKinds(MapValue block, List<String> kinds, boolean every, boolean always) {
    for (String key : List.of("any", "all")) {
      ListValue entries = block.list(key);
      if (entries != null && !entries.isEmpty()) {
        List<Value> replaced = new ArrayList<>();
        for (Value entry : entries.values()) {
          replaced.add(entry instanceof MapValue map ? entryWith(map, kinds, every) : entry);
        }
        return block.with(key, ListValue.of(replaced, entries.source(), entries.node()));
      }
    }
    MapValue resources = block.map("resources");
    if (!always && (resources == null || kinds(resources).isEmpty())) {
      return block;
    }
    return block.with("resources", descriptionWith(resources, block, kinds));
  }

  private static Value entryWith(MapValue entry, List<String> kinds, boolean every) {
    MapValue resources = entry.map("resources");
    boolean pods = resources != null && namesPods(resources);
    return every || pods
        ? entry.with("resources", descriptionWith(resources, entry, kinds))
        : entry;
  }

  private static MapValue descriptionWith(
      @Nullable MapValue description, MapValue around, List<String> kinds) {
    MapValue base =
        description == null ? MapValue.empty(around.source(), around.node()) : description;
    Value old = base.child("kinds");
    Value origin = old == null ? base : old;
    Source source = origin.source();
    List<Value> list = new ArrayList<>();
    for (String kind : kinds) {
      list.add(new Scalar(kind, source, origin.node()));
    }
    return base.with("kinds", ListValue.of(list, source, origin.node()));
  }

  private static List<MapValue> descriptionsOf(@Nullable MapValue block) {
    List<MapValue> descriptions = new ArrayList<>();
    if (block == null) {
      return descriptions;
    }
    addResources(block, descriptions);
    for (String key : List.of("any", "all")) {
      ListValue entries = block.list(key);
      for (Value entry : entries == null ? List.<Value>of() : entries.values()) {
        if (entry instanceof MapValue map) {
          addResources(map, descriptions);
        }
      }
    }
    return descriptions;
  }

  private static void addResources(MapValue holder, List<MapValue> descriptions) {
    MapValue resources = holder.map("resources");
    if (resources != null) {
      descriptions.add(resources);
    }
  }

  private static boolean namesPods(MapValue description) {
    return kinds(description).stream().anyMatch(kind -> KindSelector.of(kind).kind().equals(POD));
  }

  private static boolean isAbsent(@Nullable Value value) {
    return value == null || value.isNull();
  }
}
