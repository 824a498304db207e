package dev.ephor.rule;

import dev.ephor.value.Place;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is looked at while a rule is evaluated: the material of "why" and "why not". Whoever
 * does not want to know passes {@link #OFF}, which costs nothing: nobody makes an event for it.
 */
@FunctionalInterface
public interface Trace {

  /** Hears nothing. */
  Trace OFF = event -> {};

  void add(Event event);

  /** Whether events are wanted. */
  default boolean on() {
    return this != OFF;
  }

  /** Something that was looked at. */
  sealed interface Event {}

  /**
   * A variable was asked for.
   *
   * @param query the expression
   * @param value what it is; null where it has none
   * @param problem why it has none; empty where it has one
   */
  record Asked(String query, @Nullable Value value, String problem) implements Event {}

  /**
   * A condition was tried.
   *
   * @param clause the condition
   * @param key what its key became
   * @param operator as written
   * @param value what its value became
   * @param holds whether it holds
   */
  record Compared(Place clause, Value key, String operator, Value value, boolean holds)
      implements Event {}

  /**
   * A pattern's demand was held against the resource.
   *
   * @param clause the demand
   * @param manifest what it was held against; for something missing the key of its nearest existing
   *     ancestor
   * @param seen what is there; null for nothing
   * @param met whether it is met
   */
  record Demanded(Place clause, Place manifest, @Nullable Value seen, boolean met)
      implements Event {}

  /**
   * A turn of a loop begins.
   *
   * @param clause the loop
   * @param index the number of the element, from 0
   * @param element what the turn is about
   */
  record Turned(Place clause, int index, Value element) implements Event {}
}
