package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.schema.MapSchema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A strategic merge patch as a partial object in CEL: constants, and values that are added where
 * none stands. Conditions on what is patched, variables and items of lists that are chosen by
 * anchors are left to people.
 */
final class PatchCel {

  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private PatchCel() {}

  /** The object that a MutatingPolicy applies. */
  static String of(MapValue patch, Ref object) throws NotConvertible {
    return "Object{\n" + entries(patch, "Object", object, "  ") + "}";
  }

  private static String entries(MapValue map, String type, Ref ref, String indent)
      throws NotConvertible {
    boolean literal = ref.schema() instanceof MapSchema;
    List<String> lines = new ArrayList<>();
    for (String written : map.keys()) {
      Value value = map.child(written);
      Anchor anchor = Anchor.parse(written);
      if (value == null || (anchor != null && anchor.kind() != Anchor.Kind.ADD_IF_ABSENT)) {
        throw new NotConvertible(map, "a condition in a patch");
      }
      String key = anchor == null ? written : anchor.key();
      if (key.startsWith("$") || key.indexOf('*') >= 0) {
        throw new NotConvertible(map, "a directive or a wildcard in a patch");
      } else if (!literal && !FIELD.matcher(key).matches()) {
        throw new NotConvertible(map, "a key in a patch that is no name of a field");
      }
      Ref child = ref.child(key);
      String name = literal ? Cel.quoted(key) : key;
      String made = value(value, type + "." + key, child, indent);
      if (anchor != null) {
        name = "?" + name;
        made =
            child.asked().line()
                + "\n"
                + indent
                + "  ? optional.none()\n"
                + indent
                + "  : optional.of("
                + made
                + ")";
      }
      lines.add(indent + name + ": " + made);
    }
    return String.join(",\n", lines) + "\n" + indent.substring(2);
  }

  private static String value(Value value, String type, Ref ref, String indent)
      throws NotConvertible {
    if (value instanceof MapValue map) {
      String inner = entries(map, type, ref, indent + "  ");
      return (ref.schema() instanceof MapSchema ? "" : type) + "{\n" + inner + "}";
    } else if (value instanceof ListValue list) {
      List<String> items = new ArrayList<>();
      Ref item =
          new Ref(
              ref.solid(),
              ref.text(),
              true,
              Cel.Text.FALSE,
              ref.key(),
              ref.schema() == null ? null : ref.schema().item());
      for (Value one : list.values()) {
        items.add(value(one, type, item, indent));
      }
      return "[" + String.join(", ", items) + "]";
    }
    Object content = ((Scalar) value).content();
    if (content == null) {
      throw new NotConvertible(value, "a patch that removes a field");
    } else if (Template.concerns(value)) {
      throw new NotConvertible(value, "a variable in a patch");
    }
    return content instanceof String text ? Cel.quoted(text) : String.valueOf(content);
  }
}
