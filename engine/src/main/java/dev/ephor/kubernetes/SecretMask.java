package dev.ephor.kubernetes;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;

/**
 * Hides what Secrets hold wherever values are shown to a person: the values of {@code data} and
 * {@code stringData} of a {@code v1} Secret, and the copy of it all that {@code kubectl apply}
 * leaves in an annotation. Keys stay, for they say which value is meant.
 */
public final class SecretMask {

  /** What stands in place of a hidden value. */
  public static final String HIDDEN = "***";

  private static final List<String> HOLDERS = List.of("data", "stringData");
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private SecretMask() {}

  /** Whether a resource is a Secret, or a list that may hold one. */
  public static boolean concerns(Value resource) {
    return resource instanceof MapValue map && (isSecret(map) || isList(map));
  }

  /**
   * A resource without what it hides: Secrets, those inside of lists too, have {@link #HIDDEN} for
   * each value under its key and origin; everything else is the same object as before.
   */
  public static Value masked(Value resource) {
    if (!(resource instanceof MapValue map)) {
      return resource;
    }
    if (isList(map)) {
      ListValue items = map.list("items");
      return items == null
          ? map
          : map.with(
              "items",
              ListValue.of(
                  items.values().stream().map(SecretMask::masked).toList(),
                  items.source(),
                  items.node()));
    }
    return isSecret(map) ? secret(map) : map;
  }

  private static MapValue secret(MapValue secret) {
    MapValue masked = secret;
    for (String holder : HOLDERS) {
      Value held = secret.child(holder);
      if (held != null) {
        masked = masked.with(holder, held instanceof MapValue map ? values(map) : hidden(held));
      }
    }
    MapValue metadata = secret.map("metadata");
    MapValue annotations = metadata == null ? null : metadata.map("annotations");
    Value applied = annotations == null ? null : annotations.child(LAST_APPLIED);
    return metadata == null || annotations == null || applied == null
        ? masked
        : masked.with(
            "metadata",
            metadata.with("annotations", annotations.with(LAST_APPLIED, hidden(applied))));
  }

  private static MapValue values(MapValue held) {
    MapValue masked = held;
    for (String key : held.keys()) {
      Value value = held.child(key);
      if (value != null) {
        masked = masked.with(key, hidden(value));
      }
    }
    return masked;
  }

  private static Scalar hidden(Value value) {
    return new Scalar(HIDDEN, value.source(), value.node());
  }

  private static boolean isSecret(MapValue map) {
    return "Secret".equals(map.string("kind")) && "v1".equals(map.string("apiVersion"));
  }

  private static boolean isList(MapValue map) {
    String kind = map.string("kind");
    return kind != null && kind.endsWith("List") && map.list("items") != null;
  }
}
