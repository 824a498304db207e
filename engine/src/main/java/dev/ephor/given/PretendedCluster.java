package dev.ephor.given;

import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that holds some manifests and nothing else, and answers reading calls of the Kubernetes
 * API as the reference's command line pretends to.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/">Kubernetes API
 *     concepts</a>
 */
public final class PretendedCluster {

  /** A cluster without anything. */
  public static final PretendedCluster EMPTY = new PretendedCluster(List.of());

  private final Map<Key, MapValue> objects = new LinkedHashMap<>();
  private final Map<GroupVersionKind, String> plurals = new HashMap<>();
  private final Map<Collection, List<MapValue>> collections = new HashMap<>();

  private record Key(GroupVersionKind type, String namespace, String name) {}

  private record Collection(String group, String version, String resource) {}

  /**
   * @param manifests whole objects, each with its namespace; of two with one name the first counts.
   *     Custom resource definitions tell the plural of their kind
   */
  public PretendedCluster(List<MapValue> manifests) {
    manifests.forEach(this::learnPlural);
    for (MapValue manifest : manifests) {
      GroupVersionKind type = type(manifest);
      MapValue before =
          objects.putIfAbsent(new Key(type, namespace(manifest), name(manifest)), manifest);
      if (before == null) {
        for (String plural : plurals(type)) {
          collections
              .computeIfAbsent(
                  new Collection(type.group(), type.version(), plural), key -> new ArrayList<>())
              .add(manifest);
        }
      }
    }
  }

  /** The whole object of a type, or null where there is none. */
  public @Nullable MapValue get(GroupVersionKind type, String namespace, String name) {
    return objects.get(new Key(type, namespace, name));
  }

  /**
   * The objects of a collection, in the order in which they were given.
   *
   * @param resource the plural
   * @param namespace empty for all
   */
  public List<MapValue> list(String group, String version, String resource, String namespace) {
    List<MapValue> all =
        collections.getOrDefault(new Collection(group, version, resource), List.of());
    return namespace.isEmpty()
        ? List.copyOf(all)
        : all.stream().filter(object -> namespace(object).equals(namespace)).toList();
  }

  /** The objects whose type, namespace and name match patterns; an empty pattern matches all. */
  public List<MapValue> matching(GroupVersionKind type, String namespace, String name) {
    List<MapValue> found = new ArrayList<>();
    objects.forEach(
        (key, object) -> {
          if (matches(type.group(), key.type().group())
              && matches(type.version(), key.type().version())
              && matches(type.kind(), key.type().kind())
              && (namespace.isEmpty() || Wildcard.matches(namespace, key.namespace()))
              && (name.isEmpty() || Wildcard.matches(name, key.name()))) {
            found.add(object);
          }
        });
    return List.copyOf(found);
  }

  private static boolean matches(String pattern, String text) {
    return pattern.equals(text) || Wildcard.matches(pattern, text);
  }

  /**
   * Answers a call.
   *
   * @param method only {@code GET} is answered
   * @param path such as {@code /apis/apps/v1/namespaces/shop/deployments/web}; a collection may be
   *     followed by {@code ?labelSelector=app%3Dweb}
   */
  public Reply call(String method, String path) {
    if (!method.equals("GET")) {
      return new Reply.Failed("method not supported: " + method);
    }
    int query = path.indexOf('?');
    ApiPath read = ApiPath.read(query < 0 ? path : path.substring(0, query));
    if (read == null) {
      return new Reply.Failed("invalid API path: " + path);
    } else if (!read.name().isEmpty()) {
      return found(read);
    } else if (query < 0) {
      return listed(read, ApiSelection.ALL);
    }
    ApiSelection.Reading selection = ApiSelection.read(path.substring(query + 1));
    return selection instanceof ApiSelection.Malformed malformed
        ? new Reply.Failed(malformed.reason())
        : listed(read, ((ApiSelection.Read) selection).selection());
  }

  /** Answers what an expression of CEL asks; what is not there is unavailable. */
  Reply objects(Question.KubernetesObjects asked) {
    ApiPath path =
        new ApiPath(
            asked.group(), asked.version(), asked.resource(), asked.namespace(), asked.name());
    if (asked.name().isEmpty()) {
      return listed(path, ApiSelection.ALL);
    }
    return found(path) instanceof Reply.Found found ? found : Reply.UNAVAILABLE;
  }

