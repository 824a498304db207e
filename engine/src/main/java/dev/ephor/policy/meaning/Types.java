package dev.ephor.policy.meaning;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.PolicySchemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The structures of the kinds that a document is of, or that a policy matches. */
public final class Types {

  /** Names with wildcards that match more kinds than this say nothing of their fields. */
  private static final int MANY = 12;

  private Types() {}

  /** The structure of a kind, or null for a kind that is not known. */
  public static @Nullable ObjectSchema of(String apiVersion, String kind) {
    ObjectSchema policy = PolicySchemas.of(apiVersion, kind);
    return policy != null ? policy : KubernetesIndex.type(GroupVersionKind.of(apiVersion, kind));
  }

  /** The kinds that a rule's or a filter's {@code match} names, in the order of the text. */
  static List<ObjectSchema> matchedBy(@Nullable MapValue match) {
    List<ObjectSchema> types = new ArrayList<>();
    if (match != null) {
      kinds(match.map("resources"), types);
      for (String list : List.of("any", "all")) {
        ListValue filters = match.list(list);
        for (Value filter : filters == null ? List.<Value>of() : filters.values()) {
          kinds(filter instanceof MapValue map ? map.map("resources") : null, types);
        }
      }
    }
    return types;
  }

  private static void kinds(@Nullable MapValue resources, List<ObjectSchema> types) {
    ListValue kinds = resources == null ? null : resources.list("kinds");
    for (Value kind : kinds == null ? List.<Value>of() : kinds.values()) {
      String text = Objects.requireNonNullElse(kind.asString(), "");
      KindSelector selector = KindSelector.of(text);
      if (selector.subresource().isEmpty()) {
        add(found(known -> selector.mayMatch(known.type())), types);
      }
    }
  }

  /** The kinds that the rules of a policy in CEL name. */
  static List<ObjectSchema> constrainedBy(@Nullable MapValue constraints) {
    List<ObjectSchema> types = new ArrayList<>();
    ListValue rules = constraints == null ? null : constraints.list("resourceRules");
    for (Value rule : rules == null ? List.<Value>of() : rules.values()) {
      if (rule instanceof MapValue map) {
        List<String> groups = texts(map.list("apiGroups"));
        List<String> versions = texts(map.list("apiVersions"));
        for (String resource : texts(map.list("resources"))) {
          add(
              found(
                  kind ->
                      Wildcard.matches(resource, kind.plural())
                          && among(groups, kind.type().group())
                          && among(versions, kind.type().version())),
              types);
        }
      }
    }
    return types;
  }

  /** A list that is not there restricts nothing; it may be that it is not written yet. */
  private static boolean among(List<String> wanted, String name) {
    return wanted.isEmpty() || wanted.contains(name) || wanted.contains("*");
  }

  private static List<String> texts(@Nullable ListValue list) {
    List<String> texts = new ArrayList<>();
    for (Value value : list == null ? List.<Value>of() : list.values()) {
      String text = value.asString();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static List<KubernetesIndex.Kind> found(Predicate<KubernetesIndex.Kind> wanted) {
    return KubernetesIndex.kinds().stream()
        .filter(wanted)
        .sorted(Comparator.comparing(kind -> unstable(kind.type().version())))
        .toList();
  }

  private static boolean unstable(String version) {
    return version.contains("alpha") || version.contains("beta");
  }

  private static void add(List<KubernetesIndex.Kind> kinds, List<ObjectSchema> types) {
    for (KubernetesIndex.Kind kind :
        kinds.size() > MANY ? List.<KubernetesIndex.Kind>of() : kinds) {
      ObjectSchema type = KubernetesIndex.type(kind.type());
      if (type != null && !types.contains(type)) {
        types.add(type);
      }
    }
  }
}
