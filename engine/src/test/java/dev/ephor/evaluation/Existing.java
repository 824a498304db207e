package dev.ephor.evaluation;

import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.util.List;

/** Objects of a pretended cluster, as rules that change existing ones ask for them. */
record Existing(List<MapValue> objects) {

  Reply targets(Question.Targets asked) {
    return new Reply.Found(
        ListValue.of(
            objects.stream().filter(object -> isMeant(object, asked)).toList(), Source.NONE, 0));
  }

  private static boolean isMeant(MapValue object, Question.Targets asked) {
    Resource resource = Resource.changed(object);
    return Wildcard.matches(asked.type().group(), resource.type().group())
        && Wildcard.matches(asked.type().version(), resource.type().version())
        && Wildcard.matches(asked.type().kind(), resource.type().kind())
        && isNamed(asked.namespace(), resource.namespace())
        && isNamed(asked.name(), resource.name());
  }

  private static boolean isNamed(String pattern, String name) {
    return pattern.isEmpty() || Wildcard.matches(pattern, name);
  }
}