  private Reply listed(ApiPath path, ApiSelection selection) {
    List<MapValue> items =
        list(path.group(), path.version(), path.resource(), path.namespace()).stream()
            .filter(selection::holds)
            .toList();
    MapValue list =
        MapValue.builder(Source.NONE, 0)
            .put("apiVersion", Scalar.of(path.apiVersion()))
            .put("items", ListValue.of(items, Source.NONE, 0))
            .put("kind", Scalar.of(kind(path) + "List"))
            .put(
                "metadata",
                MapValue.builder(Source.NONE, 0).put("resourceVersion", Scalar.of("")).build())
            .build();
    return new Reply.Found(list);
  }

  private Reply found(ApiPath path) {
    for (MapValue object : list(path.group(), path.version(), path.resource(), path.namespace())) {
      if (name(object).equals(path.name()) && namespace(object).equals(path.namespace())) {
        return new Reply.Found(object);
      }
    }
    return new Reply.Failed(
        "failed to get resource "
            + path.apiVersion()
            + "/"
            + kind(path)
            + "/"
            + path.name()
            + ": "
            + notFound(path.group(), path.resource(), path.name()));
  }

  /** What an API server says of a missing object. */
  static String notFound(String group, String resource, String name) {
    return resource + (group.isEmpty() ? "" : "." + group) + " \"" + name + "\" not found";
  }

  private String kind(ApiPath path) {
    List<MapValue> some =
        collections.get(new Collection(path.group(), path.version(), path.resource()));
    if (some != null) {
      return type(some.get(0)).kind();
    }
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      if (kind.plural().equals(path.resource())
          && kind.type().group().equals(path.group())
          && kind.type().version().equals(path.version())) {
        return kind.type().kind();
      }
    }
    return singular(path.resource());
  }

  private static String singular(String plural) {
    String kind = plural;
    if (plural.endsWith("ies")) {
      kind = plural.substring(0, plural.length() - 3) + "y";
    } else if (plural.endsWith("es")) {
      kind = plural.substring(0, plural.length() - 2);
    } else if (plural.endsWith("s")) {
      kind = plural.substring(0, plural.length() - 1);
    }
    return kind.isEmpty() ? "" : kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
  }

  private void learnPlural(MapValue manifest) {
    MapValue spec = manifest.map("spec");
    MapValue names = spec == null ? null : spec.map("names");
    if (!"CustomResourceDefinition".equals(manifest.string("kind"))
        || spec == null
        || names == null) {
      return;
    }
    String plural = names.string("plural");
    ListValue versions = spec.list("versions");
    for (int i = 0; plural != null && versions != null && i < versions.size(); i++) {
      if (versions.at(i) instanceof MapValue version) {
        plurals.put(
            new GroupVersionKind(text(spec, "group"), text(version, "name"), text(names, "kind")),
            plural);
      }
    }
  }

  /** As a definition says, or as Kubernetes and, where it differs, its tools for tests would. */
  private List<String> plurals(GroupVersionKind type) {
    String defined = plurals.get(type);
    if (defined != null) {
      return List.of(defined);
    }
    String guessed = guess(type.kind().toLowerCase(Locale.ROOT));
    String known = KubernetesIndex.plural(type).orElse(guessed);
    return known.equals(guessed) ? List.of(known) : List.of(known, guessed);
  }

  private static String guess(String singular) {
    if (singular.endsWith("endpoints") || singular.isEmpty()) {
      return singular;
    } else if (singular.endsWith("s")) {
      return singular + "es";
    }
    return singular.endsWith("y")
        ? singular.substring(0, singular.length() - 1) + "ies"
        : singular + "s";
  }

  private static GroupVersionKind type(MapValue object) {
    return GroupVersionKind.of(text(object, "apiVersion"), text(object, "kind"));
  }

  private static String name(MapValue object) {
    MapValue metadata = object.map("metadata");
    return metadata == null ? "" : text(metadata, "name");
  }

  private static String namespace(MapValue object) {
    MapValue metadata = object.map("metadata");
    return metadata == null ? "" : text(metadata, "namespace");
  }

  private static String text(MapValue map, String field) {
    String text = map.string(field);
    return text == null ? "" : text;
  }
}
