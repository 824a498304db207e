package dev.ephor.workspace;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.rule.custom.CustomRules;
import dev.ephor.schema.Schemas;
import dev.ephor.value.MapValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Schemas, and the rules in those of custom resources: compiled when a kind is asked for. */
final class SchemaRules {

  private final Schemas schemas;
  private final Map<GroupVersionKind, Optional<CustomRules>> known = new ConcurrentHashMap<>();

  SchemaRules(Schemas schemas) {
    this.schemas = schemas;
  }

  Schemas schemas() {
    return schemas;
  }

  /** The rules of a kind; null where it has none. */
  @Nullable CustomRules of(GroupVersionKind type) {
    return known
        .computeIfAbsent(
            type,
            of -> {
              MapValue schema = schemas.custom(of);
              return Optional.ofNullable(schema == null ? null : CustomRules.of(schema));
            })
        .orElse(null);
  }
}
