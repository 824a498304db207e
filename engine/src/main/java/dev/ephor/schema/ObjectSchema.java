package dev.ephor.schema;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object with known fields. They are read from the schema's text when first asked for. */
public final class ObjectSchema implements Schema {

  private final String name;
  private final TypeLibrary library;
  private final String definition;
  private @Nullable Map<String, Field> fields;

  ObjectSchema(String name, TypeLibrary library, String definition) {
    this.name = name;
    this.library = library;
    this.definition = definition;
  }

  /** The type's name in its schema, such as {@code PodSpec}. */
  public String name() {
    return name;
  }

  Definitions definitions() {
    return library.definitions();
  }

  /** The fields, in the order of the schema. */
  public Collection<Field> fields() {
    return read().values();
  }

  /** The field with this name, or null. */
  public @Nullable Field field(String field) {
    return read().get(field);
  }

  @Override
  public @Nullable Schema under(String key) {
    Field field = field(key);
    return field == null ? null : field.type();
  }

  /** The known field whose name is nearest to a name that is not known. */
  public Optional<String> nearest(String unknown) {
    return NearestName.of(unknown, read().keySet());
  }

  @Override
  public String label() {
    return "map";
  }

  @Override
  public String toString() {
    return name;
  }

  private synchronized Map<String, Field> read() {
    Map<String, Field> known = fields;
    if (known == null) {
      known = library.fields(definition);
      fields = known;
    }
    return known;
  }
}
