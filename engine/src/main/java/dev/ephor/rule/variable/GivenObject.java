package dev.ephor.rule.variable;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import org.jspecify.annotations.Nullable;

/**
 * Objects whose parts somebody gave as values of variables, such as {@code
 * request.object.metadata.labels}: the reference judges them with those parts.
 */
public final class GivenObject {

  private static final String REQUEST = "request";
  private static final String OLD = "oldObject";

  private GivenObject() {}

  /** The resource as values make it; the same object where they say nothing of it. */
  public static Resource of(Resource resource, AdmissionRequest request) {
    String field = request.operation() == Operation.DELETE ? OLD : "object";
    MapValue given = merged(field, resource.root(), request);
    return given == null || given == resource.root() ? resource : Resource.of(given);
  }

  /** The object before an update as values make it; null where there is none. */
  public static @Nullable MapValue old(AdmissionRequest request) {
    return merged(OLD, request.oldObject(), request);
  }

  private static @Nullable MapValue merged(
      String field, @Nullable MapValue object, AdmissionRequest request) {
    MapValue variables = request.variables();
    String start = REQUEST + "." + field;
    boolean said = false;
    for (int i = 0; i < variables.size(); i++) {
      String key = variables.keyAt(i);
      said |= key.equals(REQUEST) || key.equals(start) || key.startsWith(start + ".");
    }
    if (!said) {
      return object;
    }
    MapValue.Builder about = MapValue.builder(Source.NONE, 0);
    if (object != null) {
      about.put(field, object);
    }
    MapValue root = MapValue.builder(Source.NONE, 0).put(REQUEST, about.build()).build();
    MapValue all = GivenValues.merge(root, variables).map(REQUEST);
    return all == null ? object : all.map(field);
  }
}
