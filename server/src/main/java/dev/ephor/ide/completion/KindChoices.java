package dev.ephor.ide.completion;

import dev.ephor.ide.completion.FieldValues.Choice;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.Deprecation;
import dev.ephor.schema.KubernetesIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kinds and versions: those of the schemas, of the workspace's definitions, of its objects. */
final class KindChoices {

  /** The kinds that policies and manifests are mostly about; others follow by their names. */
  private static final List<String> USUAL =
      List.of(
          "Pod",
          "Deployment",
          "Namespace",
          "Service",
          "ConfigMap",
          "Secret",
          "Ingress",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob",
          "ServiceAccount",
          "NetworkPolicy",
          "ReplicaSet",
          "PersistentVolumeClaim",
          "Role",
          "RoleBinding",
          "ClusterRole",
          "ClusterRoleBinding",
          "Node",
          "ClusterPolicy",
          "ValidatingPolicy",
          "PolicyException");

  private static final List<String> POLICIES =
      List.of(
          "ValidatingPolicy",
          "MutatingPolicy",
          "GeneratingPolicy",
          "DeletingPolicy",
          "ImageValidatingPolicy",
          "NamespacedValidatingPolicy",
          "NamespacedMutatingPolicy",
          "NamespacedGeneratingPolicy",
          "NamespacedDeletingPolicy",
          "NamespacedImageValidatingPolicy");

  /** Parts of objects that are asked for by themselves. */
  private static final List<String> SUBRESOURCES =
      List.of(
          "Pod/exec",
          "Pod/ephemeralcontainers",
          "Pod/eviction",
          "Pod/status",
          "Deployment/scale",
          "StatefulSet/scale",
          "ReplicaSet/scale",
          "Node/status",
          "ServiceAccount/token");

  private KindChoices() {}

  /** What {@code kinds} of a match may say: kinds; with their groups once a slash is typed. */
  static List<Choice> selectors(Cursor cursor) {
    boolean groups = cursor.site().typed().indexOf('/') >= 0;
    List<Choice> choices = new ArrayList<>();
    if (!groups) {
      byName(cursor)
          .forEach((kind, versions) -> choices.add(Choice.type(kind, String.join(", ", versions))));
      choices.add(new Choice("*", Proposal.Kind.OPERATOR, "every kind"));
      return choices;
    }
    SUBRESOURCES.forEach(text -> choices.add(Choice.type(text, "subresource")));
    for (GroupVersionKind type : sorted(cursor)) {
      choices.add(Choice.type(type.apiVersion() + "/" + type.kind(), ""));
    }
    return choices;
  }

  /** The kinds of the version beside, or all. */
  static List<Choice> kinds(Cursor cursor) {
    String version = FieldValues.beside(cursor, "apiVersion");
    List<Choice> choices = new ArrayList<>();
    if (version.isEmpty()) {
      byName(cursor)
          .forEach((kind, versions) -> choices.add(Choice.type(kind, String.join(", ", versions))));
      return choices;
    }
    for (GroupVersionKind type : sorted(cursor)) {
      if (type.apiVersion().equals(version)) {
        choices.add(Choice.type(type.kind(), version));
      }
    }
    return choices;
  }

  /** The versions of the kind beside, or all; the stable ones first. */
  static List<Choice> versions(Cursor cursor) {
    String kind = FieldValues.beside(cursor, "kind");
    Map<String, Choice> versions = new LinkedHashMap<>();
    for (GroupVersionKind type : sorted(cursor)) {
      if (kind.isEmpty() || type.kind().equals(kind)) {
        String since =
            kind.isEmpty()
                ? ""
                : KubernetesIndex.deprecated(type).map(Deprecation::since).orElse("");
        versions.putIfAbsent(
            type.apiVersion(),
            since.isEmpty()
                ? Choice.type(type.apiVersion(), kind)
                : new Choice(
                    type.apiVersion(), Proposal.Kind.TYPE, "deprecated since " + since, true));
      }
    }
    return List.copyOf(versions.values());
  }

  static List<Choice> ofPolicies(Cursor cursor) {
    return POLICIES.stream().map(kind -> Choice.type(kind, "policies.kyverno.io")).toList();
  }

  /** The kinds of the objects that a test names, then all. */
  static List<Choice> ofTestedObjects(Cursor cursor) {
    Set<String> kinds = new LinkedHashSet<>();
    NameChoices.tested(cursor).forEach(object -> kinds.add(object.kind()));
    kinds.addAll(byName(cursor).keySet());
    return kinds.stream().map(kind -> Choice.type(kind, "")).toList();
  }

  /** The kinds by name with their versions, the usual first. */
  private static Map<String, List<String>> byName(Cursor cursor) {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    for (GroupVersionKind type : sorted(cursor)) {
      List<String> versions = kinds.computeIfAbsent(type.kind(), kind -> new ArrayList<>());
      if (versions.size() < 2 && !versions.contains(type.apiVersion())) {
        versions.add(type.apiVersion());
      }
    }
    return kinds;
  }

  private static List<GroupVersionKind> sorted(Cursor cursor) {
    return cursor.snapshot().schemas().kinds().stream()
        .sorted(
            Comparator.comparingInt((GroupVersionKind type) -> usual(type.kind()))
                .thenComparing(GroupVersionKind::kind)
                .thenComparingInt(KindChoices::maturity)
                .thenComparing(GroupVersionKind::version, Comparator.reverseOrder())
                .thenComparing(GroupVersionKind::group))
        .toList();
  }

  private static int usual(String kind) {
    int at = USUAL.indexOf(kind);
    return at < 0 ? USUAL.size() : at;
  }

  private static int maturity(GroupVersionKind type) {
    boolean old = type.group().equals("extensions");
    return old ? 3 : type.version().contains("alpha") ? 2 : type.version().contains("beta") ? 1 : 0;
  }
}
