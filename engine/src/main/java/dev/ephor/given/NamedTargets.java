package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.value.MapValue;
import java.util.List;

/**
 * A world in which somebody named the objects that policies change when they match another, as
 * {@code --target-resource} and a test's {@code targetResources} do.
 *
 * @param world what else there is
 * @param targets whole and completed
 */
public record NamedTargets(Facts world, List<MapValue> targets) implements Facts {

  public NamedTargets {
    targets = List.copyOf(targets);
  }

  /** The world with targets; the same where there are none. */
  public static Facts of(Facts world, List<MapValue> targets) {
    return targets.isEmpty() ? world : new NamedTargets(world, targets);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return question instanceof Question.NamedTargets ? (T) targets : world.ask(question);
  }
}
