package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import java.util.Optional;

/**
 * A world in which there are images.
 *
 * @param world what else there is
 * @param registry where the images are
 */
public record WorldWithImages(Facts world, Registry registry) implements Facts {

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return question instanceof Question.Images ? (T) Optional.of(registry) : world.ask(question);
  }
}
