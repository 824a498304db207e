package dev.ephor.workspace;

import dev.ephor.kubernetes.UserInfo;
import java.util.Map;

/**
 * What {@code ephor.yaml} and the client's settings say about evaluation.
 *
 * @param namespaceLabels labels of namespaces that no manifest declares
 * @param user who the requests are pretended to come from
 */
public record Configuration(Map<String, Map<String, String>> namespaceLabels, UserInfo user) {

  /** Sensible without any configuration. */
  public static final Configuration DEFAULT = new Configuration(Map.of(), UserInfo.UNKNOWN);
}
