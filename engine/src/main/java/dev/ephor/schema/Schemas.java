package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every kind whose structure is known: policies and the other documents of Kyverno, custom
 * resources, Kubernetes, JSON schemas that somebody names. Where two know a kind, the first of
 * these counts. A structure is read when it is first asked for. Safe for use by many threads.
 */
public final class Schemas {

  /** Without custom resources. */
  public static final Schemas BUILT_IN = new Schemas(List.of(), SchemaSource.NONE, null);

  private final List<MapValue> definitions;
  private volatile @Nullable List<GroupVersionKind> kinds;
  private volatile @Nullable List<KubernetesIndex.Kind> customKinds;
  private final SchemaSource source;
  private final Map<GroupVersionKind, Optional<ObjectSchema>> others = new ConcurrentHashMap<>();

  private final @Nullable ObjectSchema unnamed;

  private Schemas(List<MapValue> definitions, SchemaSource source, @Nullable ObjectSchema unnamed) {
    this.definitions = definitions;
    this.source = source;
    this.unnamed = unnamed;
  }

  /** The same for a file whose name says what its documents are, and not they themselves. */
  public Schemas ofFile(ObjectSchema type) {
    return new Schemas(definitions, source, type);
  }

  /** What a document is that does not say it; null where nobody knows. */
  public @Nullable ObjectSchema unnamed() {
    return unnamed;
  }

  /**
   * With custom resources.
   *
   * @param definitions objects of kind CustomResourceDefinition; where two define a kind, the first
   *     counts
   * @param source what counts after these
   */
  public static Schemas with(List<MapValue> definitions, SchemaSource source) {
    return definitions.isEmpty() && source.equals(SchemaSource.NONE)
        ? BUILT_IN
        : new Schemas(List.copyOf(definitions), source, null);
  }

  /** Whether these were made from the very same objects. */
  public boolean areOf(List<MapValue> others, SchemaSource otherSource) {
    if (others.size() != definitions.size() || !source.equals(otherSource)) {
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
    return this == BUILT_IN
        ? KubernetesIndex.type(type)
        : others.computeIfAbsent(type, of -> Optional.ofNullable(read(of))).orElse(null);
  }

  private @Nullable ObjectSchema read(GroupVersionKind type) {
    ObjectSchema defined = CustomTypes.type(type, definitions);
    ObjectSchema named = defined == null ? CustomTypes.type(type, source.definitions()) : defined;
    ObjectSchema known = named == null ? KubernetesIndex.type(type) : named;
    MapValue schema = known == null ? source.schema(type) : null;
    return schema == null ? known : StructuralSchema.object(type.kind(), schema, source);
  }

  /**
   * The schema by which a cluster checks objects of a custom kind.
   *
   * @return {@code openAPIV3Schema}; null where no definition has the kind or it has none
   */
  public @Nullable MapValue custom(GroupVersionKind type) {
    if (this == BUILT_IN) {
      return null;
    }
    MapValue defined = CustomTypes.schema(type, definitions);
    return defined == null ? CustomTypes.schema(type, source.definitions()) : defined;
  }

  /** The kinds of custom resources. */
  public List<KubernetesIndex.Kind> customKinds() {
    List<KubernetesIndex.Kind> known = customKinds;
    if (known == null) {
      List<KubernetesIndex.Kind> all = new ArrayList<>();
      definitions.forEach(definition -> all.addAll(CustomTypes.served(definition)));
      source.definitions().forEach(definition -> all.addAll(CustomTypes.served(definition)));
      known = List.copyOf(all);
      customKinds = known;
    }
    return known;
  }

  /** Every kind that is known: policies first, then custom resources, then Kubernetes. */
  public List<GroupVersionKind> kinds() {
    List<GroupVersionKind> known = kinds;
    if (known == null) {
      Set<GroupVersionKind> all = new LinkedHashSet<>(PolicySchemas.kinds());
      definitions.forEach(definition -> all.addAll(CustomTypes.kinds(definition)));
      source.definitions().forEach(definition -> all.addAll(CustomTypes.kinds(definition)));
      KubernetesIndex.kinds().forEach(kind -> all.add(kind.type()));
      known = List.copyOf(all);
      kinds = known;
    }
    return known;
  }
}
