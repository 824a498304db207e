package dev.ephor.rule.apply;

import dev.ephor.schema.AnySchema;
import dev.ephor.schema.ApplyTopology;
import dev.ephor.schema.Field;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds values against their types: what does not fit, and what is atomic. */
final class TypedValue {

  private final boolean duplicatesAllowed;
  private final List<String> errors = new ArrayList<>();

  private TypedValue(boolean duplicatesAllowed) {
    this.duplicatesAllowed = duplicatesAllowed;
  }

  /**
   * What does not fit, each with its path.
   *
   * @param duplicatesAllowed whether items of a map list may have the same keys
   */
  static List<String> errors(MapValue object, ObjectSchema type, boolean duplicatesAllowed) {
    TypedValue check = new TypedValue(duplicatesAllowed);
    check.object(object, type, "");
    return check.errors;
  }

  private void error(String path, String message) {
    errors.add(path.isEmpty() ? message : path + ": " + message);
  }

  private void object(MapValue map, ObjectSchema type, String path) {
    for (int i = 0; i < map.size(); i++) {
      String name = map.keyAt(i);
      Field field = type.field(name);
      String at = path + "." + name;
      if (field == null) {
        error(at, "field not declared in schema");
      } else {
        value(map.valueAt(i), field.type(), type, name, at);
      }
    }
  }

  private void value(Value value, Schema type, ObjectSchema owner, String field, String path) {
    if (value.isNull()) {
      return;
    }
    if (type instanceof ObjectSchema object) {
      if (value instanceof MapValue map) {
        object(map, object, path);
      } else {
        error(path, "expected map, got " + pointer(value));
      }
    } else if (type instanceof MapSchema map) {
      if (value instanceof MapValue entries) {
        for (int i = 0; i < entries.size(); i++) {
          value(entries.valueAt(i), map.values(), owner, field, path + "." + entries.keyAt(i));
        }
      } else {
        error(path, "expected map, got " + pointer(value));
      }
    } else if (type instanceof ListSchema list) {
      if (value instanceof ListValue items) {
        list(items, list, owner, field, path);
      } else {
        error(path, "expected list, got " + pointer(value));
      }
    } else if (type instanceof ScalarSchema scalar) {
      scalar(value, scalar, path);
    }
  }

  private void list(
      ListValue items, ListSchema type, ObjectSchema owner, String field, String path) {
    ApplyTopology.ListMerge merge = ApplyTopology.list(owner, field);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String at = path + "[" + i + "]";
      if (!(merge instanceof ApplyTopology.Atomic)) {
        ItemKey key = ItemKey.of(items.at(i), merge);
        if (key.problem() != null) {
          error(path, "element " + i + ": " + key.problem());
          continue;
        }
        if (!seen.add(key.text()) && !duplicatesAllowed) {
          error(path, "duplicate entries for key " + key.text());
        }
        at = path + key.text();
      }
      value(items.at(i), type.items(), owner, field, at);
    }
  }

  private void scalar(Value value, ScalarSchema type, String path) {
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    switch (type.kind()) {
      case STRING, CEL, JMESPATH -> {
        if (!(content instanceof String)) {
          error(path, "expected string, got &value.valueUnstructured{Value:" + go(value) + "}");
        }
      }
      case INT, NUMBER -> {
        if (!(content instanceof Number)) {
          error(path, "expected numeric (int or float), got " + goType(value));
        }
      }
      case BOOLEAN -> {
        if (!(content instanceof Boolean)) {
          error(path, "expected boolean, got " + pointer(value));
        }
      }
      default -> {
        if (!(value instanceof Scalar)) {
          error(path, "expected any scalar, got " + pointer(value));
        }
      }
    }
  }

  private static String pointer(Value value) {
    return "&{" + GoText.format(value) + "}";
  }

  private static String go(Value value) {
    String text = value.asString();
    return text == null ? GoText.format(value) : '"' + text + '"';
  }

  private static String goType(Value value) {
    return switch (value.typeName()) {
      case "string" -> "string";
      case "boolean" -> "bool";
      case "object" -> "map[string]interface {}";
      default -> "[]interface {}";
    };
  }

  /** The paths of everything in an object that is replaced as a whole. */
  static List<String> atomics(MapValue object, ObjectSchema type) {
    List<String> atomics = new ArrayList<>();
    findAtomics(object, type, "", atomics);
    return atomics;
  }

  private static void findAtomics(
      MapValue map, ObjectSchema type, String path, List<String> atomics) {
    if (ApplyTopology.isAtomic(type)) {
      atomics.add(path);
    }
    for (int i = 0; i < map.size(); i++) {
      Field field = type.field(map.keyAt(i));
      if (field != null) {
        findAtomics(
            map.valueAt(i), field.type(), type, map.keyAt(i), path + "." + map.keyAt(i), atomics);
      }
    }
  }

  /** Where nothing is known of a value, maps are merged and lists are replaced. */
  private static void findFreeLists(Value value, String path, List<String> atomics) {
    if (value instanceof ListValue) {
      atomics.add(path);
    } else if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        findFreeLists(map.valueAt(i), path + "." + map.keyAt(i), atomics);
      }
    }
  }

  private static void findAtomics(
      Value value,
      Schema type,
      ObjectSchema owner,
      String field,
      String path,
      List<String> atomics) {
    if (type instanceof AnySchema any && any.merges()) {
      findFreeLists(value, path, atomics);
    } else if (value instanceof MapValue map && type instanceof ObjectSchema object) {
      findAtomics(map, object, path, atomics);
    } else if (value instanceof MapValue
        && type instanceof MapSchema
        && ApplyTopology.isAtomicMap(owner, field)) {
      atomics.add(path);
    } else if (value instanceof ListValue list && type instanceof ListSchema of) {
      if (ApplyTopology.list(owner, field) instanceof ApplyTopology.Atomic) {
        atomics.add(path);
      }
      for (int i = 0; i < list.size(); i++) {
        if (list.at(i) instanceof MapValue item && of.items() instanceof ObjectSchema object) {
          findAtomics(item, object, path + "[" + i + "]", atomics);
        }
      }
    }
  }
}
