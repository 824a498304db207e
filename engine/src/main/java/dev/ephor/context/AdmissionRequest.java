package dev.ephor.context;

import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances under which a resource is judged.
 *
 * @param operation what is being done to it
 * @param user who does it; {@link UserInfo#UNKNOWN} when nobody said
 * @param oldObject the object before an update, or the deleted one; null where there is none
 * @param variables what somebody says that variables are, by their dotted paths, such as {@code
 *     request.mode} or {@code dictionary.data}; they win over what the rule would find
 */
public record AdmissionRequest(
    Operation operation, UserInfo user, @Nullable MapValue oldObject, MapValue variables) {

  /** The creation of a resource by nobody in particular, as {@code apply} pretends. */
  public static final AdmissionRequest CREATE =
      new AdmissionRequest(Operation.CREATE, UserInfo.UNKNOWN);

  /** A request about nothing but the object itself. */
  public AdmissionRequest(Operation operation, UserInfo user) {
    this(operation, user, null, MapValue.empty(Source.NONE, 0));
  }

  /** The operations of an admission request. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }
}
