package dev.ephor.policy.meaning;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a place may hold.
 *
 * @param types the structures it may have, the likeliest first; none where nothing is known
 * @param made fields of objects that are no Kubernetes objects, such as {@code request}
 * @param dialect how they are written here
 * @param declarations the fields that declare it, for their descriptions; none for roots and items
 * @param each what the items of a list are where its structure does not say it; null otherwise
 */
public record Meaning(
    List<Schema> types,
    Map<String, Meaning> made,
    Dialect dialect,
    List<Declaration> declarations,
    @Nullable Meaning each) {

  /** Nothing is known. */
  public static final Meaning UNKNOWN = of(List.of());

  /**
   * A field and the object that has it.
   *
   * @param owner the object
   * @param field the field
   */
  public record Declaration(ObjectSchema owner, Field field) {}

  public Meaning {
    types = List.copyOf(types);
    declarations = List.copyOf(declarations);
  }

  /** Without items of its own. */
  Meaning(
      List<Schema> types,
      Map<String, Meaning> made,
      Dialect dialect,
      List<Declaration> declarations) {
    this(types, made, dialect, declarations, null);
  }

  /** A list of what an item is. */
  static Meaning listOf(Meaning item) {
    List<Schema> lists = new ArrayList<>();
    item.types.forEach(type -> lists.add(new ListSchema(type, null)));
    return item.made.isEmpty() && item.each == null
        ? of(lists)
        : new Meaning(lists, Map.of(), Dialect.PLAIN, List.of(), item);
  }

  /** A plain place with structures. */
  public static Meaning of(List<? extends Schema> types) {
    return new Meaning(List.copyOf(types), Map.of(), Dialect.PLAIN, List.of());
  }

  /** An object made of fields. */
  static Meaning made(Map<String, Meaning> fields) {
    return new Meaning(List.of(), fields, Dialect.PLAIN, List.of());
  }

  /** The same structures, written in a dialect. */
  Meaning in(Dialect other) {
    return new Meaning(types, made, other, declarations, each);
  }

  /** Whether nothing is known. */
  public boolean isUnknown() {
    return types.isEmpty() && made.isEmpty() && each == null;
  }

  /** The structures, and for those that take anything what is meant. */
  public List<Schema> meant() {
    List<Schema> meant = new ArrayList<>();
    for (Schema type : types) {
      if (type instanceof AnySchema any) {
        meant.addAll(any.meant());
      } else {
        meant.add(type);
      }
    }
    return meant;
  }

  /** The fields that may stand here, by name, those of likelier structures first. */
  public Map<String, Meaning> fields() {
    Map<String, Meaning> fields = new LinkedHashMap<>(made);
    for (Schema type : meant()) {
      if (type instanceof ObjectSchema object) {
        for (Field field : object.fields()) {
          fields.putIfAbsent(field.name(), under(field.name()));
        }
      }
    }
    return fields;
  }

  /** What stands under a key, as it is written in this dialect. */
  public Meaning under(String key) {
    String name = dialect.field(key);
    Meaning own = made.get(name);
    if (own != null) {
      return own;
    }
    List<Schema> found = new ArrayList<>();
    List<Declaration> declaring = new ArrayList<>();
    for (Schema type : meant()) {
      Schema below = type.under(name);
      if (below != null && !found.contains(below)) {
        found.add(below);
      }
      Field field = type instanceof ObjectSchema object ? object.field(name) : null;
      if (field != null && type instanceof ObjectSchema object) {
        declaring.add(new Declaration(object, field));
      }
    }
    return new Meaning(found, Map.of(), dialect, declaring);
  }

  /** What an item of the list here is. */
  public Meaning item() {
    if (each != null) {
      return each;
    }
    List<Schema> found = new ArrayList<>();
    for (Schema type : meant()) {
      Schema item = type.item();
      if (item != null && !found.contains(item)) {
        found.add(item);
      }
    }
    return new Meaning(found, Map.of(), dialect, List.of());
  }
}
