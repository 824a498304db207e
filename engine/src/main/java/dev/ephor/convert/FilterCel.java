package dev.ephor.convert;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What match and exclude say besides kinds, as match conditions. */
final class FilterCel {

  private static final Ref METADATA = Ref.of("object", null).child("metadata");

  private FilterCel() {}

  /**
   * Whether a block holds.
   *
   * @param kinds those that every resource in question has; they need not be asked for
   */
  static Cel of(MatchBlock block, List<KindSelector> kinds) throws NotConvertible {
    List<Cel> filters = new ArrayList<>();
    for (ResourceFilter filter : block.filters()) {
      filters.add(filter(filter, kinds));
    }
    return block.mode() == MatchBlock.Mode.ANY ? Cel.or(filters) : Cel.and(filters);
  }

  private static Cel filter(ResourceFilter filter, List<KindSelector> kinds) throws NotConvertible {
    List<Cel> tests = new ArrayList<>();
    if (!filter.kinds().isEmpty() && !filter.kinds().containsAll(kinds)) {
      tests.add(kinds(filter));
    }
    if (!filter.operations().isEmpty()) {
      tests.add(TextTest.anyOf("request.operation", filter.operations()));
    }
    List<String> names = new ArrayList<>(filter.names());
    if (filter.name() != null && !names.isEmpty()) {
      tests.add(TextTest.matches("object.metadata.name", filter.name()));
    } else if (filter.name() != null) {
      names.add(filter.name());
    }
    if (!names.isEmpty()) {
      tests.add(TextTest.anyOf("object.metadata.name", names));
    }
    if (!filter.namespaces().isEmpty()) {
      tests.add(namespaces(filter, kinds));
    }
    for (Map.Entry<String, String> wanted : new TreeMap<>(filter.annotations()).entrySet()) {
      tests.add(entry(METADATA.child("annotations"), wanted.getKey(), wanted.getValue()));
    }
    if (filter.selector() != null) {
      tests.add(labels(filter.node(), filter.selector(), METADATA));
    }
    if (filter.namespaceSelector() != null) {
      throw new NotConvertible(
          filter.node(), "a namespace selector beside other filters or in exclude");
    }
    if (!filter.roles().isEmpty() || !filter.clusterRoles().isEmpty()) {
      throw new NotConvertible(
          filter.node(),
          "roles and clusterRoles: the user info that CEL sees has names and groups, no roles");
    }
    if (!filter.subjects().isEmpty()) {
      List<Cel> subjects = new ArrayList<>();
      for (ResourceFilter.Subject subject : filter.subjects()) {
        subjects.add(subject(subject));
      }
      tests.add(Cel.or(subjects));
    }
    return Cel.and(tests);
  }

  private static Cel kinds(ResourceFilter filter) throws NotConvertible {
    List<Cel> kinds = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    for (KindSelector kind : filter.kinds()) {
      if (!kind.subresource().isEmpty()) {
        throw new NotConvertible(filter.node(), "a subresource in one of several filters");
      }
      List<Cel> parts = new ArrayList<>();
      if (kind.group().equals("*") && kind.version().equals("*")) {
        plain.add(kind.kind());
        continue;
      }
      parts.add(TextTest.matches("object.kind", kind.kind()));
      String group =
          kind.group().equals("*") ? "*/" : kind.group().isEmpty() ? "" : kind.group() + "/";
      parts.add(
          kind.group().equals("*")
              ? Cel.or(
                  TextTest.matches("object.apiVersion", kind.version()),
                  TextTest.matches("object.apiVersion", group + kind.version()))
              : TextTest.matches("object.apiVersion", group + kind.version()));
      kinds.add(Cel.and(parts));
    }
    if (!plain.isEmpty()) {
      kinds.add(0, TextTest.anyOf("object.kind", plain));
    }
    return Cel.or(kinds);
  }

  /** A namespace counts as living in itself. */
  private static Cel namespaces(ResourceFilter filter, List<KindSelector> kinds) {
    boolean namespaces =
        !kinds.isEmpty() && kinds.stream().allMatch(kind -> kind.kind().equals("Namespace"));
    boolean pods = !kinds.isEmpty() && kinds.stream().allMatch(kind -> kind.kind().equals("Pod"));
    String own =
        namespaces
            ? "object.metadata.name"
            : pods ? "object.metadata.namespace" : "object.metadata.?namespace.orValue('')";
    Cel test = TextTest.anyOf(own, filter.namespaces());
    boolean mixed =
        !namespaces
            && (kinds.isEmpty()
                || kinds.stream().anyMatch(kind -> Wildcard.matches(kind.kind(), "Namespace")));
    return mixed
        ? Cel.or(
            test,
            Cel.and(
                Cel.compare("object.kind", "==", "'Namespace'"),
                TextTest.anyOf("object.metadata.name", filter.namespaces())))
        : test;
  }

  /** Whether labels or annotations have an entry. */
  private static Cel entry(Ref map, String key, String value) {
    if (!Wildcard.containsWildcard(key)) {
      Ref entry = map.child(key);
      return Wildcard.matches(value, "") ? entry.asked() : TextTest.matches(entry.or("''"), value);
    }
    Cel keys = TextTest.matches("key", key);
    Cel values = TextTest.matches(map.solid() + "[key]", value);
    return Cel.exists(map.or("{}"), "key", Cel.and(keys, values));
  }

  /**
   * Whether a selector selects.
   *
   * @param clause what is blamed where it cannot be converted
   * @param metadata of what is selected
   */
  static Cel labels(Value clause, LabelSelector selector, Ref metadata) throws NotConvertible {
    Ref labels = metadata.child("labels");
    List<Cel> tests = new ArrayList<>();
    for (Map.Entry<String, String> wanted : new TreeMap<>(selector.matchLabels()).entrySet()) {
      tests.add(entry(labels, wanted.getKey(), wanted.getValue()));
    }
    for (LabelSelector.Requirement wanted : selector.matchExpressions()) {
      Ref entry = labels.child(wanted.key());
      tests.add(
          switch (wanted.operator()) {
            case "In" -> Cel.and(entry.asked(), TextTest.anyOf(entry.or("''"), wanted.values()));
            case "NotIn" ->
                Cel.not(Cel.and(entry.asked(), TextTest.anyOf(entry.or("''"), wanted.values())));
            case "Exists" -> entry.asked();
            case "DoesNotExist" -> Cel.not(entry.asked());
            default -> throw new NotConvertible(clause, "a label selector with another operator");
          });
    }
    return Cel.and(tests);
  }

  private static Cel subject(ResourceFilter.Subject subject) {
    return switch (subject.kind()) {
      case "Group" ->
          Cel.exists("request.userInfo.groups", "group", TextTest.matches("group", subject.name()));
      case "ServiceAccount" ->
          TextTest.matches(
              "request.userInfo.username",
              "system:serviceaccount:" + subject.namespace() + ":" + subject.name());
      case "User" -> TextTest.matches("request.userInfo.username", subject.name());
      default -> Cel.Text.FALSE;
    };
  }
}
