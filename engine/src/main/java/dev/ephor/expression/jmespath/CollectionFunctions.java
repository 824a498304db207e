package dev.ephor.expression.jmespath;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoNumber;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Functions over arrays and objects, and those that take any value. */
final class CollectionFunctions {

  private CollectionFunctions() {}

  static Value length(Invocation call) {
    Value value = call.value(0);
    if (value instanceof ListValue list) {
      return call.made((double) list.size());
    }
    if (value instanceof MapValue map) {
      return call.made((double) map.size());
    }
    String text = call.string(0);
    return call.made((double) text.codePointCount(0, text.length()));
  }

  static Value contains(Invocation call) {
    if (call.value(0).asString() != null) {
      String part = call.value(1).asString();
      return Types.bool(part != null && call.string(0).contains(part));
    }
    ListValue items = call.list(0);
    for (int i = 0; i < items.size(); i++) {
      if (Types.equal(items.at(i), call.value(1), call.budget())) {
        return Types.TRUE;
      }
    }
    return Types.FALSE;
  }

  static Value reverse(Invocation call) {
    if (call.value(0).asString() != null) {
      int[] characters = call.string(0).codePoints().toArray();
      StringBuilder reversed = new StringBuilder();
      for (int i = characters.length - 1; i >= 0; i--) {
        reversed.appendCodePoint(characters[i]);
      }
      return call.made(reversed.toString());
    }
    List<Value> items = new ArrayList<>(call.list(0).values());
    Collections.reverse(items);
    return call.made(items);
  }

  static Value sort(Invocation call) {
    List<Value> items = new ArrayList<>(call.list(0).values());
    items.sort(
        (a, b) -> {
          boolean first = Double.isNaN(Types.number(a)) && a.asString() == null;
          boolean second = Double.isNaN(Types.number(b)) && b.asString() == null;
          return first || second ? Boolean.compare(second, first) : NumberFunctions.order(a, b);
        });
    return call.made(items);
  }

  static Value keys(Invocation call) {
    List<Value> keys = new ArrayList<>();
    for (String key : call.object(0).keys()) {
      keys.add(Scalar.of(key));
    }
    return call.made(keys);
  }

  static Value values(Invocation call) {
    MapValue map = call.object(0);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < map.size(); i++) {
      values.add(map.valueAt(i));
    }
    return call.made(values);
  }

  static Value merge(Invocation call) {
    MapValue.Builder merged = MapValue.builder(Source.NONE, 0);
    for (int i = 0; i < call.size(); i++) {
      if (!Types.isObject(call.value(i))) {
        throw call.notOfType(i + 1, "Object");
      }
      MapValue map = call.object(i);
      call.budget().make(map.size());
      for (int j = 0; j < map.size(); j++) {
        merged.put(map.keyAt(j), map.valueAt(j));
      }
    }
    return merged.build();
  }

  static Value notNull(Invocation call) {
    for (int i = 0; i < call.size(); i++) {
      if (!call.value(i).isNull()) {
        return call.value(i);
      }
    }
    return Types.NULL;
  }

  static Value toArray(Invocation call) {
    return Types.array(call.value(0)) != null ? call.value(0) : call.made(List.of(call.value(0)));
  }

  static Value toString(Invocation call) {
    return call.value(0).asString() != null ? call.value(0) : call.made(call.json(0));
  }

  static Value type(Invocation call) {
    Value value = call.value(0);
    if (value.source() == Types.INTEGER || value.source() == Types.MAPS || call.isReference(0)) {
      throw new Failure("unknown type");
    }
    return call.made(value.typeName());
  }

  static Value lookup(Invocation call) {
    if (call.value(0) instanceof MapValue map) {
      String key = call.value(1).asString();
      if (key == null) {
        throw call.notOfType(2, "String");
      }
      Value found = map.child(key);
      return found == null ? Types.NULL : found;
    }
    ListValue items = Types.array(call.value(0));
    if (items == null) {
      throw call.notOfType(1, "Object or Array");
    }
    if (!Types.isNumber(call.value(1))) {
      throw call.notOfType(2, "Number");
    }
    double index = call.number(1);
    if (!NumberFunctions.isInteger(index)) {
      boolean whole = index == Math.rint(index) && !Double.isInfinite(index);
      String reason =
          whole
              ? "number is outside the range of integer numbers: "
              : "expected an integer number but got: ";
      throw call.failure("argument #2: " + reason + GoNumber.general(index));
    }
    return index >= 0 && index < items.size() ? items.at((int) index) : Types.NULL;
  }

  /** The result is a list of a type of its own; see {@link Types}. */
  static Value items(Invocation call) {
    List<Value> entries = new ArrayList<>();
    if (call.value(0) instanceof MapValue map) {
      List<String> keys = new ArrayList<>(map.keys());
      keys.sort(GoJson.BY_CODE_POINT);
      for (String key : keys) {
        Value child = map.child(key);
        entries.add(entry(call, Scalar.of(key), child == null ? Types.NULL : child));
      }
    } else {
      ListValue list = Types.array(call.value(0));
      if (list == null) {
        throw call.notOfType(1, "Object or Array");
      }
      for (int i = 0; i < list.size(); i++) {
        entries.add(entry(call, Scalar.of((long) i), list.at(i)));
      }
    }
    call.budget().make(entries.size());
    return ListValue.of(entries, Types.MAPS, 0);
  }

  private static Value entry(Invocation call, Value key, Value value) {
    return MapValue.builder(Source.NONE, 0)
        .put(call.string(1), key)
        .put(call.string(2), value)
        .build();
  }

  static Value objectFromLists(Invocation call) {
    ListValue keys = Types.array(call.value(0));
    ListValue values = Types.array(call.value(1));
    if (keys == null || values == null) {
      throw call.notOfType(keys == null ? 1 : 2, "Array");
    }
    MapValue.Builder object = MapValue.builder(Source.NONE, 0);
    call.budget().make(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      String key = call.textOf(keys.at(i));
      if (key == null) {
        throw call.notOfType(1, "StringArray");
      }
      object.put(key, i < values.size() ? values.at(i) : Types.NULL);
    }
    return object.build();
  }

  /** Whether the second object has all entries of the first. */
  static Value labelMatch(Invocation call) {
    MapValue wanted = call.object(0);
    for (int i = 0; i < wanted.size(); i++) {
      Value actual = call.object(1).child(wanted.keyAt(i));
      if (actual == null || !Types.equal(actual, wanted.valueAt(i), call.budget())) {
        return Types.FALSE;
      }
    }
    return Types.TRUE;
  }
}
