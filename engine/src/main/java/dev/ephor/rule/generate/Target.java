package dev.ephor.rule.generate;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Objects;

/**
 * Which object is meant.
 *
 * @param apiVersion such as {@code apps/v1}; empty for any
 * @param kind such as {@code Deployment}
 * @param namespace empty for none
 * @param name its name
 */
public record Target(String apiVersion, String kind, String namespace, String name) {

  /** The object that a document is. */
  public static Target of(MapValue document) {
    MapValue metadata = document.map("metadata");
    return new Target(
        text(document, "apiVersion"),
        text(document, "kind"),
        metadata == null ? "" : text(metadata, "namespace"),
        metadata == null ? "" : text(metadata, "name"));
  }

  /** Whether a document is this object. */
  boolean is(MapValue document) {
    Target other = of(document);
    return other.ofKind(apiVersion, kind)
        && other.namespace.equals(namespace)
        && other.name.equals(name);
  }

  /** Whether this is an object of a kind, in any version where none is said. */
  boolean ofKind(String wantedVersion, String wantedKind) {
    return kind.equals(wantedKind) && (wantedVersion.isEmpty() || apiVersion.equals(wantedVersion));
  }

  /** The form of messages: {@code v1/Secret/default/regcred}. */
  @Override
  public String toString() {
    return apiVersion + "/" + kind + "/" + namespace + "/" + name;
  }

  private static String text(MapValue map, String field) {
    Value value = map.child(field);
    return Objects.requireNonNullElse(value == null ? null : value.asString(), "");
  }
}
