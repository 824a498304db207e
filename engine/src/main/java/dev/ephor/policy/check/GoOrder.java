package dev.ephor.policy.check;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The order in which the reference comes across the parts of a document: known fields as its types
 * list them, free keys by the alphabet. It decides which of several faults is named.
 */
final class GoOrder {

  private GoOrder() {}

  /** An entry of a map with the type of its value. */
  record Entry(String key, Value value, Schema type) {}

  static List<Entry> entries(MapValue map, Schema schema) {
    List<Entry> entries = new ArrayList<>();
    if (schema instanceof ObjectSchema object) {
      for (Field field : object.fields()) {
        Value child = map.child(field.name());
        if (child != null) {
          entries.add(new Entry(field.name(), child, field.type()));
        }
      }
      return entries;
    }
    Schema values = schema instanceof MapSchema typed ? typed.values() : AnySchema.UNKNOWN;
    for (String key : new TreeSet<>(map.keys())) {
      Value child = map.child(key);
      if (child != null) {
        entries.add(new Entry(key, child, values));
      }
    }
    return entries;
  }

  static Schema items(Schema schema) {
    return schema instanceof ListSchema list ? list.items() : AnySchema.UNKNOWN;
  }

  /** The type that a value of a free field is nevertheless read as. */
  static Schema resolve(Schema schema, Value value) {
    if (schema instanceof AnySchema any) {
      for (Schema meant : any.meant()) {
        if (value instanceof ListValue == meant instanceof ListSchema) {
          return meant;
        }
      }
    }
    return schema;
  }

  /** A text in a document: a key or a string, and its path with slashes. */
  record Text(String text, Value at, boolean key, String path) {}

  /** Visits every key and string. */
  static void texts(Value value, Schema schema, String path, Consumer<Text> visitor) {
    Schema type = resolve(schema, value);
    if (value instanceof MapValue map) {
      for (Entry entry : entries(map, type)) {
        String below = path + "/" + entry.key();
        visitor.accept(new Text(entry.key(), entry.value(), true, below));
        texts(entry.value(), entry.type(), below, visitor);
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        texts(list.at(i), items(type), path + "/" + i, visitor);
      }
    } else {
      String text = value.asString();
      if (text != null) {
        visitor.accept(new Text(text, value, false, path));
      }
    }
  }
}
