package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A world with exceptions that somebody gave, besides whatever it knew before.
 *
 * @param world who answers everything else
 * @param byPolicy the exceptions by the names of the policies that they name
 */
public record GivenExceptions(Facts world, Map<String, List<MapValue>> byPolicy) implements Facts {

  public GivenExceptions {
    byPolicy = Map.copyOf(byPolicy);
  }

  /**
   * A world with exceptions.
   *
   * @param documents any documents; those that are no exceptions are passed over
   */
  public static GivenExceptions of(Facts world, List<MapValue> documents) {
    Map<String, List<MapValue>> byPolicy = new HashMap<>();
    for (MapValue document : documents) {
      if (ExceptionReader.isException(document)) {
        for (String policy : ExceptionReader.policies(document)) {
          byPolicy.computeIfAbsent(policy, name -> new ArrayList<>()).add(document);
        }
      }
    }
    return new GivenExceptions(world, byPolicy);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return question instanceof Question.Exceptions asked
        ? (T) byPolicy.getOrDefault(asked.policy(), List.of())
        : world.ask(question);
  }
}
