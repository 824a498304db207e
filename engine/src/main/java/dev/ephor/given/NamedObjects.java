package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.value.MapValue;
import java.util.List;

/**
 * A world in which somebody named objects for a purpose, as {@code --target-resource} and {@code
 * --crd-path} do, and a test's {@code targetResources} and {@code clusterResources}.
 *
 * @param world what else there is
 * @param targets what policies change when they match another object, whole and completed
 * @param definitions custom resource definitions
 */
public record NamedObjects(Facts world, List<MapValue> targets, List<MapValue> definitions)
    implements Facts {

  private static final String DEFINITION = "CustomResourceDefinition";

  public NamedObjects {
    targets = List.copyOf(targets);
    definitions = List.copyOf(definitions);
  }

  /**
   * The world with named objects; the same where there are none.
   *
   * @param among what the definitions are among
   */
  public static Facts of(Facts world, List<MapValue> targets, List<MapValue> among) {
    List<MapValue> definitions =
        among.stream().filter(object -> DEFINITION.equals(object.string("kind"))).toList();
    return targets.isEmpty() && definitions.isEmpty()
        ? world
        : new NamedObjects(world, targets, definitions);
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    if (question instanceof Question.NamedTargets) {
      return (T) targets;
    }
    return question instanceof Question.NamedDefinitions ? (T) definitions : world.ask(question);
  }
}
