package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.policy.CelExceptionReader;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A world with exceptions that somebody gave, besides whatever it knew before.
 *
 * @param world who answers everything else
 * @param byPolicy the exceptions by the names of the policies that they name
 * @param cel all exceptions from policies that are written in CEL: the reference's command line
 *     applies each of them to every generating policy, whatever it names
 */
public record GivenExceptions(Facts world, Map<String, List<MapValue>> byPolicy, List<MapValue> cel)
    implements Facts {

  private static final Pattern GENERATING = Pattern.compile("(Namespaced)?GeneratingPolicy .*");

  public GivenExceptions {
    byPolicy = Map.copyOf(byPolicy);
    cel = List.copyOf(cel);
  }

  /**
   * A world with exceptions.
   *
   * @param documents any documents; those that are no exceptions are passed over
   */
  public static GivenExceptions of(Facts world, List<MapValue> documents) {
    Map<String, List<MapValue>> byPolicy = new HashMap<>();
    List<MapValue> cel = new ArrayList<>();
    for (MapValue document : documents) {
      List<String> policies = List.of();
      if (ExceptionReader.isException(document)) {
        policies = ExceptionReader.policies(document);
      } else if (CelExceptionReader.isException(document)) {
        policies = CelExceptionReader.policies(document);
        cel.add(document);
      }
      for (String policy : policies) {
        byPolicy.computeIfAbsent(policy, name -> new ArrayList<>()).add(document);
      }
    }
    return new GivenExceptions(world, byPolicy, List.copyOf(cel));
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    if (question instanceof Question.Exceptions asked) {
      return GENERATING.matcher(asked.policy()).matches()
          ? (T) cel
          : (T) byPolicy.getOrDefault(asked.policy(), List.of());
    }
    return world.ask(question);
  }
}
