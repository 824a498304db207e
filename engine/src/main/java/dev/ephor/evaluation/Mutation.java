package dev.ephor.evaluation;

import dev.ephor.rule.Trace;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;

/** What came of changing an object. */
sealed interface Mutation {

  /** What the reference says where nothing came of it. */
  String NO_PATCHES = "no patches applied";

  /** Tells that a step ends which changed an object, or did not. */
  default void endOf(Trace trace, Value clause, MapValue before) {
    if (!trace.on()) {
      return;
    } else if (this instanceof Changed changed) {
      trace.add(new Trace.Changed(clause.place(Place.Part.VALUE), before, changed.root()));
      trace.end(true);
    } else if (this instanceof Failed failed) {
      trace.end(Trace.Answer.ERROR, failed.message());
    } else {
      trace.end(Trace.Answer.SKIP, ((Unchanged) this).message());
    }
  }

  /** The object is another now. */
  record Changed(MapValue root) implements Mutation {}

  /** The object stays as it was. */
  record Unchanged(String message) implements Mutation {}

  /**
   * The change cannot be made.
   *
   * @param clause what demanded it
   */
  record Failed(String message, Value clause) implements Mutation {}
}
