package dev.ephor.schema;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object with known fields. They are read from the schema's text when first asked for. */
public final class ObjectSchema implements Schema {

  private final String name;
  private @Nullable Supplier<Map<String, Field>> reader;
  private @Nullable Map<String, Field> fields;

  ObjectSchema(String name, Supplier<Map<String, Field>> reader) {
    this.name = name;
    this.reader = reader;
  }

  /** The type's name in its schema, such as {@code PodSpec}. */
  public String name() {
    return name;
  }

  /** The fields, in the order of the schema. */
  public Collection<Field> fields() {
    return read().values();
  }

  /** The field with this name, or null. */
  public @Nullable Field field(String field) {
    return read().get(field);
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
      known = reader == null ? Map.of() : reader.get();
      fields = known;
      reader = null;
    }
    return known;
  }
}
