package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.policy.SelectorReader;
import dev.ephor.rule.cel.PluralName;
import dev.ephor.schema.Field;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code generate} clause of a rule as calls of {@code generator.Apply}. */
final class GenerateCel {

  private static final Set<String> HEAD = Set.of("apiVersion", "kind", "metadata", "status");

  private final PolicyDraft draft;
  private final Map<String, Val> names;
  private final @Nullable Schema schema;

  GenerateCel(PolicyDraft draft, Map<String, Val> names, @Nullable Schema schema) {
    this.draft = draft;
    this.names = names;
    this.schema = schema;
  }

  /** Adds what is generated, and the variables that are used, to the draft. */
  void add(MapValue generate) throws NotConvertible {
    ListValue loops = generate.list("foreach");
    if (loops == null) {
      add(generate, new LiteralCel(names, schema));
      return;
    }
    for (Value loop : loops.values()) {
      if (loop instanceof MapValue map) {
        loop(map);
      }
    }
  }

  private void add(MapValue generate, LiteralCel literals) throws NotConvertible {
    MapValue clone = generate.map("clone");
    MapValue cloneList = generate.map("cloneList");
    String namespace = text(generate, "namespace", literals);
    if (clone != null && clone.string("name") != null) {
      clone(generate, clone, namespace, literals);
    } else if (cloneList != null && cloneList.list("kinds") != null) {
      cloneAll(cloneList, namespace, literals);
    } else {
      draft.generations.add(apply(namespace, data(generate, literals, "  ")));
    }
  }

  private static String apply(String namespace, String document) {
    return document.indexOf('\n') < 0 && document.length() < Cel.WIDTH / 2
        ? "generator.Apply(" + namespace + ", [" + document + "])"
        : "generator.Apply(" + namespace + ", [\n  " + document + "\n])";
  }

  private static String text(MapValue clause, String key, LiteralCel literals)
      throws NotConvertible {
    return literals.text(Objects.requireNonNullElse(clause.string(key), ""), clause);
  }

  /** A document with the name and type of its target; its namespace is an argument of the call. */
  private static String data(MapValue generate, LiteralCel literals, String indent)
      throws NotConvertible {
    Value written = generate.child("data");
    if (written != null && !written.isNull() && !(written instanceof MapValue)) {
      throw new NotConvertible(written, "data that is no map");
    }
    MapValue data =
        written instanceof MapValue map ? map : MapValue.empty(generate.source(), generate.node());
    MapValue own = data.map("metadata");
    MapValue.Builder metadata = MapValue.builder(generate.source(), generate.node());
    metadata.put("name", Scalar.of(Objects.requireNonNullElse(generate.string("name"), "")));
    if (own != null) {
      own.keys().stream()
          .filter(key -> !key.equals("name") && !key.equals("namespace"))
          .forEach(key -> metadata.put(key, Objects.requireNonNull(own.child(key))));
    }
    MapValue.Builder document = MapValue.builder(generate.source(), generate.node());
    for (String key : List.of("apiVersion", "kind")) {
      document.put(key, Scalar.of(Objects.requireNonNullElse(generate.string(key), "")));
    }
    document.put("metadata", metadata.build());
    for (String key : data.keys()) {
      if (!HEAD.contains(key) || key.equals("status")) {
        document.put(key, Objects.requireNonNull(data.child(key)));
      }
    }
    return literals.of(document.build(), indent);
  }

  private void clone(MapValue generate, MapValue clone, String namespace, LiteralCel literals)
      throws NotConvertible {
    GroupVersionKind type =
        GroupVersionKind.of(
            String.valueOf(generate.string("apiVersion")), String.valueOf(generate.string("kind")));
    String source = text(clone, "name", literals);
    String there = text(clone, "namespace", literals);
    String name = text(generate, "name", literals);
    draft.variables.put("source", objects("Get", type, there) + ", " + source + ")");
    if (name.equals(source)) {
      elsewhere(namespace, there);
      draft.generations.add(apply(namespace, "variables.source"));
    } else {
      draft.generations.add(apply(namespace, copy(type, name, clone)));
    }
  }

  /** The beginning of a call that asks for objects of a type. */
  private static String objects(String function, GroupVersionKind type, String namespace) {
    String plural = KubernetesIndex.plural(type).orElse(PluralName.of(type));
    return "resource."
        + function
        + "("
        + Cel.quoted(type.apiVersion())
        + ", "
        + Cel.quoted(plural)
        + ", "
        + namespace;
  }

