package dev.ephor.given;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A world in which CEL expressions find what a context file says, where nobody else answers. As in
 * the reference, a list without a namespace holds only objects that have none.
 */
public final class ContextWorld implements Facts {

  private static final String SELECTOR = "?labelSelector=";

  private final Facts world;
  private final PretendedCluster objects;
  private final List<ContextFile.Image> images;

  /**
   * @param world who is asked first
   * @param more further objects, completed
   */
  public ContextWorld(Facts world, ContextFile context, List<MapValue> more) {
    this.world = world;
    List<MapValue> all = new ArrayList<>(more);
    for (MapValue resource : context.resources()) {
      all.add(Resource.of(resource).root());
    }
    this.objects = new PretendedCluster(all);
    this.images = context.images();
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    T answer = world.ask(question);
    if (answer != Reply.UNAVAILABLE) {
      return answer;
    } else if (question instanceof Question.ApiCall asked && asked.method().equals("GET")) {
      return (T) found(asked.path());
    }
    return question instanceof Question.ImageData asked ? (T) image(asked.reference()) : answer;
  }

  private Reply found(String call) {
    int query = call.indexOf(SELECTOR);
    ApiPath path = ApiPath.read(query < 0 ? call : call.substring(0, query));
    if (path == null) {
      return Reply.UNAVAILABLE;
    }
    List<MapValue> ofType = objects.list(path.group(), path.version(), path.resource(), "");
    if (ofType.isEmpty()) {
      return Reply.UNAVAILABLE;
    }
    String labels = query < 0 ? "" : call.substring(query + SELECTOR.length());
    List<MapValue> chosen = new ArrayList<>();
    for (MapValue object : ofType) {
      Resource resource = Resource.changed(object);
      if (!resource.namespace().equals(path.namespace())) {
        continue;
      }
      if (path.name().isEmpty()) {
        if (hasLabels(resource, labels)) {
          chosen.add(object);
        }
      } else if (resource.name().equals(path.name())) {
        return new Reply.Found(object);
      }
    }
    return path.name().isEmpty() ? new Reply.Found(list(path, ofType, chosen)) : Reply.UNAVAILABLE;
  }

  private static boolean hasLabels(Resource resource, String wanted) {
    Map<String, String> labels = resource.labels();
    for (String label : wanted.isEmpty() ? List.<String>of() : List.of(wanted.split(",", -1))) {
      int equals = label.indexOf('=');
      if (!label
          .substring(equals + 1)
          .equals(labels.get(label.substring(0, Math.max(0, equals))))) {
        return false;
      }
    }
    return true;
  }

  private static Value list(ApiPath path, List<MapValue> ofType, List<MapValue> chosen) {
    return MapValue.builder(Source.NONE, 0)
        .put("apiVersion", Scalar.of(path.apiVersion()))
        .put("kind", Scalar.of(ofType.get(0).string("kind") + "List"))
        .put("items", ListValue.of(chosen, Source.NONE, 0))
        .build();
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
