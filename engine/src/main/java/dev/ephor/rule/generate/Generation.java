package dev.ephor.rule.generate;

import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.policy.SelectorReader;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one rule makes for one trigger. Patterns are added one after another and see what the ones
 * before have made, as in a cluster in which there is nothing but the trigger and the sources of
 * clones. For one thread.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/generate/">Kyverno: generate
 *     rules</a>
 */
public final class Generation {

  /** What a copy does not take over. */
  private static final List<String> OWN =
      List.of("uid", "selfLink", "creationTimestamp", "managedFields", "resourceVersion");

  private final Owner owner;
  private final boolean synchronize;
  private final List<MapValue> existing;
  private final Map<Target, MapValue> made = new LinkedHashMap<>();

  /**
   * @param synchronize whether what exists already is brought up to date
   * @param existing what can be cloned
   */
  public Generation(Owner owner, boolean synchronize, List<MapValue> existing) {
    this.owner = owner;
    this.synchronize = synchronize;
    this.existing = new ArrayList<>(existing);
    this.existing.add(0, owner.trigger().root());
  }

  /** What was made, in that order. */
  public List<MapValue> documents() {
    return List.copyOf(made.values());
  }

  /**
   * Makes what a pattern says.
   *
   * @param pattern a {@code generate} clause or an entry of its {@code foreach}, without variables
   * @return null, or why nothing can be made
   */
  public @Nullable NotGenerated add(MapValue pattern) {
    for (String field : List.of("apiVersion", "kind", "namespace", "name")) {
      Value value = pattern.child(field);
      if (value != null && !value.isNull() && value.asString() == null) {
        return new NotGenerated(field + " is not a string but of type " + value.typeName(), value);
      }
    }
    Target target =
        new Target(
            text(pattern, "apiVersion"),
            text(pattern, "kind"),
            text(pattern, "namespace"),
            text(pattern, "name"));
    MapValue clone = pattern.map("clone");
    MapValue cloneList = pattern.map("cloneList");
    if (clone != null && !text(clone, "name").isEmpty()) {
      Target source =
          new Target(
              target.apiVersion(), target.kind(), text(clone, "namespace"), text(clone, "name"));
      return clone(source, target, clone);
    }
    ListValue kinds = cloneList == null ? null : cloneList.list("kinds");
    return cloneList == null || kinds == null || kinds.isEmpty()
        ? addData(target, pattern)
        : cloneAll(kinds, cloneList, target.namespace());
  }

  private @Nullable NotGenerated addData(Target target, MapValue pattern) {
    Value written = pattern.child("data");
    if (written != null && !written.isNull() && !(written instanceof MapValue)) {
      return new NotGenerated("data is not an object but of type " + written.typeName(), written);
    }
    boolean exists = find(target) != null;
    if (exists && !synchronize) {
      return null;
    }
    MapValue content =
        written instanceof MapValue data ? data : MapValue.empty(pattern.source(), pattern.node());
    put(target, content, pattern, exists);
    return null;
  }

  private @Nullable NotGenerated cloneAll(
      ListValue kinds, MapValue cloneList, String targetNamespace) {
    String namespace = text(cloneList, "namespace");
    MapValue written = cloneList.map("selector");
    LabelSelector selector = written == null ? null : SelectorReader.read(written);
    for (Value item : kinds.values()) {
      String kind = item.asString() == null ? "" : item.asString();
      int slash = kind.lastIndexOf('/');
      String version = slash < 0 ? "" : kind.substring(0, slash);
      for (MapValue source : List.copyOf(existing)) {
        Target origin = Target.of(source);
        if (!origin.ofKind(version, kind.substring(slash + 1))
            || (!namespace.isEmpty() && !origin.namespace().equals(namespace))
            || (selector != null && !selector.matches(labels(source)))
            || origin.namespace().equals(targetNamespace)) {
          continue;
        }
        Target target =
            new Target(origin.apiVersion(), origin.kind(), targetNamespace, origin.name());
        NotGenerated problem = clone(origin, target, item);
        if (problem != null) {
          return problem;
        }
      }
    }
    return null;
  }

  private @Nullable NotGenerated clone(Target source, Target target, Value clause) {
    if (source.namespace().equals(target.namespace()) && source.name().equals(target.name())) {
      return null;
    }
    MapValue found = find(source);
    if (found == null) {
      return new NotGenerated("source resource " + source + " not found", clause);
    }
    MapValue copy = withoutOwn(Owner.labelCopy(found, clause), source, target);
    put(target, copy, clause, find(target) != null);
    return null;
  }

  private static MapValue withoutOwn(MapValue document, Target source, Target target) {
    MapValue metadata = document.map("metadata");
    if (metadata == null) {
      return document;
    }
    for (String field : OWN) {
      metadata = metadata.without(field);
    }
    if (!source.namespace().equals(target.namespace())) {
      metadata = metadata.without("ownerReferences");
    }
    return document.with("metadata", metadata);
  }

  /** An object that was there before is brought up to date without being counted as made. */
  private void put(Target target, MapValue content, Value clause, boolean exists) {
    if (exists && !synchronize) {
      return;
    }
    MapValue document = owner.label(addressed(target, content, clause), clause);
    if (!exists || made.containsKey(target)) {
      made.put(target, document);
    }
  }

  /** A document with the name, namespace and type of its target. */
  private static MapValue addressed(Target target, MapValue content, Value clause) {
    MapValue metadata = content.map("metadata");
    MapValue.Builder named =
        (metadata == null
                ? MapValue.empty(clause.source(), clause.node())
                : metadata.without("name").without("namespace"))
            .toBuilder();
    if (!target.name().isEmpty()) {
      named.put("name", scalar(target.name(), clause));
    }
    if (!target.namespace().isEmpty()) {
      named.put("namespace", scalar(target.namespace(), clause));
    }
    Value kind = content.child("kind");
    boolean ownKind = kind != null && !text(content, "kind").isEmpty();
    MapValue.Builder document = MapValue.builder(content.source(), content.node());
    document.put("apiVersion", scalar(target.apiVersion(), clause));
    document.put("kind", kind != null && ownKind ? kind : scalar(target.kind(), clause));
    for (int i = 0; i < content.size(); i++) {
      if (!document.contains(content.keyAt(i))) {
        document.put(content.keyAt(i), content.valueAt(i));
      }
    }
    return document.put("metadata", named.build()).build();
  }

  private @Nullable MapValue find(Target target) {
    MapValue known = made.get(target);
    if (known != null) {
      return known;
    }
    for (MapValue document : existing) {
      if (target.is(document)) {
        return document;
      }
    }
    return null;
  }

  private static Map<String, String> labels(MapValue document) {
    MapValue metadata = document.map("metadata");
    MapValue labels = metadata == null ? null : metadata.map("labels");
    Map<String, String> strings = new LinkedHashMap<>();
    for (int i = 0; labels != null && i < labels.size(); i++) {
      String value = labels.valueAt(i).asString();
      if (value != null) {
        strings.put(labels.keyAt(i), value);
      }
    }
    return strings;
  }

  private static Scalar scalar(String text, Value origin) {
    return new Scalar(text, origin.source(), origin.node());
  }

  private static String text(MapValue map, String field) {
    String text = map.string(field);
    return text == null ? "" : text;
  }
}
