package dev.ephor.schema;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object with known fields. They are read from the schema's text when first asked for. */
public final class ObjectSchema implements Schema {

  private final String name;
  private final Definitions definitions;
  private final Structure structure;
  private @Nullable Map<String, Field> fields;

  /** Reads the fields of an object. */
  interface Structure {

    /** The fields by name, in their order. */
    Map<String, Field> fields();
  }

  ObjectSchema(String name, Definitions definitions, Structure structure) {
    this.name = name;
    this.definitions = definitions;
    this.structure = structure;
  }

  /** The type's name in its schema, such as {@code PodSpec}. */
  public String name() {
    return name;
  }

  Definitions definitions() {
    return definitions;
  }

  /** The fields, in the order of the schema. */
  public Collection<Field> fields() {
    return read().values();
  }

  /** The field with this name, or null. */
  public @Nullable Field field(String field) {
    return read().get(field);
  }

  /** What the type is for, in a few sentences; the texts are loaded with the first question. */
  public Optional<String> describe() {
    return Optional.ofNullable(definitions.description(name));
  }

  /**
   * What a field is for, in a few sentences, as Markdown; where nobody has said that, what its type
   * is for. The texts are loaded with the first question.
   */
  public Optional<String> describe(String field) {
    Field known = field(field);
    if (known == null) {
      return Optional.empty();
    }
    String text = definitions.description(name, field);
    return text == null ? ofType(known.type()) : Optional.of(text);
  }

  private static Optional<String> ofType(Schema type) {
    if (type instanceof ObjectSchema object) {
      return object.describe();
    } else if (type instanceof ListSchema list) {
      return ofType(list.items());
    } else if (type instanceof MapSchema map) {
      return ofType(map.values());
    }
    return Optional.empty();
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
      known = structure.fields();
      fields = known;
    }
    return known;
  }
}
