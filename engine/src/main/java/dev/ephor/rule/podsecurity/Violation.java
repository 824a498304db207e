package dev.ephor.rule.podsecurity;

import dev.ephor.value.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that a control does not allow to be as it is.
 *
 * @param field its path, from the pod
 * @param required whether it must be set, and is not
 * @param found what is forbidden, as exemptions name it; empty where nothing can be named
 * @param printed what is forbidden, as the message prints it; empty where nothing can be named
 * @param container the container that has it; null for the pod itself
 * @param place where it stands in the manifest
 */
record Violation(
    String field,
    boolean required,
    List<String> found,
    String printed,
    Pod.@Nullable Container container,
    Place place) {

  Violation {
    found = List.copyOf(found);
  }

  static Violation ofPod(String field, String value, Place place) {
    return new Violation(field, false, listed(value), value, null, place);
  }

  static Violation of(Pod.Container container, String field, String value, String... path) {
    return new Violation(
        container.path() + "." + field,
        false,
        listed(value),
        value,
        container,
        Pod.place(container.node(), path));
  }

  /** Several values of a list, sorted and each once. */
  static Violation of(Pod.Container container, String field, List<String> values, String... path) {
    return new Violation(
        container.path() + "." + field,
        false,
        values,
        "[" + String.join(" ", values) + "]",
        container,
        Pod.place(container.node(), path));
  }

  static Violation missing(Pod.Container container, String... path) {
    return new Violation(
        container.path() + "." + String.join(".", path),
        true,
        List.of(),
        "",
        container,
        Pod.place(container.node(), path));
  }

  private static List<String> listed(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  /** The path with a star for every number, as exemptions write it. */
  String pattern() {
    return field.replaceAll("[0-9]+", "*");
  }

  /**
   * What the message says.
   *
   * @param path the path from the resource
   */
  String describe(String path) {
    if (required) {
      return path + ": Required value";
    }
    return printed.isEmpty()
        ? path + ": Forbidden"
        : path + " is forbidden, forbidden values found: " + printed;
  }
}
