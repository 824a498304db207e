package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/**
 * A field of an object.
 *
 * @param name as written in YAML
 * @param type what it may hold
 * @param required whether a document without it is refused
 * @param absent what the reference puts where the field is absent, as JSON; null for nothing
 * @param instead null for a field in good standing; for a deprecated one what to use instead, empty
 *     when it only has to go
 * @param nullable whether null may stand for a value; where it may not, a cluster drops a null for
 *     the sake of a default, or refuses it
 */
public record Field(
    String name,
    Schema type,
    boolean required,
    @Nullable String absent,
    @Nullable String instead,
    boolean nullable) {

  public boolean deprecated() {
    return instead != null;
  }
}
