package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every kind whose structure is known: policies and the other documents of Kyverno, custom
 * resources, Kubernetes. Where two know a kind, the first of these counts. A structure is read when
 * it is first asked for. Safe for use by many threads.
 */
public final class Schemas {

  /** Without custom resources. */
  public static final Schemas BUILT_IN = new Schemas(List.of());

  private final List<MapValue> definitions;
  private final Map<GroupVersionKind, Optional<ObjectSchema>> custom = new ConcurrentHashMap<>();
  private volatile @Nullable List<GroupVersionKind> kinds;

  private Schemas(List<MapValue> definitions) {
    this.definitions = definitions;
  }

  /**
   * With custom resources.
   *
   * @param definitions objects of kind CustomResourceDefinition; where two define a kind, the first
   *     counts
   */
  public static Schemas with(List<MapValue> definitions) {
    return definitions.isEmpty() ? BUILT_IN : new Schemas(List.copyOf(definitions));
  }

  /** Whether these were made from the very same objects. */
  public boolean areOf(List<MapValue> others) {
    if (others.size() != definitions.size()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i) != definitions.get(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The structure of a kind, or null for a kind that is not known.
   *
   * @param apiVersion such as {@code apps/v1}
   * @param kind such as {@code Deployment}
   */
  public @Nullable ObjectSchema of(String apiVersion, String kind) {
    ObjectSchema policy = PolicySchemas.of(apiVersion, kind);
    if (policy != null) {
      return policy;
    }
    GroupVersionKind type = GroupVersionKind.of(apiVersion, kind);
    ObjectSchema defined =
        definitions.isEmpty()
            ? null
            : custom
                .computeIfAbsent(type, of -> Optional.ofNullable(CustomTypes.type(of, definitions)))
                .orElse(null);
    return defined == null ? KubernetesIndex.type(type) : defined;
  }

  /** Every kind that is known: policies first, then custom resources, then Kubernetes. */
  public List<GroupVersionKind> kinds() {
    List<GroupVersionKind> known = kinds;
    if (known == null) {
      Set<GroupVersionKind> all = new LinkedHashSet<>(PolicySchemas.kinds());
      definitions.forEach(definition -> all.addAll(CustomTypes.kinds(definition)));
      KubernetesIndex.kinds().forEach(kind -> all.add(kind.type()));
      known = List.copyOf(all);
      kinds = known;
    }
    return known;
  }
}
