package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;

/**
 * The world as a policy sees it while it changes existing objects: those that somebody named for it
 * are among the objects of Kubernetes.
 */
record AmongTargets(Facts world) implements Facts {

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return question instanceof Question.KubernetesObjects asked
        ? (T) world.ask(asked.withTargets())
        : world.ask(question);
  }
}
