package dev.ephor.ide.completion;

import dev.ephor.ide.completion.FieldValues.Choice;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** API groups, versions and resources that fit each other, as rules for requests name them. */
final class ApiChoices {

  /** What rules are mostly about; others follow by their names. */
  private static final List<String> USUAL =
      List.of(
          "pods",
          "deployments",
          "namespaces",
          "services",
          "configmaps",
          "secrets",
          "ingresses",
          "statefulsets",
          "daemonsets",
          "jobs",
          "cronjobs",
          "replicasets",
          "serviceaccounts",
          "networkpolicies",
          "persistentvolumeclaims",
          "roles",
          "rolebindings",
          "clusterroles",
          "clusterrolebindings",
          "nodes");

  private ApiChoices() {}

  static List<Choice> groups(Cursor cursor) {
    Set<String> groups = new LinkedHashSet<>();
    for (KubernetesIndex.Kind kind : fitting(cursor, false, false, true)) {
      groups.add(kind.type().group());
    }
    List<Choice> choices = new ArrayList<>();
    for (String group : groups) {
      choices.add(new Choice(group, Proposal.Kind.VALUE, group.isEmpty() ? "the core group" : ""));
    }
    choices.add(new Choice("*", Proposal.Kind.OPERATOR, "every group"));
    return choices;
  }

  static List<Choice> versions(Cursor cursor) {
    Set<String> versions = new LinkedHashSet<>();
    for (KubernetesIndex.Kind kind : fitting(cursor, true, false, true)) {
      versions.add(kind.type().version());
    }
    List<Choice> choices = new ArrayList<>(versions.stream().map(Choice::value).toList());
    choices.add(new Choice("*", Proposal.Kind.OPERATOR, "every version"));
    return choices;
  }

  static List<Choice> resources(Cursor cursor) {
    Set<String> plurals = new LinkedHashSet<>();
    List<Choice> choices = new ArrayList<>();
    for (KubernetesIndex.Kind kind : fitting(cursor, true, true, false)) {
      if (plurals.add(kind.plural())) {
        choices.add(Choice.type(kind.plural(), kind.type().apiVersion()));
      }
    }
    choices.add(new Choice("*", Proposal.Kind.OPERATOR, "every resource"));
    return choices;
  }

  /** The kinds that fit what the fields beside say already. */
  private static List<KubernetesIndex.Kind> fitting(
      Cursor cursor, boolean byGroup, boolean byVersion, boolean byResource) {
    Set<String> groups = byGroup ? beside(cursor, "apiGroups") : Set.of();
    Set<String> versions = byVersion ? beside(cursor, "apiVersions") : Set.of();
    Set<String> resources = byResource ? beside(cursor, "resources") : Set.of();
    return Stream.concat(
            cursor.snapshot().schemas().customKinds().stream(), KubernetesIndex.kinds().stream())
        .filter(kind -> fits(groups, kind.type().group()))
        .filter(kind -> fits(versions, kind.type().version()))
        .filter(kind -> fits(resources, kind.plural()))
        .sorted(
            Comparator.comparingInt((KubernetesIndex.Kind kind) -> usual(kind.plural()))
                .thenComparing(kind -> kind.type().version().contains("alpha"))
                .thenComparing(kind -> kind.type().version().contains("beta"))
                .thenComparing(KubernetesIndex.Kind::plural))
        .toList();
  }

  private static boolean fits(Set<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains("*") || wanted.contains(name);
  }

  private static int usual(String plural) {
    int at = USUAL.indexOf(plural);
    return at < 0 ? USUAL.size() : at;
  }

  private static Set<String> beside(Cursor cursor, String field) {
    Set<String> texts = new LinkedHashSet<>();
    List<NodePath.Step> steps = cursor.path().steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).key() != null) {
        ListValue list = steps.get(i).in() instanceof MapValue map ? map.list(field) : null;
        for (Value value : list == null ? List.<Value>of() : list.values()) {
          String text = value.asString();
          if (text != null) {
            texts.add(text);
          }
        }
        break;
      }
    }
    return texts;
  }
}
