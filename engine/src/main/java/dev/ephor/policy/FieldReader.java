package dev.ephor.policy;

import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads typed fields and collects what is wrong with them. A field of the wrong type counts as
 * missing, as a null does; its healthy neighbours are kept.
 */
final class FieldReader {

  static final String WRONG_TYPE = "wrong-type";
  static final String WRONG_VALUE = "wrong-value";

  private final List<PolicyProblem> problems = new ArrayList<>();

  List<PolicyProblem> problems() {
    return problems;
  }

  @Nullable MapValue map(MapValue parent, String key) {
    Value value = present(parent, key);
    if (value == null || value instanceof MapValue) {
      return (MapValue) value;
    }
    wrongType(value, key, "an object: fields below it, each as 'name: value'");
    return null;
  }

  @Nullable ListValue list(MapValue parent, String key) {
    Value value = present(parent, key);
    if (value == null || value instanceof ListValue) {
      return (ListValue) value;
    }
    wrongType(value, key, "a list: items below it, each after '- '");
    return null;
  }

  @Nullable String string(MapValue parent, String key) {
    Value value = present(parent, key);
    return value == null ? null : string(value, key);
  }

  boolean bool(MapValue parent, String key, boolean missing) {
    Value value = present(parent, key);
    if (value == null) {
      return missing;
    }
    if (value instanceof Scalar scalar && scalar.content() instanceof Boolean truth) {
      return truth;
    }
    wrongType(value, key, "true or false, without quotes");
    return missing;
  }

  /** The strings of a list; null where there is no list. */
  @Nullable List<String> stringsOrNull(MapValue parent, String key) {
    ListValue list = list(parent, key);
    if (list == null) {
      return null;
    }
    List<String> strings = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      String text = string(list.at(i), "each item of " + key);
      if (text != null) {
        strings.add(text);
      }
    }
    return strings;
  }

  /** The strings of a list; none where there is no list. */
  List<String> strings(MapValue parent, String key) {
    List<String> strings = stringsOrNull(parent, key);
    return strings == null ? List.of() : strings;
  }

  /** The maps of a list; none where there is no list. */
  List<MapValue> maps(MapValue parent, String key) {
    ListValue list = list(parent, key);
    if (list == null) {
      return List.of();
    }
    List<MapValue> maps = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      if (list.at(i) instanceof MapValue map) {
        maps.add(map);
      } else {
        wrongType(list.at(i), "each item of " + key, "an object: '- name: value'");
      }
    }
    return maps;
  }

  /** The entries of a map from strings to strings; none where there is no map. */
  Map<String, String> stringMap(MapValue parent, String key) {
    MapValue map = map(parent, key);
    if (map == null) {
      return Map.of();
    }
    Map<String, String> strings = new LinkedHashMap<>();
    for (int i = 0; i < map.size(); i++) {
      String text = string(map.valueAt(i), "each value of " + key);
      if (text != null) {
        strings.put(map.keyAt(i), text);
      }
    }
    return strings;
  }

  /** One of several words; null where nothing is written or something else. */
  <T> @Nullable T choice(MapValue parent, String key, Map<String, T> words) {
    Value value = present(parent, key);
    String text = value == null ? null : string(value, key);
    if (value == null || text == null) {
      return null;
    }
    T meaning = words.get(text);
    if (meaning == null) {
      problem(
          value,
          WRONG_VALUE,
          "'" + text + "' is not a " + key + ". Write one of " + String.join(", ", words.keySet()));
    }
    return meaning;
  }

  void problem(Value value, String code, String message) {
    problems.add(
        new PolicyProblem(value.place(Place.Part.VALUE), Severity.ERROR, code, message + "."));
  }

  private @Nullable String string(Value value, String what) {
    String text = value.asString();
    if (text == null) {
      wrongType(value, what, value instanceof Scalar ? "a string: put it in quotes" : "a string");
    }
    return text;
  }

  private void wrongType(Value value, String what, String wanted) {
    problem(
        value,
        WRONG_TYPE,
        capitalised(what) + " is " + article(value.typeName()) + ", but must be " + wanted);
  }

  /** Field names keep their spelling; phrases begin with a capital. */
  private static String capitalised(String what) {
    return what.indexOf(' ') < 0
        ? "'" + what + "'"
        : Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }

  private static String article(String typeName) {
    return switch (typeName) {
      case "array" -> "a list";
      case "object" -> "an object";
      case "null" -> "null";
      default -> "a " + typeName;
    };
  }

  private static @Nullable Value present(MapValue parent, String key) {
    Value value = parent.child(key);
    return value == null || value.isNull() ? null : value;
  }
}
