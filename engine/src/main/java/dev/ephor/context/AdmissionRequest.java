package dev.ephor.context;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances under which one policy judges a resource.
 *
 * @param operation what is being done to it
 * @param user who does it; {@link UserInfo#UNKNOWN} when nobody said
 * @param oldObject the object before an update; null where there is none, and when an object is
 *     deleted: it is then the resource itself
 * @param variables what somebody says that variables are, by their dotted paths, such as {@code
 *     request.mode} or {@code dictionary.data}; they win over what the rule would find
 * @param ruleValues the same for single rules; they win over {@code variables}
 * @param addressed what the request is about where that is not the resource's own type; null
 *     otherwise
 * @param review an admission request as an API server sends it, whose fields are variables under
 *     {@code request}; empty where there is none
 */
public record AdmissionRequest(
    Operation operation,
    UserInfo user,
    @Nullable MapValue oldObject,
    MapValue variables,
    RuleValues ruleValues,
    @Nullable Addressed addressed,
    MapValue review) {

  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  /** The creation of a resource by nobody in particular, as {@code apply} pretends. */
  public static final AdmissionRequest CREATE =
      new AdmissionRequest(Operation.CREATE, UserInfo.UNKNOWN);

  /** A request about nothing but the object itself. */
  public AdmissionRequest(Operation operation, UserInfo user) {
    this(operation, user, null, NOTHING);
  }

  public AdmissionRequest(
      Operation operation, UserInfo user, @Nullable MapValue oldObject, MapValue variables) {
    this(operation, user, oldObject, variables, RuleValues.NONE, null, NOTHING);
  }

  /** The operations of an admission request. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /**
   * A subresource, or another type under which a resource is known.
   *
   * @param type the type that rules match, such as the one of the subresource's parent
   * @param subresource such as {@code scale}; empty for none
   */
  public record Addressed(GroupVersionKind type, String subresource) {}

  /** The type that rules match. */
  public GroupVersionKind type(Resource resource) {
    return addressed == null ? resource.type() : addressed.type();
  }

  /** The subresource that rules match; empty for none. */
  public String subresource() {
    return addressed == null ? "" : addressed.subresource();
  }
}