  /** Nothing is copied upon itself. */
  private void elsewhere(String namespace, String source) {
    if (!namespace.startsWith("'")) {
      draft.matchConditions.add(
          new PolicyDraft.Named("not-the-source", Cel.compare(namespace, "!=", source).line()));
    }
  }

  /** The source under another name: CEL has no means to change one field of an object. */
  private static String copy(GroupVersionKind type, String name, Value clause)
      throws NotConvertible {
    ObjectSchema known = KubernetesIndex.type(type);
    if (known == null) {
      throw new NotConvertible(clause, "a clone under another name of a kind that is not known");
    }
    List<String> lines = new ArrayList<>();
    lines.add("'apiVersion': " + Cel.quoted(type.apiVersion()));
    lines.add("'kind': " + Cel.quoted(type.kind()));
    String more = "    ?%s: variables.source.metadata.?%s";
    lines.add(
        "'metadata': {\n      'name': "
            + name
            + ",\n  "
            + more.formatted("'labels'", "labels")
            + ",\n  "
            + more.formatted("'annotations'", "annotations")
            + "\n    }");
    for (Field field : known.fields()) {
      if (!HEAD.contains(field.name())) {
        lines.add("?" + Cel.quoted(field.name()) + ": variables.source.?" + field.name());
      }
    }
    return "{\n    " + String.join(",\n    ", lines) + "\n  }";
  }

  private void cloneAll(MapValue cloneList, String namespace, LiteralCel literals)
      throws NotConvertible {
    String there = text(cloneList, "namespace", literals);
    if (there.equals("''")) {
      throw new NotConvertible(cloneList, "a cloneList without a namespace");
    }
    elsewhere(namespace, there);
    MapValue written = cloneList.map("selector");
    LabelSelector selector = written == null ? null : SelectorReader.read(written);
    for (Value item : Objects.requireNonNull(cloneList.list("kinds")).values()) {
      String kind = Objects.requireNonNullElse(item.asString(), "");
      int slash = kind.lastIndexOf('/');
      if (slash < 0) {
        throw new NotConvertible(item, "a kind of a cloneList without its version");
      }
      GroupVersionKind type =
          GroupVersionKind.of(kind.substring(0, slash), kind.substring(slash + 1));
      String plural = KubernetesIndex.plural(type).orElse(PluralName.of(type));
      String list = objects("List", type, there) + ").items";
      if (selector != null) {
        Ref one = Ref.of("item", KubernetesIndex.type(type));
        Cel selected = FilterCel.labels(cloneList, selector, one.child("metadata").present());
        list += ".filter(item, " + selected.line() + ")";
      }
      draft.variables.put(plural, list);
      draft.generations.add("generator.Apply(" + namespace + ", variables." + plural + ")");
    }
  }

  /** One call for each element. */
  private void loop(MapValue loop) throws NotConvertible {
    JmesCel jmes = new JmesCel(names, schema, loop);
    Val.Each each = jmes.each(jmes.list(Objects.requireNonNullElse(loop.string("list"), "")), true);
    Map<String, Val> inner = new HashMap<>(names);
    inner.put("element", each.item());
    inner.put("element0", each.item());
    ContextCel.add(loop.list("context"), schema, inner);
    Value preconditions = loop.child("preconditions");
    Cel holds =
        preconditions == null || preconditions.isNull()
            ? Cel.Text.TRUE
            : new ConditionsCel(inner, schema).of(preconditions);
    LiteralCel literals = new LiteralCel(inner, schema);
    if (each.levels().size() != 1 || loop.map("clone") != null || loop.map("cloneList") != null) {
      throw new NotConvertible(loop, "a foreach of clones or over lists of lists");
    }
    Val.Level level = each.levels().get(0);
    Cel kept = Cel.and(Cel.and(each.guards()), holds);
    String list =
        kept.equals(Cel.Text.TRUE)
            ? level.list()
            : level.list() + ".filter(" + level.variable() + ", " + kept.line() + ")";
    String call = apply(text(loop, "namespace", literals), data(loop, literals, "  "));
    draft.generations.add(
        list + ".all(" + level.variable() + ",\n" + call.indent(2).stripTrailing() + ")");
  }
}
