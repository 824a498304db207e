package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the macros with two variables use to collect maps. */
public final class LoopLibrary {

  private static final Library LIBRARY =
      new Library(
          "loops",
          List.of(
              Overload.global(
                  "cel.@mapInsert(map(A, B), A, B) -> map(A, B)",
                  a -> insert((Map<?, ?>) a[0], Map.of(a[1], a[2]))),
              Overload.global(
                  "cel.@mapInsert(map(A, B), map(A, B)) -> map(A, B)",
                  a -> insert((Map<?, ?>) a[0], (Map<?, ?>) a[1]))));

  private LoopLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static Object insert(Map<?, ?> map, Map<?, ?> more) {
    Map<Object, Object> larger = new LinkedHashMap<>(map);
    for (Map.Entry<?, ?> entry : more.entrySet()) {
      Object key = CelValues.of(entry.getKey());
      if (CelEquality.find(larger, key) != null) {
        return new CelError("insert failed: key " + CelText.of(key) + " already exists");
      }
      larger.put(key, CelValues.of(entry.getValue()));
    }
    return larger;
  }
}
