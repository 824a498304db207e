package dev.ephor.given;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.check.PolicySchemaCheck;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a document.
 *
 * @param content what could be read; the rest counts as absent
 * @param problems what is wrong with the document; the reference refuses a file that has any
 */
public record Reading<T>(T content, List<PolicyProblem> problems) {

  static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  public Reading {
    problems = List.copyOf(problems);
  }

  /** Reads fields and notes which of them have the wrong type. */
  static final class Fields {

    private final List<PolicyProblem> problems = new ArrayList<>();

    <T> Reading<T> reading(T content) {
      return new Reading<>(content, problems);
    }

    /** What was read of a document of a kind whose fields are known: others spoil it, too. */
    <T> Reading<T> strictReading(MapValue document, T content) {
      List<PolicyProblem> all = new ArrayList<>();
      for (PolicyProblem problem : PolicySchemaCheck.check(document)) {
        if (problem.severity() == Severity.ERROR) {
          all.add(problem);
        }
      }
      all.addAll(problems);
      return new Reading<>(content, all);
    }

    void problem(Value at, String message) {
      problems.add(
          new PolicyProblem(at.place(Place.Part.VALUE), Severity.ERROR, "wrong-value", message));
    }

    /** The text of a field; empty where there is none. */
    String text(MapValue of, String field) {
      Value value = of.child(field);
      if (value == null || value.isNull()) {
        return "";
      }
      String text = value.asString();
      if (text == null) {
        problem(value, field + " must be a string, not " + article(value));
        return "";
      }
      return text;
    }

    /** A number of a field; the other one where there is none. */
    long number(MapValue of, String field, long otherwise) {
      Value value = of.child(field);
      if (value == null || value.isNull()) {
        return otherwise;
      }
      if (value instanceof Scalar scalar && scalar.content() instanceof Long number) {
        return number;
      }
      problem(value, field + " must be an integer, not " + article(value));
      return otherwise;
    }

    MapValue map(MapValue of, String field) {
      Value value = of.child(field);
      if (value instanceof MapValue map) {
        return map;
      }
      if (value != null && !value.isNull()) {
        problem(value, field + " must be a map, not " + article(value));
      }
      return NOTHING;
    }

    List<Value> list(MapValue of, String field) {
      Value value = of.child(field);
      if (value instanceof ListValue list) {
        return list.values();
      }
      if (value != null && !value.isNull()) {
        problem(value, field + " must be a list, not " + article(value));
      }
      return List.of();
    }

    /** The maps of a list of maps. */
    List<MapValue> maps(MapValue of, String field) {
      List<MapValue> maps = new ArrayList<>();
      for (Value item : list(of, field)) {
        if (item instanceof MapValue map) {
          maps.add(map);
        } else {
          problem(item, field + " must hold maps, not " + article(item));
        }
      }
      return maps;
    }

    List<String> texts(MapValue of, String field) {
      List<String> texts = new ArrayList<>();
      for (Value item : list(of, field)) {
        String text = item.asString();
        if (text == null) {
          problem(item, field + " must hold strings, not " + article(item));
        } else {
          texts.add(text);
        }
      }
      return texts;
    }

    /** A map of strings; what is no string is left out. */
    Map<String, String> strings(MapValue of, String field) {
      MapValue map = map(of, field);
      Map<String, String> strings = new LinkedHashMap<>();
      for (String key : map.keys()) {
        String text = text(map, key);
        if (!text.isEmpty() || "".equals(map.string(key))) {
          strings.put(key, text);
        }
      }
      return strings;
    }

    private static String article(@Nullable Value value) {
      String name = value == null ? "null" : value.typeName();
      return switch (name) {
        case "null" -> "null";
        case "object" -> "a map";
        case "array" -> "a list";
        default -> "a " + name;
      };
    }
  }
}
