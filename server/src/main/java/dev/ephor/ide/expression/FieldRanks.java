package dev.ephor.ide.expression;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which fields are proposed: those that the document uses already, then those that
 * policies mostly ask about.
 */
final class FieldRanks {

  /** Fields that policies ask about, roughly by how often. */
  private static final List<String> USUAL =
      List.of(
          "object",
          "spec",
          "metadata",
          "name",
          "namespace",
          "labels",
          "containers",
          "annotations",
          "operation",
          "image",
          "template",
          "securityContext",
          "userInfo",
          "initContainers",
          "username",
          "kind",
          "oldObject",
          "data",
          "items",
          "volumes",
          "ephemeralContainers",
          "resources",
          "selector",
          "matchLabels",
          "rules",
          "ports",
          "env",
          "roles",
          "groups",
          "clusterRoles",
          "replicas",
          "type",
          "limits",
          "requests",
          "memory",
          "cpu",
          "value",
          "path",
          "host",
          "key",
          "status",
          "apiVersion",
          "serviceAccountName",
          "hostPath",
          "hostNetwork",
          "capabilities",
          "runAsNonRoot",
          "runAsUser",
          "privileged",
          "allowPrivilegeEscalation",
          "registry",
          "tag",
          "digest",
          "readinessProbe",
          "livenessProbe",
          "nodeSelector",
          "tolerations",
          "affinity",
          "storageClassName",
          "ownerReferences",
          "jobTemplate",
          "drop",
          "add",
          "subjects",
          "roleRef",
          "http",
          "paths",
          "backend",
          "service",
          "number",
          "port",
          "hostPort",
          "secretName",
          "configMap",
          "secret",
          "volumeMounts",
          "mountPath",
          "tls",
          "hosts",
          "verbs",
          "apiGroups",
          "resourceNames",
          "parameters",
          "expression",
          "options");

  /** Keys of policies and of tests, which say nothing of the fields that are asked about. */
  private static final Set<String> OF_POLICIES =
      Set.of("resources", "rules", "selector", "subjects", "roles", "operations", "status", "type");

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Map<String, Integer> RANKS = new HashMap<>();

  static {
    for (int i = 0; i < USUAL.size(); i++) {
      RANKS.put(USUAL.get(i), i);
    }
  }

  private static final int UNUSUAL = 200;

  private final Set<String> used = new HashSet<>();
  private final Set<String> members = new TreeSet<>();

  /**
   * @param document the text around the expression
   * @param cursor an offset in the word that does not count
   */
  FieldRanks(String document, int cursor) {
    Matcher words = WORD.matcher(document);
    while (words.find()) {
      boolean ofPolicy = OF_POLICIES.contains(words.group()) && isKey(document, words.end());
      if (!ofPolicy && (words.end() < cursor || words.start() > cursor)) {
        used.add(words.group());
        if (words.start() > 0 && isDot(document, words.start() - 1)) {
          members.add(words.group());
        }
      }
    }
  }

  private static boolean isKey(String text, int end) {
    return end < text.length() && text.charAt(end) == ':';
  }

  private static boolean isDot(String text, int at) {
    return text.charAt(at) == '.'
        || (text.charAt(at) == '?' && at > 0 && text.charAt(at - 1) == '.');
  }

  /** Names that stand behind dots elsewhere in the document. */
  Set<String> members() {
    return members;
  }

  /** The rank of a field by how often policies ask about it, whatever the document does. */
  int usual(String field) {
    return RANKS.getOrDefault(field, UNUSUAL);
  }

  /** The rank of a field: lower comes first. */
  int of(String field) {
    int usual = RANKS.getOrDefault(field, UNUSUAL);
    return used.contains(field) ? usual : UNUSUAL + usual;
  }
}
