package dev.ephor.context;

import dev.ephor.kubernetes.UserInfo;

/**
 * The circumstances under which a resource is judged.
 *
 * @param operation what is being done to it
 * @param user who does it; {@link UserInfo#UNKNOWN} when nobody said
 */
public record AdmissionRequest(Operation operation, UserInfo user) {

  /** The creation of a resource by nobody in particular, as {@code apply} pretends. */
  public static final AdmissionRequest CREATE =
      new AdmissionRequest(Operation.CREATE, UserInfo.UNKNOWN);

  /** The operations of an admission request. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }
}
