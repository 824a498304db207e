package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.ObjectValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists, maps and objects written in the expression. */
final class LiteralNodes {

  private LiteralNodes() {}

  /**
   * @param optional which items are left out when they are an empty optional
   */
  record ListLiteral(List<Node> items, List<Integer> optional) implements Node {
    @Override
    public Object eval(Frame frame) {
      frame.spend(10);
      List<Object> list = new ArrayList<>(items.size());
      for (int i = 0; i < items.size(); i++) {
        Object item = items.get(i).eval(frame);
        if (item instanceof CelError) {
          return item;
        }
        if (!optional.contains(i)) {
          list.add(item);
        } else if (item instanceof Optional<?> maybe) {
          maybe.ifPresent(list::add);
        } else {
          return notOptional(item);
        }
      }
      return list;
    }
  }

  record Entry(Node key, Node value, boolean optional) {}

  record MapLiteral(List<Entry> entries) implements Node {
    @Override
    public Object eval(Frame frame) {
      frame.spend(30);
      Map<Object, Object> map = new LinkedHashMap<>();
      for (Entry entry : entries) {
        Object key = entry.key().eval(frame);
        if (key instanceof CelError) {
          return key;
        }
        Object value = entry.value().eval(frame);
        if (value instanceof CelError) {
          return value;
        }
        if (entry.optional()) {
          if (!(value instanceof Optional<?> maybe)) {
            return notOptional(value);
          }
          if (maybe.isEmpty()) {
            continue;
          }
          value = maybe.get();
        }
        if (CelEquality.find(map, key) != null) {
          return new CelError("Failed with repeated key: " + CelText.of(key));
        }
        map.put(key, value);
      }
      return map;
    }
  }

  /** An object of a type that expressions may make. */
  record ObjectLiteral(String typeName, List<Entry> fields) implements Node {
    @Override
    public Object eval(Frame frame) {
      frame.spend(40);
      Map<String, Object> made = new LinkedHashMap<>();
      for (Entry field : fields) {
        Object value = field.value().eval(frame);
        if (value instanceof CelError) {
          return value;
        }
        if (field.optional()) {
          if (!(value instanceof Optional<?> maybe)) {
            return notOptional(value);
          }
          if (maybe.isEmpty()) {
            continue;
          }
          value = maybe.get();
        }
        made.put((String) field.key().eval(frame), value);
      }
      return new ObjectValue(typeName, made);
    }
  }

  private static CelError notOptional(Object value) {
    return new CelError(
        "cannot initialize optional list element from non-optional value "
            + CelValues.typeName(value));
  }
}
