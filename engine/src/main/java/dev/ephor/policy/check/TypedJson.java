package dev.ephor.policy.check;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.PolicySchemas;
import dev.ephor.schema.Schema;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoNumber;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Set;

/**
 * A value as Go's {@code encoding/json} writes the reference's types: known fields in their order,
 * empty ones left out, defaults filled in, free maps sorted, and {@code < > &} escaped.
 */
final class TypedJson {

  /** Booleans that Go leaves out when they are false; others are pointers and stay. */
  private static final Set<String> OMITTED_WHEN_FALSE =
      Set.of(
          "synchronize",
          "orphanDownstreamOnPolicyDelete",
          "useServerSideApply",
          "allowInsecureRegistry",
          "ignoreTlog",
          "ignoreSCT",
          "cosignOCI11");

  /** Texts that Go writes even when they are empty. */
  private static final Set<String> WRITTEN_WHEN_EMPTY = Set.of("url");

  private final StringBuilder out = new StringBuilder();

  private TypedJson() {}

  static String write(Value value, Schema schema) {
    TypedJson json = new TypedJson();
    json.value(value, schema);
    return json.out.toString();
  }

  /** The type of a part of a policy: {@code type("rules", "match")}; list items are entered. */
  static Schema type(String... fields) {
    Schema at = PolicySchemas.of("kyverno.io/v1", "ClusterPolicy");
    at = at instanceof ObjectSchema policy ? field(policy, "spec") : AnySchema.UNKNOWN;
    for (String name : fields) {
      at = at instanceof ObjectSchema object ? field(object, name) : AnySchema.UNKNOWN;
      if (at instanceof ListSchema list) {
        at = list.items();
      }
    }
    return at;
  }

  private static Schema field(ObjectSchema object, String name) {
    Field field = object.field(name);
    return field == null ? AnySchema.UNKNOWN : field.type();
  }

  private void value(Value value, Schema schema) {
    Schema type = GoOrder.resolve(schema, value);
    if (value instanceof MapValue map) {
      if (type instanceof ObjectSchema object) {
        object(map, object);
      } else {
        entries(map, type);
      }
    } else if (value instanceof ListValue list) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        value(list.at(i), GoOrder.items(type));
      }
      out.append(']');
    } else if (value instanceof Scalar scalar) {
      out.append(scalar(scalar));
    }
  }

  private void object(MapValue map, ObjectSchema object) {
    out.append('{');
    boolean first = true;
    for (Field field : object.fields()) {
      Value child = map.child(field.name());
      if (child != null && omitted(field.name(), child)) {
        child = null;
      }
      boolean empty = child == null && WRITTEN_WHEN_EMPTY.contains(field.name());
      if (child == null && field.absent() == null && !empty) {
        continue;
      }
      if (!first) {
        out.append(',');
      }
      first = false;
      out.append(GoJson.quote(field.name())).append(':');
      if (child != null) {
        value(child, field.type());
      } else {
        out.append(empty ? "\"\"" : field.absent());
      }
    }
    out.append('}');
  }

  private void entries(MapValue map, Schema type) {
    out.append('{');
    boolean first = true;
    for (GoOrder.Entry entry : GoOrder.entries(map, type)) {
      if (!first) {
        out.append(',');
      }
      first = false;
      out.append(GoJson.quote(entry.key())).append(':');
      value(entry.value(), entry.type());
    }
    out.append('}');
  }

  private static boolean omitted(String name, Value value) {
    if (value instanceof ListValue list) {
      return list.isEmpty();
    }
    if (value instanceof Scalar scalar) {
      Object content = scalar.content();
      return content == null
          || "".equals(content)
          || (Boolean.FALSE.equals(content) && OMITTED_WHEN_FALSE.contains(name));
    }
    return false;
  }

  private static String scalar(Scalar scalar) {
    Object content = scalar.content();
    if (content instanceof String text) {
      return GoJson.quote(text);
    }
    if (content instanceof Double number) {
      return GoNumber.json(number);
    }
    return String.valueOf(content);
  }
}
