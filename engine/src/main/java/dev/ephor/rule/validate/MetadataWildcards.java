package dev.ephor.rule.validate;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Wildcards in the keys of {@code metadata.labels} and {@code metadata.annotations}: each stands
 * for the first of the resource's keys that it matches, and for itself where there is none. Kyverno
 * looks for {@code metadata} in every map of a pattern, so pod templates have them too.
 *
 * @param map the pattern's map that holds {@code metadata}
 * @param key the key of {@code metadata} there, anchored or not
 */
public record MetadataWildcards(MapValue map, String key) {

  private static final List<String> TAGS = List.of("labels", "annotations");

  /** The wildcards that a map of a pattern has, or null where it has none. */
  static @Nullable MetadataWildcards in(MapValue map) {
    String key = keyFor(map, "metadata");
    MapValue metadata = key == null ? null : map.map(key);
    if (key == null || metadata == null) {
      return null;
    }
    for (String tag : TAGS) {
      String tagKey = keyFor(metadata, tag);
      MapValue entries = tagKey == null ? null : metadata.map(tagKey);
      if (entries != null && entries.keys().stream().anyMatch(Wildcard::containsWildcard)) {
        return new MetadataWildcards(map, key);
      }
    }
    return null;
  }

  /** The pattern's map with the wildcards replaced by what a resource has. */
  MapValue expand(MapValue resource) {
    MapValue metadata = map.map(key);
    MapValue present = resource.map("metadata");
    if (metadata == null || present == null) {
      return map;
    }
    for (String tag : TAGS) {
      String tagKey = keyFor(metadata, tag);
      MapValue entries = tagKey == null ? null : metadata.map(tagKey);
      MapValue available = present.map(tag);
      if (tagKey != null && entries != null && available != null) {
        metadata = metadata.with(tagKey, expand(entries, available));
      }
    }
    return map.with(key, metadata);
  }

  private static MapValue expand(MapValue entries, MapValue available) {
    MapValue.Builder expanded = MapValue.builder(entries.source(), entries.node());
    for (int i = 0; i < entries.size(); i++) {
      String written = entries.keyAt(i);
      Value value = entries.valueAt(i);
      if (Wildcard.containsWildcard(written)) {
        Anchor anchor = Anchor.parse(written);
        expanded.put(
            anchor == null
                ? first(written, available)
                : anchor.withKey(first(anchor.key(), available)).toString(),
            value);
      } else {
        expanded.put(written, value);
      }
    }
    return expanded.build();
  }

  private static String first(String pattern, MapValue available) {
    for (int i = 0; i < available.size(); i++) {
      if (Wildcard.matches(pattern, available.keyAt(i))) {
        return available.keyAt(i);
      }
    }
    return pattern;
  }

  private static @Nullable String keyFor(MapValue map, String name) {
    for (int i = 0; i < map.size(); i++) {
      String key = map.keyAt(i);
      Anchor anchor = Anchor.parse(key);
      if (key.equals(name) || (anchor != null && anchor.key().equals(name))) {
        return key;
      }
    }
    return null;
  }
}
