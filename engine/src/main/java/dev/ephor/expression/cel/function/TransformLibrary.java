package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kyverno's maps made of lists. */
public final class TransformLibrary {

  private static final String PARAMETERS =
      "listObjToMap(list(dyn), list(dyn), string, string) -> map(string, dyn)";

  private static final Library LIBRARY =
      new Library(
          "transform",
          List.of(
              Overload.global(PARAMETERS, TransformLibrary::toMap),
              Overload.global("transform." + PARAMETERS, TransformLibrary::toMap)));

  private TransformLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static Object toMap(Object[] arguments) {
    List<?> keys = (List<?>) arguments[0];
    List<?> values = (List<?>) arguments[1];
    if (keys.size() != values.size()) {
      return new CelError(
          "listObjToMap must take lists of equal length. list1: "
              + keys.size()
              + ", list2: "
              + values.size());
    }
    Map<Object, Object> made = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      Object first = CelValues.of(keys.get(i));
      Object second = CelValues.of(values.get(i));
      if (!(first instanceof Map<?, ?> from)
          || !(CelEquality.find(from, arguments[2]) instanceof String key)) {
        return new CelError(
            "the passed key name cannot be handled as a string in the key object list");
      }
      if (!(second instanceof Map<?, ?> to)) {
        return new CelError(
            "object cannot be handled as a map string to any in the value object list");
      }
      Object value = CelEquality.find(to, arguments[3]);
      made.put(key, value == null ? CelNull.NULL : value);
    }
    return made;
  }
}
