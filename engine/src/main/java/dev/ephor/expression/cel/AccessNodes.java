package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Fields;
import dev.ephor.expression.cel.value.Message;
import dev.ephor.expression.cel.value.UInt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading variables, fields, keys and indices. */
final class AccessNodes {

  private AccessNodes() {}

  record Constant(Object value) implements Node {
    @Override
    public Object eval(Frame frame) {
      return value;
    }
  }

  record Variable(String name) implements Node {
    @Override
    public Object eval(Frame frame) {
      frame.spend(1);
      Object value = frame.input.find(name);
      return value == null ? new CelError("no such attribute(s): " + name) : value;
    }
  }

  record Slot(int index) implements Node {
    @Override
    public Object eval(Frame frame) {
      frame.spend(1);
      return frame.slots[index];
    }
  }

  /** {@code operand.field} and {@code operand[key]} with a constant key. */
  record Select(Node operand, Object key) implements Node {
    @Override
    public Object eval(Frame frame) {
      frame.spend(1);
      return qualify(operand.eval(frame), key);
    }
  }

  record Index(Node operand, Node key) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object target = operand.eval(frame);
      if (target instanceof CelError) {
        return target;
      }
      frame.spend(1);
      Object at = key.eval(frame);
      return at instanceof CelError ? at : qualify(target, at);
    }
  }

  /** {@code operand.?field} and {@code operand[?key]}. */
  record Probe(Node operand, Node key) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object target = operand.eval(frame);
      if (target instanceof CelError) {
        return target;
      }
      frame.spend(1);
      Object at = key.eval(frame);
      return at instanceof CelError ? at : probe(target, at);
    }
  }

  record Has(Node operand, String field) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object target = operand.eval(frame);
      if (target instanceof CelError) {
        return target;
      }
      Object inner = target instanceof Optional<?> optional ? optional.orElse(null) : target;
      if (inner == null) {
        return false;
      }
      if (inner instanceof Message message) {
        return message.isSet(field);
      }
      Object found = find(inner, field);
      return found instanceof CelError ? found : found != null;
    }
  }

  /** What stands under a field, key or index, or an error. */
  static Object qualify(Object target, Object key) {
    if (target instanceof CelError) {
      return target;
    }
    if (target instanceof Optional) {
      return probe(target, key);
    }
    Object found = find(target, key);
    if (found != null) {
      return found;
    }
    return target instanceof List
        ? new CelError("index out of bounds: " + CelText.of(key))
        : CelError.noSuchKey(key);
  }

  private static Object probe(Object target, Object key) {
    Object inner = target;
    if (target instanceof Optional<?> optional) {
      if (optional.isEmpty()) {
        return optional;
      }
      inner = optional.get();
    }
    Object found = find(inner, key);
    return found instanceof CelError ? found : Optional.ofNullable(found);
  }

  /** What stands under a key, an error, or null where nothing does. */
  private static @Nullable Object find(Object target, Object key) {
    if (target instanceof Map<?, ?> map) {
      return CelEquality.find(map, key);
    }
    if (target instanceof List<?> list) {
      return item(list, key);
    }
    if (target instanceof Fields fields && key instanceof String name) {
      return fields.field(name);
    }
    return null;
  }

  private static @Nullable Object item(List<?> list, Object key) {
    long index;
    if (key instanceof Long number) {
      index = number;
    } else if (key instanceof UInt number) {
      index = number.bits();
    } else if (key instanceof Double number) {
      if (number != Math.rint(number)) {
        return new CelError("unsupported index value " + CelText.of(key) + " in list");
      }
      index = (long) (double) number;
    } else {
      return new CelError("unsupported index type '" + CelValues.typeName(key) + "' in list");
    }
    return index < 0 || index >= list.size() ? null : CelValues.of(list.get((int) index));
  }
}
