package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.MessageType;
import java.util.HashMap;
import java.util.Map;

/** Object types whose fields are known: names and types of their fields. */
final class Structs {

  private static final Map<String, Map<String, String>> TYPES =
      Map.of(
          "kubernetes.GroupVersionKind",
          Map.of("group", "string", "version", "string", "kind", "string"),
          "kubernetes.GroupVersionResource",
          Map.of("group", "string", "version", "string", "resource", "string"),
          "kubernetes.UserInfo",
          Map.of(
              "username", "string",
              "uid", "string",
              "groups", "list(string)",
              "extra", "map(string, list(string))"),
          "kubernetes.AdmissionRequest",
          Map.ofEntries(
              Map.entry("kind", "kubernetes.GroupVersionKind"),
              Map.entry("resource", "kubernetes.GroupVersionResource"),
              Map.entry("subResource", "string"),
              Map.entry("requestKind", "kubernetes.GroupVersionKind"),
              Map.entry("requestResource", "kubernetes.GroupVersionResource"),
              Map.entry("requestSubResource", "string"),
              Map.entry("name", "string"),
              Map.entry("namespace", "string"),
              Map.entry("operation", "string"),
              Map.entry("userInfo", "kubernetes.UserInfo"),
              Map.entry("dryRun", "bool"),
              Map.entry("options", "dyn"),
              Map.entry("object", "dyn"),
              Map.entry("oldObject", "dyn")),
          "kubernetes.NamespaceMetadata",
          Map.ofEntries(
              Map.entry("name", "string"),
              Map.entry("generateName", "string"),
              Map.entry("namespace", "string"),
              Map.entry("labels", "map(string, string)"),
              Map.entry("annotations", "map(string, string)"),
              Map.entry("UID", "string"),
              Map.entry("creationTimestamp", "timestamp"),
              Map.entry("deletionGracePeriodSeconds", "int"),
              Map.entry("deletionTimestamp", "timestamp"),
              Map.entry("generation", "int"),
              Map.entry("resourceVersion", "string"),
              Map.entry("finalizers", "list(string)")),
          "kubernetes.NamespaceSpec",
          Map.of("finalizers", "list(string)"),
          "kubernetes.NamespaceStatus",
          Map.of("phase", "string"),
          "kubernetes.Namespace",
          Map.of(
              "metadata", "kubernetes.NamespaceMetadata",
              "spec", "kubernetes.NamespaceSpec",
              "status", "kubernetes.NamespaceStatus"),
          "user.ServiceAccount",
          Map.of("Namespace", "string", "Name", "string"),
          "libs.Exception",
          Map.of("allowedImages", "list(string)", "allowedValues", "list(string)"));

  private Structs() {}

  /**
   * Whether expressions may make objects of a type: partial objects of Kubernetes, which have any
   * field, and JSON patch operations.
   */
  static boolean isMade(String name) {
    return name.equals("JSONPatch") || name.equals("Object") || name.startsWith("Object.");
  }

  static boolean has(String name) {
    return TYPES.containsKey(name)
        || MessageType.find(name) != null
        || name.equals("kyverno.variables");
  }

  /** The fields of all types, by the types' names. */
  static Map<String, Map<String, String>> all() {
    Map<String, Map<String, String>> all = new HashMap<>(TYPES);
    MessageType.all().forEach((name, type) -> all.put(name, type.fields()));
    return all;
  }
}
