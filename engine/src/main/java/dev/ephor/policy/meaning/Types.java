package dev.ephor.policy.meaning;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The structures of the kinds that a document is of, or that a policy matches. */
final class Types {

  /** Names with wildcards that match more kinds than this say nothing of their fields. */
  private static final int MANY = 12;

  private static final Map<String, List<KubernetesIndex.Kind>> PLURALS =
      KubernetesIndex.kinds().stream().collect(Collectors.groupingBy(KubernetesIndex.Kind::plural));

  private Types() {}

  /** The structure that an object says it has; null where that is not known. */
  static @Nullable ObjectSchema named(MapValue object, Schemas schemas) {
    return schemas.of(
        Objects.requireNonNullElse(object.string("apiVersion"), ""),
        Objects.requireNonNullElse(object.string("kind"), ""));
  }

  /** The structures of a kind in whatever group and version, the newest first. */
  static List<ObjectSchema> ofKind(@Nullable String kind, Schemas schemas) {
    List<ObjectSchema> types = new ArrayList<>();
    for (GroupVersionKind known : kind == null ? List.<GroupVersionKind>of() : schemas.kinds()) {
      if (known.kind().equals(kind)) {
        ObjectSchema type = schemas.of(known.apiVersion(), known.kind());
        if (type != null && !types.contains(type)) {
          types.add(type);
        }
      }
    }
    return types;
  }

  /** An object of which nothing is known but that it is one. */
  static Meaning someObject() {
    return SomeObject.MEANING;
  }

  /** Made when it is first asked for. */
  private static final class SomeObject {
    static final Meaning MEANING = make();

    private static Meaning make() {
      Meaning text = Meaning.of(List.of(ScalarSchema.of(ScalarSchema.Kind.STRING)));
      ObjectSchema namespace =
          Objects.requireNonNull(Schemas.BUILT_IN.of("v1", "Namespace"), "the kind Namespace");
      Map<String, Meaning> fields = new LinkedHashMap<>();
      fields.put("apiVersion", text);
      fields.put("kind", text);
      fields.put("metadata", Meaning.of(List.of(namespace)).under("metadata"));
      fields.put("spec", Meaning.UNKNOWN);
      return Meaning.made(fields);
    }
  }

  /** The kinds that a rule's or a filter's {@code match} names, in the order of the text. */
  static List<ObjectSchema> matchedBy(@Nullable MapValue match, Schemas schemas) {
    List<ObjectSchema> types = new ArrayList<>();
    if (match != null) {
      kinds(match.map("resources"), schemas, types);
      for (String list : List.of("any", "all")) {
        ListValue filters = match.list(list);
        for (Value filter : filters == null ? List.<Value>of() : filters.values()) {
          kinds(filter instanceof MapValue map ? map.map("resources") : null, schemas, types);
        }
      }
    }
    return types;
  }

  /** Whether every kind that a {@code match} names is known, and it names some. */
  static boolean knowsMatched(@Nullable MapValue match, Schemas schemas) {
    List<String> kinds = new ArrayList<>();
    if (match != null) {
      names(match.map("resources"), kinds);
      for (String list : List.of("any", "all")) {
        ListValue filters = match.list(list);
        for (Value filter : filters == null ? List.<Value>of() : filters.values()) {
          names(filter instanceof MapValue map ? map.map("resources") : null, kinds);
        }
      }
    }
    return !kinds.isEmpty()
        && kinds.stream()
            .allMatch(
                kind -> {
                  KindSelector selector = KindSelector.of(kind);
                  return !isWild(kind)
                      && selector.subresource().isEmpty()
                      && candidates(selector.kind(), schemas).stream()
                          .anyMatch(known -> selector.mayMatch(known.type()));
                });
  }

  private static void names(@Nullable MapValue resources, List<String> names) {
    ListValue kinds = resources == null ? null : resources.list("kinds");
    for (Value kind : kinds == null ? List.<Value>of() : kinds.values()) {
      names.add(Objects.requireNonNullElse(kind.asString(), "*"));
    }
  }

