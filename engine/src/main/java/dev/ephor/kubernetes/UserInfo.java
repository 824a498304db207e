package dev.ephor.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * Who made a request.
 *
 * @param username empty when unknown
 * @param uid empty when unknown
 * @param groups the user's groups
 * @param extra what else the authenticator says
 * @param roles bound roles as {@code namespace:name}
 * @param clusterRoles bound cluster roles
 */
public record UserInfo(
    String username,
    String uid,
    List<String> groups,
    Map<String, List<String>> extra,
    List<String> roles,
    List<String> clusterRoles) {

  /** Nobody was named: filters on users are ignored, as the reference does without user info. */
  public static final UserInfo UNKNOWN = new UserInfo("", List.of(), List.of(), List.of());

  public UserInfo {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
    roles = List.copyOf(roles);
    clusterRoles = List.copyOf(clusterRoles);
  }

  public UserInfo(
      String username, List<String> groups, List<String> roles, List<String> clusterRoles) {
    this(username, "", groups, Map.of(), roles, clusterRoles);
  }
}
