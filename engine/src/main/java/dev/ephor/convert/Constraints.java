package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.rule.cel.PluralName;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code resourceRules} that select what the kinds of a match select.
 *
 * @param rules by group and versions, in the order of the text
 * @param types the kinds that are meant, as far as they are known
 * @param operations that are asked about
 */
record Constraints(List<Rule> rules, List<GroupVersionKind> types, List<String> operations) {

  /** What a policy about nothing in particular is asked for. */
  private static final List<String> USUAL = List.of("CREATE", "UPDATE");

  /** A group that Kubernetes serves no more; nobody means it who does not name it. */
  private static final String GONE = "extensions";

  Constraints {
    rules = List.copyOf(rules);
    types = List.copyOf(types);
    operations = List.copyOf(operations);
  }

  /** One of the {@code resourceRules}. */
  record Rule(String group, List<String> versions, List<String> resources) {}

  static Constraints of(MatchBlock match, boolean mentionsDelete) throws NotConvertible {
    Set<KindSelector> kinds = new LinkedHashSet<>();
    Set<String> operations = new LinkedHashSet<>();
    boolean anyOperation = false;
    int withKinds = 0;
    for (ResourceFilter filter : match.filters()) {
      if (match.mode() == MatchBlock.Mode.ANY && filter.kinds().isEmpty()) {
        throw new NotConvertible(filter.node(), "a match filter without kinds");
      }
      withKinds += filter.kinds().isEmpty() ? 0 : 1;
      kinds.addAll(filter.kinds());
      operations.addAll(filter.operations());
      anyOperation |= filter.operations().isEmpty();
    }
    if (kinds.isEmpty() || (match.mode() == MatchBlock.Mode.ALL && withKinds > 1)) {
      throw new NotConvertible(
          match.node(), "a match without kinds, or of several that must all hold");
    }
    if (anyOperation) {
      operations.addAll(USUAL);
      if (mentionsDelete) {
        operations.add("DELETE");
      }
    }
    List<Rule> rules = new ArrayList<>();
    Set<GroupVersionKind> types = new LinkedHashSet<>();
    for (KindSelector kind : kinds) {
      add(kind, rules, types, match.node());
    }
    return new Constraints(merged(rules), List.copyOf(types), List.copyOf(operations));
  }

  private static void add(
      KindSelector kind, List<Rule> rules, Set<GroupVersionKind> types, Value clause)
      throws NotConvertible {
    String below = kind.subresource().isEmpty() ? "" : "/" + kind.subresource();
    if (kind.kind().equals("*")) {
      rules.add(new Rule(kind.group(), List.of(kind.version()), List.of("*" + below)));
      return;
    } else if (Wildcard.containsWildcard(kind.kind()) || kind.kind().isEmpty()) {
      throw new NotConvertible(clause, "a wildcard in a kind");
    }
    Map<String, Set<String>> versions = new LinkedHashMap<>();
    Map<String, String> plurals = new LinkedHashMap<>();
    for (KubernetesIndex.Kind known : KubernetesIndex.named(kind.kind())) {
      boolean gone = known.type().group().equals(GONE) && !kind.group().equals(GONE);
      if (kind.mayMatch(known.type()) && !gone) {
        versions
            .computeIfAbsent(known.type().group(), g -> new LinkedHashSet<>())
            .add(known.type().version());
        plurals.put(known.type().group(), known.plural());
        types.add(known.type());
      }
    }
    if (versions.isEmpty()) {
      GroupVersionKind type = new GroupVersionKind(kind.group(), kind.version(), kind.kind());
      types.add(type);
      rules.add(
          new Rule(kind.group(), List.of(kind.version()), List.of(PluralName.of(type) + below)));
    }
    versions.forEach(
        (group, all) ->
            rules.add(new Rule(group, List.copyOf(all), List.of(plurals.get(group) + below))));
  }

  private static List<Rule> merged(List<Rule> rules) {
    List<Rule> merged = new ArrayList<>();
    for (Rule rule : rules) {
      int same = -1;
      for (int i = 0; i < merged.size(); i++) {
        if (merged.get(i).group().equals(rule.group())
            && merged.get(i).versions().equals(rule.versions())) {
          same = i;
        }
      }
      if (same < 0) {
        merged.add(rule);
      } else {
        Set<String> resources = new LinkedHashSet<>(merged.get(same).resources());
        resources.addAll(rule.resources());
        merged.set(same, new Rule(rule.group(), rule.versions(), List.copyOf(resources)));
      }
    }
    return merged;
  }
}
