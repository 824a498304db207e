package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * A world in which CEL expressions find what a context file says, where nobody else answers. As in
 * the reference, a list without a namespace holds only objects that have none.
 */
public final class ContextWorld implements Facts {

  private final Facts world;
  private final PretendedCluster objects;
  private final PretendedCluster withTargets;
  private final List<ContextFile.Image> images;

  /**
   * @param world who is asked first
   * @param targets what a policy that changes existing objects finds besides, completed; the
   *     reference shows them to no other policy
   */
  public ContextWorld(Facts world, ContextFile context, List<MapValue> targets) {
    this.world = world;
    List<MapValue> named = new ArrayList<>();
    for (MapValue resource : context.resources()) {
      named.add(Resource.of(resource).root());
    }
    this.objects = new PretendedCluster(named);
    List<MapValue> all = new ArrayList<>(targets);
    all.addAll(named);
    this.withTargets = targets.isEmpty() ? objects : new PretendedCluster(all);
    this.images = context.images();
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    T answer = world.ask(question);
    if (answer != Reply.UNAVAILABLE) {
      return answer;
    } else if (question instanceof Question.KubernetesObjects asked) {
      return (T) found(asked);
    }
    return question instanceof Question.ImageData asked ? (T) image(asked.reference()) : answer;
  }

  private Reply found(Question.KubernetesObjects asked) {
    PretendedCluster searched = asked.amongTargets() ? withTargets : objects;
    List<MapValue> ofType = searched.list(asked.group(), asked.version(), asked.resource(), "");
    if (ofType.isEmpty()) {
      return Reply.UNAVAILABLE;
    }
    List<MapValue> there = new ArrayList<>();
    for (MapValue object : ofType) {
      Resource resource = Resource.changed(object);
      if (resource.namespace().equals(asked.namespace())) {
        if (resource.name().equals(asked.name())) {
          return new Reply.Found(object);
        }
        there.add(object);
      }
    }
    if (!asked.name().isEmpty()) {
      return Reply.UNAVAILABLE;
    }
    MapValue.Builder list = MapValue.builder(Source.NONE, 0);
    return new Reply.Found(list.put("items", ListValue.of(there, Source.NONE, 0)).build());
  }

  private Reply image(String reference) {
    for (ContextFile.Image image : images) {
      if (image.image().equals(reference)) {
        return new Reply.Found(image.written());
      }
    }
    return Reply.UNAVAILABLE;
  }
}
