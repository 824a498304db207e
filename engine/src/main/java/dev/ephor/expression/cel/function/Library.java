package dev.ephor.expression.cel.function;

import java.util.List;

/**
 * A named set of functions.
 *
 * @param name what documentation calls it
 * @param overloads its functions
 */
public record Library(String name, List<Overload> overloads) {

  public Library {
    overloads = List.copyOf(overloads);
  }
}
