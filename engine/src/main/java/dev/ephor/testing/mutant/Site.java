package dev.ephor.testing.mutant;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A node of a policy, and how it may be changed.
 *
 * @param document the policy's
 * @param path the way to the node
 * @param meaning what the place may hold
 * @param inside the dialect of what holds it
 * @param found where changes are put
 */
record Site(
    YamlDocument document, NodePath path, Meaning meaning, Dialect inside, List<Mutant> found) {

  Value value() {
    return path.value();
  }

  /** The entry's key as it is written; null for an item of a list and for the root. */
  @Nullable String key() {
    NodePath.Step last = last();
    return last == null ? null : last.key();
  }

  private NodePath.@Nullable Step last() {
    return path.steps().isEmpty() ? null : path.steps().get(path.steps().size() - 1);
  }

  /** The keys on the way from the top, items of lists left out. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (NodePath.Step step : path.steps()) {
      if (step.key() != null) {
        keys.add(step.key());
      }
    }
    return keys;
  }

  /** The last of {@link #keys}; empty at the root. */
  String nearestKey() {
    List<String> keys = keys();
    return keys.isEmpty() ? "" : keys.get(keys.size() - 1);
  }

  /** How many entries or items the collection has that holds the node. */
  int siblings() {
    NodePath.Step last = last();
    return last == null
        ? 0
        : last.in() instanceof MapValue map ? map.size() : ((ListValue) last.in()).size();
  }

  /** The collection that holds the node. */
  @Nullable Value holder() {
    NodePath.Step last = last();
    return last == null ? null : last.in();
  }

  /** Whether the node is an item of a list. */
  boolean isItem() {
    NodePath.Step last = last();
    return last != null && last.key() == null;
  }

  /** The name of the rule that the node is in; empty where rules have no names. */
  String rule() {
    for (NodePath.Step step : path.steps()) {
      if (step.key() == null && step.value() instanceof MapValue rule) {
        boolean named = rule.containsKey("match") || rule.containsKey("name");
        return keys().size() > 1 && keys().get(1).equals("rules") && named
            ? Objects.requireNonNullElse(rule.string("name"), "")
            : "";
      }
    }
    return "";
  }

  /** Another scalar instead of this one. */
  void replace(Family family, String what, Object content) {
    Span span = document.valueSpan(value().node());
    if (document.kind(value().node()) != NodeKind.ALIAS && !span.isEmpty()) {
      add(family, span, what, new TextEdit(span, written(content)));
    }
  }

  /** Another key instead of this one. */
  void rename(Family family, String what, String key) {
    Span span = document.keySpan(value().node());
    boolean taken = holder() instanceof MapValue map && map.containsKey(key);
    if (!span.isEmpty() && !taken) {
      boolean plain = key.chars().allMatch(Character::isLetterOrDigit);
      add(family, span, what, new TextEdit(span, plain ? key : GoJson.quote(key)));
    }
  }

  /** The entry or item is taken out; the only one leaves an empty collection. */
  void drop(Family family, String what) {
    NodePath.Step last = last();
    if (last == null) {
      return;
    }
    Span span = document.keySpan(value().node());
    Span shown = span.isEmpty() || isItem() ? document.valueSpan(value().node()) : span;
    add(family, shown, what, Cut.of(document, last));
  }

  void add(Family family, Span span, String what, TextEdit edit) {
    found.add(new Mutant(family, rule(), span, what, edit));
  }

  private static String written(Object content) {
    return content instanceof String text ? GoJson.quote(text) : String.valueOf(content);
  }
}