  /** Whether every kind that the rules of a policy in CEL name is known, and they name some. */
  static boolean knowsConstrained(@Nullable MapValue constraints, Schemas schemas) {
    ListValue rules = constraints == null ? null : constraints.list("resourceRules");
    if (rules == null || rules.isEmpty()) {
      return false;
    }
    for (Value rule : rules.values()) {
      List<String> groups = rule instanceof MapValue map ? texts(map.list("apiGroups")) : List.of();
      List<String> resources =
          rule instanceof MapValue map ? texts(map.list("resources")) : List.of();
      for (String resource : resources) {
        boolean known =
            !isWild(resource)
                && !groups.contains("*")
                && ofPlural(resource, schemas).stream()
                    .anyMatch(kind -> among(groups, kind.type().group()));
        if (!known) {
          return false;
        }
      }
      if (resources.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWild(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  private static void kinds(
      @Nullable MapValue resources, Schemas schemas, List<ObjectSchema> types) {
    ListValue kinds = resources == null ? null : resources.list("kinds");
    for (Value kind : kinds == null ? List.<Value>of() : kinds.values()) {
      String text = Objects.requireNonNullElse(kind.asString(), "");
      KindSelector selector = KindSelector.of(text);
      if (selector.subresource().isEmpty()) {
        add(
            found(candidates(selector.kind(), schemas), known -> selector.mayMatch(known.type())),
            schemas,
            types);
      }
    }
  }

  /** The kinds that the rules of a policy in CEL name. */
  static List<ObjectSchema> constrainedBy(@Nullable MapValue constraints, Schemas schemas) {
    List<ObjectSchema> types = new ArrayList<>();
    ListValue rules = constraints == null ? null : constraints.list("resourceRules");
    for (Value rule : rules == null ? List.<Value>of() : rules.values()) {
      if (rule instanceof MapValue map) {
        List<String> groups = texts(map.list("apiGroups"));
        List<String> versions = texts(map.list("apiVersions"));
        for (String resource : texts(map.list("resources"))) {
          add(
              found(
                  isWild(resource) ? all(schemas) : ofPlural(resource, schemas),
                  kind ->
                      Wildcard.matches(resource, kind.plural())
                          && among(groups, kind.type().group())
                          && among(versions, kind.type().version())),
              schemas,
              types);
        }
      }
    }
    return types;
  }

  /** A list that is not there restricts nothing; it may be that it is not written yet. */
  private static boolean among(List<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains(name) || wanted.contains("*");
  }

  private static List<String> texts(@Nullable ListValue list) {
    List<String> texts = new ArrayList<>();
    for (Value value : list == null ? List.<Value>of() : list.values()) {
      String text = value.asString();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The kinds that a name may mean, which is mostly no pattern. */
  private static List<KubernetesIndex.Kind> candidates(String kind, Schemas schemas) {
    return isWild(kind)
        ? all(schemas)
        : with(KubernetesIndex.named(kind), schemas, known -> known.type().kind().equals(kind));
  }

  private static List<KubernetesIndex.Kind> ofPlural(String plural, Schemas schemas) {
    return with(
        PLURALS.getOrDefault(plural, List.of()), schemas, known -> known.plural().equals(plural));
  }

  private static List<KubernetesIndex.Kind> all(Schemas schemas) {
    return with(KubernetesIndex.kinds(), schemas, known -> true);
  }

  /** Kinds of Kubernetes, and behind them custom ones. */
  private static List<KubernetesIndex.Kind> with(
      List<KubernetesIndex.Kind> kinds, Schemas schemas, Predicate<KubernetesIndex.Kind> custom) {
    List<KubernetesIndex.Kind> found = new ArrayList<>(kinds);
    schemas.customKinds().stream().filter(custom).forEach(found::add);
    return found;
  }

  private static List<KubernetesIndex.Kind> found(
      List<KubernetesIndex.Kind> candidates, Predicate<KubernetesIndex.Kind> wanted) {
    return candidates.stream()
        .filter(wanted)
        .sorted(Comparator.comparing(kind -> unstable(kind.type().version())))
        .toList();
  }

  private static boolean unstable(String version) {
    return version.contains("alpha") || version.contains("beta");
  }

  private static void add(
      List<KubernetesIndex.Kind> kinds, Schemas schemas, List<ObjectSchema> types) {
    for (KubernetesIndex.Kind kind :
        kinds.size() > MANY ? List.<KubernetesIndex.Kind>of() : kinds) {
      ObjectSchema type = schemas.of(kind.type().apiVersion(), kind.type().kind());
      if (type != null && !types.contains(type)) {
        types.add(type);
      }
    }
  }
}
