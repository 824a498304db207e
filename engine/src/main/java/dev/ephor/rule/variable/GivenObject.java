package dev.ephor.rule.variable;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;

/**
 * The resource as somebody says that it is: values given for variables such as {@code
 * request.object.metadata.labels.team} change what rules match and judge, too.
 */
public final class GivenObject {

  private static final String REQUEST = "request";

  private GivenObject() {}

  /** The resource with what the request's values say of it; the same one where they say nothing. */
  public static Resource of(Resource resource, AdmissionRequest request) {
    String object = request.operation() == Operation.DELETE ? "oldObject" : "object";
    MapValue given = request.variables();
    boolean concerned = false;
    for (int i = 0; i < given.size(); i++) {
      concerned |= (given.keyAt(i) + ".").startsWith(REQUEST + "." + object + ".");
    }
    if (!concerned) {
      return resource;
    }
    MapValue root = resource.root();
    MapValue nothing = MapValue.empty(root.source(), root.node());
    MapValue written = nothing.with(REQUEST, nothing.with(object, root));
    MapValue merged = GivenValues.merge(written, given).map(REQUEST);
    MapValue changed = merged == null ? null : merged.map(object);
    return changed == null ? resource : Resource.changed(changed);
  }
}
