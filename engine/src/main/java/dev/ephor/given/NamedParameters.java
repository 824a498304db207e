package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.value.MapValue;
import java.util.List;

/**
 * A world in which somebody named the objects that are parameters of admission policies: as in the
 * reference no other object is one.
 *
 * @param world what else there is
 * @param parameters the objects, whole and completed
 */
public record NamedParameters(Facts world, List<MapValue> parameters) implements Facts {

  public NamedParameters {
    parameters = List.copyOf(parameters);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return question instanceof Question.Parameters ? (T) parameters : world.ask(question);
  }
}
