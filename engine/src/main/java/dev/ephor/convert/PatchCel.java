package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A strategic merge patch as a partial object in CEL. Items of lists that are chosen by conditions,
 * or that are the element of a loop, become a partial item for each that is there.
 */
final class PatchCel {

  private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Begins an expression that is an optional value. */
  private static final String EACH = "?";

  private final LiteralCel literals;
  private final @Nullable Loop loop;
  private final List<String> used = new ArrayList<>();
  private final List<Cel> conditions = new ArrayList<>();
  private boolean met;

  /**
   * The loop of which this is the patch.
   *
   * @param level the list and the name of its items
   * @param element an item
   * @param kept which items count
   */
  record Loop(Val.Level level, Ref element, Cel kept) {}

  PatchCel(LiteralCel literals, @Nullable Loop loop) {
    this.literals = literals;
    this.loop = loop;
  }

  /** The object that a MutatingPolicy applies. */
  String of(MapValue patch, Ref object) throws NotConvertible {
    String made = "Object{\n" + entries(patch, "Object", object, "  ") + "}";
    if (loop != null && !met) {
      throw new NotConvertible(patch, "a foreach whose patch is not about its element");
    }
    return made;
  }

  /** What must be so for anything to be patched; none for always. */
  List<Cel> conditions() {
    return conditions;
  }

  private String entries(MapValue map, String type, Ref ref, String indent) throws NotConvertible {
    boolean literal = ref.schema() instanceof MapSchema;
    List<String> lines = new ArrayList<>();
    for (String written : map.keys()) {
      Value value = map.child(written);
      Anchor anchor = Anchor.parse(written);
      if (value != null && anchor != null && anchor.kind() == Anchor.Kind.CONDITION) {
        conditions.add(PatchItems.passes(anchor.key(), value, ref));
        continue;
      }
      if (value == null || (anchor != null && anchor.kind() != Anchor.Kind.ADD_IF_ABSENT)) {
        throw new NotConvertible(map, "a condition in a patch");
      }
      String key = anchor == null ? written : anchor.key();
      if (key.startsWith("$") || key.indexOf('*') >= 0) {
        throw new NotConvertible(map, "a directive or a wildcard in a patch");
      } else if (!literal && !FIELD.matcher(key).matches()) {
        throw new NotConvertible(map, "a key in a patch that is no name of a field");
      } else if (loop != null && map.size() > 1 && !met && !ref.equals(loop.element())) {
        throw new NotConvertible(map, "a foreach whose patch is not about its element");
      }
      Ref child = ref.child(key);
      String name = literal ? Cel.quoted(key) : key;
      String made = value(value, type + "." + key, child, indent);
      if (PatchItems.isOnlyConditional(value)) {
        continue;
      }
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
      if (made.startsWith(EACH)) {
        name = "?" + name;
        made = made.substring(EACH.length());
      }
      lines.add(indent + name + ": " + made);
    }
    return String.join(",\n", lines) + "\n" + indent.substring(2);
  }

  private String value(Value value, String type, Ref ref, String indent) throws NotConvertible {
    if (value instanceof MapValue map) {
      String inner = entries(map, type, ref, indent + "  ");
      return (ref.schema() instanceof MapSchema ? "" : type) + "{\n" + inner + "}";
    } else if (value instanceof ListValue list) {
      return list(list, type, ref, indent);
    }
    Scalar scalar = (Scalar) value;
    if (scalar.isNull()) {
      throw new NotConvertible(value, "a patch that removes a field");
    }
    return Template.concerns(scalar)
        ? literals.text(String.valueOf(scalar.asString()), scalar)
        : literals.of(scalar, indent);
  }

  private String list(ListValue list, String type, Ref ref, String indent) throws NotConvertible {
    List<String> parts = new ArrayList<>();
    List<String> items = new ArrayList<>();
    for (Value one : list.values()) {
      if (one instanceof MapValue map
          && ref.schema() instanceof ListSchema schema
          && schema.mergeKey() != null
          && (PatchItems.isConditional(map) || isElement(map, schema.mergeKey(), ref))) {
        parts.add(each(map, schema.mergeKey(), type, ref, indent));
        continue;
      }
      Ref item =
          new Ref(
              ref.solid(),
              ref.text(),
              true,
              Cel.Text.FALSE,
              ref.key(),
              ref.schema() == null ? null : ref.schema().item());
      items.add(value(one, type, item, indent));
    }
    if (!items.isEmpty() || parts.isEmpty()) {
      parts.add("[" + String.join(", ", items) + "]");
    } else if (parts.size() == 1 && loop == null && ref.optional()) {
      // A list that is absent stays so.
      String each = parts.get(0).substring(ref.or("[]").length());
      return EACH + ref.text() + ".optMap(" + ref.key() + ", " + ref.key() + each + ")";
    }
    return String.join(" + ", parts);
  }

  private boolean isElement(MapValue item, String key, Ref list) {
    String name = item.string(key) == null ? item.string("(" + key + ")") : item.string(key);
    return loop != null
        && loop.level().solid().equals(list.solid())
        && name != null
        && name.replace(" ", "").matches("\\{\\{element0?\\." + key + "}}");
  }

  private static String rest(MapValue patch) {
    return PatchItems.unconditional(patch).toString();
  }

  /** A partial item for each item that is meant. */
  private String each(MapValue patch, String key, String type, Ref list, String indent)
      throws NotConvertible {
    Loop about = isElement(patch, key, list) ? loop : null;
    Ref item = about == null ? list.item(used) : about.element();
    used.add(item.text());
    met |= about != null;
    if (about == null && rest(patch).contains("+(")) {
      throw new NotConvertible(
          patch, "what is added where it is absent, in several items: the rule looks at one");
    }
    MapValue conditional = about == null ? patch : patch.without("(" + key + ")");
    Cel kept = PatchItems.condition(conditional, item);
    kept = about == null ? kept : Cel.and(about.kept(), kept);
    MapValue rest = PatchItems.unconditional(patch).without(key);
    String inner = indent + "  ";
    String source = about == null ? list.or("[]") : about.level().list();
    String filter =
        kept.equals(Cel.Text.TRUE)
            ? ""
            : "\n" + inner + ".filter(" + item.text() + ", " + kept.line() + ")\n" + inner;
    String deep = filter.isEmpty() ? inner : inner + "  ";
    return source
        + filter
        + ".map("
        + item.text()
        + ", "
        + type
        + "{\n"
        + deep
        + key
        + ": "
        + item.child(key).present().text()
        + (rest.isEmpty() ? "\n" + deep.substring(2) : ",\n" + entries(rest, type, item, deep))
        + "})";
  }
}
