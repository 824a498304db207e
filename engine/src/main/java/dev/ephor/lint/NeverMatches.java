package dev.ephor.lint;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.LabelSelector.Requirement;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.MatchConstraints;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.ResourceRule;
import dev.ephor.policy.Rule;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.KubernetesIndex.Scope;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A match that no object can satisfy: labels that exclude each other, namespaces of kinds that have
 * none, filters that all have to hold and name different kinds, an exclude that takes all away, a
 * precondition for another operation. What the reference itself refuses as an empty selection is
 * left to its check.
 */
final class NeverMatches implements Lint.Check {

  private static final Set<String> CONTROLLERS =
      Set.of(
          "CronJob",
          "DaemonSet",
          "Deployment",
          "Job",
          "ReplicaSet",
          "ReplicationController",
          "StatefulSet");

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    KyvernoPolicy policy = subject.kyverno();
    if (policy != null) {
      for (Rule rule : policy.spec().rules()) {
        block(rule.match(), policy.namespace(), found);
        together(rule.match(), found);
        excluded(rule.match(), rule.exclude(), found);
        OperationDemands.check(rule, found);
      }
    }
    PolicyException exception = subject.exception();
    if (exception != null) {
      block(exception.match(), "", found);
      together(exception.match(), found);
    }
    CelPolicy cel = subject.cel();
    MatchConstraints constraints = cel == null ? null : cel.spec().constraints();
    if (constraints != null) {
      constraints(constraints, found);
    }
  }

  private static void block(MatchBlock block, String namespace, Consumer<LintFinding> found) {
    for (ResourceFilter filter : block.filters()) {
      String reason = reason(filter, namespace);
      if (reason != null) {
        found.accept(LintFinding.atKey(at(filter), "this never matches: " + reason));
      }
    }
  }

  private static @Nullable String reason(ResourceFilter filter, String namespace) {
    String labels = contradiction(filter.selector());
    if (labels != null) {
      return labels;
    }
    String ofNamespace = contradiction(filter.namespaceSelector());
    if (ofNamespace != null) {
      return ofNamespace;
    }
    boolean cluster =
        !filter.kinds().isEmpty() && filter.kinds().stream().allMatch(NeverMatches::isOfCluster);
    if (cluster && !namespace.isEmpty()) {
      return "a Policy sees objects of its namespace only, and these kinds are in none";
    }
    boolean named =
        !filter.namespaces().isEmpty()
            && filter.namespaces().stream().noneMatch(name -> Wildcard.matches(name, ""));
    // The reference takes a namespace's own name for its namespace.
    boolean isNamespace =
        filter.kinds().stream().anyMatch(kind -> Wildcard.matches(kind.kind(), "Namespace"));
    return cluster && named && !isNamespace
        ? "these kinds are in no namespace, and namespaces are demanded"
        : null;
  }

  /** Why no labels satisfy a selector; null where some may. */
  private static @Nullable String contradiction(@Nullable LabelSelector selector) {
    if (selector == null) {
      return null;
    }
    for (Requirement one : selector.matchExpressions()) {
      for (Map.Entry<String, String> wanted : selector.matchLabels().entrySet()) {
        boolean plain =
            !Wildcard.containsWildcard(wanted.getKey() + wanted.getValue())
                && wanted.getKey().equals(one.key());
        if (plain && !allows(one, wanted.getValue())) {
          return "the label "
              + one.key()
              + " cannot be "
              + wanted.getValue()
              + " and also "
              + said(one);
        }
      }
      for (Requirement other : selector.matchExpressions()) {
        if (one.key().equals(other.key()) && excludes(one, other)) {
          return "the label " + one.key() + " cannot be " + said(one) + " and also " + said(other);
        }
      }
    }
    return null;
  }

  private static boolean allows(Requirement requirement, String value) {
    return switch (requirement.operator()) {
      case "In" -> requirement.values().contains(value);
      case "NotIn" -> !requirement.values().contains(value);
      case "DoesNotExist" -> false;
      default -> true;
    };
  }

  private static boolean excludes(Requirement one, Requirement other) {
    return switch (one.operator()) {
      case "In" ->
          !one.values().isEmpty() && one.values().stream().noneMatch(value -> allows(other, value));
      case "Exists" -> other.operator().equals("DoesNotExist");
      default -> false;
    };
  }

  private static String said(Requirement requirement) {
    String operator = requirement.operator();
    return requirement.values().isEmpty()
        ? operator
        : operator + " " + String.join(", ", requirement.values());
  }

  private static boolean isOfCluster(KindSelector selector) {
    List<KubernetesIndex.Kind> named = KubernetesIndex.named(selector.kind());
    // A kind of this name in another group may be anything.
    boolean any = selector.group().equals("*");
    return !named.isEmpty()
        && named.stream()
            .filter(kind -> any || selector.mayMatch(kind.type()))
            .allMatch(kind -> kind.scope() == Scope.CLUSTER)
        && named.stream().anyMatch(kind -> selector.mayMatch(kind.type()));
  }

  /** Filters that all have to hold. */
  private static void together(MatchBlock match, Consumer<LintFinding> found) {
    if (match.mode() != MatchBlock.Mode.ALL) {
      return;
    }
    for (ResourceFilter one : match.filters()) {
      for (ResourceFilter other : match.filters()) {
        if (one != other
            && one.node().node() > other.node().node()
            && !one.kinds().isEmpty()
            && !other.kinds().isEmpty()
            && one.kinds().stream()
                .allMatch(
                    kind -> other.kinds().stream().allMatch(second -> differ(kind, second)))) {
          found.accept(
              LintFinding.atKey(
                      at(one),
                      "this never matches: all filters have to hold, and no object is of kinds of"
                          + " both; use any")
                  .with(at(other).place(Place.Part.KEY), "the other kinds"));
          return;
        }
      }
    }
  }

  /** Rules for pods become rules for their controllers, which may then be what both name. */
  private static boolean differ(KindSelector one, KindSelector other) {
    boolean become =
        (one.kind().equals("Pod") && CONTROLLERS.contains(other.kind()))
            || (other.kind().equals("Pod") && CONTROLLERS.contains(one.kind()));
    return !become
        && !Wildcard.containsWildcard(one.kind())
        && !Wildcard.containsWildcard(other.kind())
        && !one.kind().equals(other.kind());
  }

  /** An exclude of nothing but kinds that takes away what some filter selects. */
  private static void excluded(
      MatchBlock match, @Nullable MatchBlock exclude, Consumer<LintFinding> found) {
    if (exclude == null || match.filters().isEmpty()) {
      return;
    }
    for (ResourceFilter taken : exclude.filters()) {
      boolean alone = exclude.mode() == MatchBlock.Mode.ANY || exclude.filters().size() == 1;
      boolean all =
          match.filters().stream()
              .allMatch(
                  filter ->
                      !filter.kinds().isEmpty()
                          && filter.kinds().stream().allMatch(kind -> takes(taken, kind)));
      boolean told =
          match.filters().stream().anyMatch(filter -> filter.node().equals(taken.node()));
      if (alone && all && !told && RuleScope.isOpen(taken)) {
        found.accept(
            LintFinding.atKey(
                at(taken), "this rule never applies: exclude takes away all kinds of match"));
      }
    }
  }

  private static boolean takes(ResourceFilter exclude, KindSelector kind) {
    return exclude.kinds().stream()
        .anyMatch(
            taken ->
                taken.subresource().isEmpty()
                    && Wildcard.matches(taken.kind(), kind.kind())
                    && Wildcard.matches(taken.version(), kind.version())
                    && Wildcard.matches(taken.group(), kind.group()));
  }

  private static void constraints(MatchConstraints constraints, Consumer<LintFinding> found) {
    String labels = contradiction(constraints.objectSelector());
    String reason = labels == null ? contradiction(constraints.namespaceSelector()) : labels;
    if (reason != null) {
      found.accept(LintFinding.atKey(constraints.node(), "this never matches: " + reason));
    }
    for (ResourceRule rule : constraints.resourceRules()) {
      Scope wanted =
          switch (rule.scope()) {
            case "Cluster" -> Scope.CLUSTER;
            case "Namespaced" -> Scope.NAMESPACED;
            default -> null;
          };
      Value scope = rule.node().child("scope");
      if (wanted != null
          && scope != null
          && !rule.resources().isEmpty()
          && rule.resources().stream().allMatch(name -> isOtherwise(name, rule, wanted))) {
        found.accept(
            LintFinding.atValue(
                scope,
                "this never matches: these resources are "
                    + (wanted == Scope.CLUSTER ? "in namespaces" : "in no namespace")));
      }
    }
  }

  private static boolean isOtherwise(String plural, ResourceRule rule, Scope wanted) {
    List<KubernetesIndex.Kind> meant =
        KubernetesIndex.kinds().stream()
            .filter(kind -> kind.plural().equals(plural))
            .filter(kind -> rule.groups().contains(kind.type().group()))
            .toList();
    return !meant.isEmpty() && meant.stream().noneMatch(kind -> kind.scope() == wanted);
  }

  private static Value at(ResourceFilter filter) {
    MapValue node = filter.node() instanceof MapValue map ? map : null;
    return Objects.requireNonNullElse(node == null ? null : node.child("resources"), filter.node());
  }
}
