package dev.ephor.policy;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Objects;
import java.util.Set;

/** Reads cleanup policies. */
final class CleanupReader {

  private static final Set<String> VERSIONS = Set.of("kyverno.io/v2", "kyverno.io/v2beta1");
  private static final Set<String> KINDS = Set.of("CleanupPolicy", "ClusterCleanupPolicy");

  private final FieldReader fields;

  CleanupReader(FieldReader fields) {
    this.fields = fields;
  }

  /** Whether a document is meant to be a cleanup policy. */
  static boolean reads(MapValue root) {
    return KINDS.contains(Objects.requireNonNullElse(root.string("kind"), ""))
        && VERSIONS.contains(Objects.requireNonNullElse(root.string("apiVersion"), ""));
  }

  CleanupPolicy policy(MapValue root, String kind, String name, String written) {
    MapValue metadata = orEmpty(root, "metadata");
    MapValue spec = orEmpty(root, "spec");
    MapValue exclude = fields.map(spec, "exclude");
    MatchReader matches = new MatchReader(fields);
    Value conditions = fields.map(spec, "conditions");
    String namespace =
        kind.equals("ClusterCleanupPolicy") ? "" : written.isEmpty() ? "default" : written;
    return new CleanupPolicy(
        root,
        kind,
        name,
        namespace,
        fields.stringMap(metadata, "annotations"),
        matches.block(orEmpty(spec, "match")),
        exclude == null ? null : matches.block(exclude),
        fields.list(spec, "context"),
        conditions,
        Objects.requireNonNullElse(fields.string(spec, "schedule"), ""),
        fields.string(spec, "deletionPropagationPolicy"));
  }

  private MapValue orEmpty(MapValue parent, String key) {
    MapValue map = fields.map(parent, key);
    return map == null ? MapValue.empty(parent.source(), parent.node()) : map;
  }
}
