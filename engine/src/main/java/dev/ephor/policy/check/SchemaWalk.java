package dev.ephor.policy.check;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a document against its schema and collects every mismatch, in the order of the text. */
final class SchemaWalk {

  /** Deeper than any schema goes; what lies below is not looked at. */
  private static final int MAX_DEPTH = 64;

  private final List<Mismatch> found = new ArrayList<>();
  private final boolean toolFile;

  private SchemaWalk(boolean toolFile) {
    this.toolFile = toolFile;
  }

  /**
   * Files of the command line are read by Go's JSON reader, which is less strict than a cluster.
   */
  static List<Mismatch> of(MapValue document, ObjectSchema schema) {
    String apiVersion = document.string("apiVersion");
    SchemaWalk walk =
        new SchemaWalk(apiVersion != null && apiVersion.startsWith("cli.kyverno.io/"));
    walk.object(document, schema, "", true, 0);
    return walk.found;
  }

  private void value(Value value, Schema schema, String path, boolean strict, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    switch (kind(schema)) {
      case OBJECT -> {
        if (value instanceof MapValue map) {
          object(map, (ObjectSchema) schema, path, strict, depth);
        } else {
          wrongType(value, schema, path);
        }
      }
      case MAP -> {
        if (value instanceof MapValue map) {
          Schema values = ((MapSchema) schema).values();
          for (int i = 0; i < map.size(); i++) {
            value(map.valueAt(i), values, path + "." + map.keyAt(i), strict, depth + 1);
          }
        } else {
          wrongType(value, schema, path);
        }
      }
      case LIST -> {
        if (value instanceof ListValue list) {
          for (int i = 0; i < list.size(); i++) {
            value(
                list.at(i), ((ListSchema) schema).items(), path + "[" + i + "]", strict, depth + 1);
          }
        } else {
          wrongType(value, schema, path);
        }
      }
      case SCALAR -> scalar(value, (ScalarSchema) schema, path, strict);
      case ANY -> meant(value, (AnySchema) schema, path, depth);
    }
  }

  private void object(MapValue map, ObjectSchema schema, String path, boolean strict, int depth) {
    for (int i = 0; i < map.size(); i++) {
      String name = map.keyAt(i);
      Value child = map.valueAt(i);
      String childPath = path.isEmpty() ? name : path + "." + name;
      Field field = field(schema, name);
      if (field != null && child.isNull()) {
        empty(child, field, childPath);
        continue;
      }
      if (field == null) {
        found.add(new Mismatch.UnknownField(key(child), childPath, name, schema, strict));
        continue;
      }
      if (field.deprecated()) {
        found.add(new Mismatch.DeprecatedField(key(child), childPath, field, false));
      }
      value(child, field.type(), childPath, strict, depth + 1);
    }
    for (Field field : schema.fields()) {
      if (field.required() && map.child(field.name()) == null) {
        String missing = path.isEmpty() ? field.name() : path + "." + field.name();
        found.add(new Mismatch.MissingField(key(map), missing, field, strict));
      }
    }
  }

  private @Nullable Field field(ObjectSchema schema, String name) {
    Field field = schema.field(name);
    if (field == null && toolFile) {
      for (Field other : schema.fields()) {
        if (other.name().equalsIgnoreCase(name)) {
          return other;
        }
      }
    }
    return field;
  }

  /** An empty field counts as absent; in a policy that is being typed it is worth a word. */
  private void empty(Value value, Field field, String path) {
    if (!toolFile && !takesNull(field.type())) {
      found.add(new Mismatch.WrongType(place(value), path, field.type(), value, field.required()));
    }
  }

  private static boolean takesNull(Schema type) {
    return type instanceof AnySchema any
        && any.meant().stream().noneMatch(meant -> meant instanceof ScalarSchema);
  }

  private void scalar(Value value, ScalarSchema schema, String path, boolean strict) {
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    if (!schema.kind().holds(content)) {
      wrongType(value, schema, path);
      return;
    }
    boolean bad =
        content instanceof String text
            ? text.length() > schema.maxLength()
                || (!schema.allowed().isEmpty() && !schema.allowed().contains(text))
            : content instanceof Long number && number < schema.minimum();
    if (bad) {
      found.add(new Mismatch.BadValue(place(value), path, schema, value, strict));
    }
  }

  /** The reference takes anything here; only a type that its decoder cannot read drops the file. */
  private void meant(Value value, AnySchema any, String path, int depth) {
    if (any.meant().isEmpty() || value.isNull()) {
      return;
    }
    Schema chosen = chosen(value, any);
    if (chosen == null) {
      wrongType(value, any.meant().get(0), path);
    } else {
      value(value, chosen, path, false, depth + 1);
    }
  }

  private static @Nullable Schema chosen(Value value, AnySchema any) {
    for (Schema schema : any.meant()) {
      Kind kind = kind(schema);
      boolean fits =
          value instanceof MapValue
              ? kind == Kind.OBJECT || kind == Kind.MAP
              : value instanceof ListValue ? kind == Kind.LIST : kind == Kind.SCALAR;
      if (fits) {
        return schema;
      }
    }
    return null;
  }

  private void wrongType(Value value, Schema expected, String path) {
    found.add(new Mismatch.WrongType(place(value), path, expected, value, true));
  }

  /** A collection is named by its key, so that not all of it is underlined. */
  private static Place place(Value value) {
    return value.place(
        value instanceof Scalar && !value.isNull() ? Place.Part.VALUE : Place.Part.KEY);
  }

  private static Place key(Value value) {
    return value.place(Place.Part.KEY);
  }

  private enum Kind {
    OBJECT,
    MAP,
    LIST,
    SCALAR,
    ANY
  }

  private static Kind kind(Schema schema) {
    if (schema instanceof ObjectSchema) {
      return Kind.OBJECT;
    }
    if (schema instanceof MapSchema) {
      return Kind.MAP;
    }
    if (schema instanceof ListSchema) {
      return Kind.LIST;
    }
    return schema instanceof ScalarSchema ? Kind.SCALAR : Kind.ANY;
  }
}
