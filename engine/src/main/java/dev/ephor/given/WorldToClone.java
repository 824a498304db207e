package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Map;

/**
 * A world in which generate rules find something to clone, as a test's {@code cloneSourceResource}
 * says.
 *
 * @param world what else there is
 * @param sources the objects of each file, whole and completed, by the rule that may clone them
 */
public record WorldToClone(Facts world, Map<Question.CloneSources, List<MapValue>> sources)
    implements Facts {

  public WorldToClone {
    sources = Map.copyOf(sources);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return question instanceof Question.CloneSources asked && sources.containsKey(asked)
        ? (T) List.copyOf(sources.get(asked))
        : world.ask(question);
  }
}
