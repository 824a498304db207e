package dev.ephor.rule.match;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.ResourceFilter.Subject;
import dev.ephor.rule.Trace;
import dev.ephor.rule.match.MatchDecision.Reason;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One filter, compiled. Its conditions are ordered so that the world is asked last. */
final class FilterMatcher {

  /** Something that must hold of a resource. */
  @FunctionalInterface
  private interface Test {
    boolean holds(Resource resource, AdmissionRequest request, Facts facts);
  }

  /** Says in words what a test looks at. */
  @FunctionalInterface
  private interface Seen {
    String text(Resource resource, AdmissionRequest request, Facts facts);
  }

  /**
   * A test with the decision that is made when it does not hold.
   *
   * @param field where it is written
   * @param test what must hold
   * @param seen what it looks at
   * @param failure the decision otherwise
   */
  private record Condition(String field, Test test, Seen seen, MatchDecision failure) {}

  private final ResourceFilter filter;
  private final Condition[] onResource;
  private final Condition[] onUser;
  private final MatchDecision matched;
  private final MatchDecision empty;

  FilterMatcher(ResourceFilter filter) {
    this.filter = filter;
    this.onResource = resourceConditions(filter).toArray(Condition[]::new);
    this.onUser = userConditions(filter).toArray(Condition[]::new);
    this.matched = decision(filter, true, Reason.MATCHED);
    this.empty = decision(filter, false, Reason.EMPTY_FILTER);
  }

  /**
   * Whether the filter holds.
   *
   * @param userMatters whether conditions on the user count; where they do not, a filter that has
   *     only these is empty
   * @param trace hears of each condition that is tried
   */
  MatchDecision decide(
      Resource resource, AdmissionRequest request, Facts facts, boolean userMatters, Trace trace) {
    trace.begin(Trace.Step.FILTER, filter.node(), "");
    MatchDecision decision = tried(resource, request, facts, userMatters, trace);
    trace.end(
        decision.matches() ? Trace.Answer.YES : Trace.Answer.NO,
        decision == empty ? "no condition of it counts" : "");
    return decision;
  }

  private MatchDecision tried(
      Resource resource, AdmissionRequest request, Facts facts, boolean userMatters, Trace trace) {
    if (onResource.length == 0 && (onUser.length == 0 || !userMatters)) {
      return empty;
    }
    for (Condition condition : onResource) {
      if (!holds(condition, resource, request, facts, trace)) {
        return condition.failure;
      }
    }
    if (userMatters) {
      for (Condition condition : onUser) {
        if (!holds(condition, resource, request, facts, trace)) {
          return condition.failure;
        }
      }
    }
    return matched;
  }

  private boolean holds(
      Condition condition, Resource resource, AdmissionRequest request, Facts facts, Trace trace) {
    boolean holds = condition.test.holds(resource, request, facts);
    if (trace.on()) {
      Value written = written(condition.field);
      Place place = (written == null ? filter.node() : written).place(Place.Part.VALUE);
      String seen = condition.seen.text(resource, request, facts);
      trace.add(new Trace.Filtered(place, condition.field, written, seen, holds));
    }
    return holds;
  }

  /** A field of the filter, which old policies write directly into it. */
  private @Nullable Value written(String field) {
    if (!(filter.node() instanceof MapValue map)) {
      return null;
    }
    MapValue resources = map.map("resources");
    Value inside = resources == null ? null : resources.child(field);
    return inside == null ? map.child(field) : inside;
  }

  /** Whether the filter can hold for a type; false is certain. */
  boolean mayMatch(GroupVersionKind type) {
    return filter.kinds().isEmpty()
        || filter.kinds().stream().anyMatch(kind -> kind.mayMatch(type));
  }

  /** Whether the filter holds for every resource of a type, whoever asks; true is certain. */
  boolean mustMatch(GroupVersionKind type) {
    boolean onlyKinds = onResource.length == 1 && onUser.length == 0 && !filter.kinds().isEmpty();
    return onlyKinds && anyKind(filter.kinds(), type, "");
  }

  private static List<Condition> resourceConditions(ResourceFilter filter) {
    List<Condition> conditions = new ArrayList<>();
    List<String> operations = filter.operations();
    if (!operations.isEmpty()) {
      add(
          conditions,
          filter,
          "operations",
          Reason.OPERATION,
          (r, q, f) -> operations.contains(q.operation().name()),
          (r, q, f) -> q.operation().name());
    }
    List<KindSelector> kinds = filter.kinds();
    if (!kinds.isEmpty()) {
      add(
          conditions,
          filter,
          "kinds",
          Reason.KIND,
          (r, q, f) -> anyKind(kinds, q.type(r), q.subresource()),
          (r, q, f) -> MatchWords.type(q.type(r), q.subresource()));
    }
    String name = filter.name();
    if (name != null) {
      add(
          conditions,
          filter,
          "name",
          Reason.NAME,
          (r, q, f) -> Wildcard.matches(name, r.name()),
          (r, q, f) -> r.name());
    }
    List<String> names = filter.names();
    if (!names.isEmpty()) {
      add(
          conditions,
          filter,
          "names",
          Reason.NAME,
          (r, q, f) -> anyMatches(names, r.name()),
          (r, q, f) -> r.name());
    }
    List<String> namespaces = filter.namespaces();
    if (!namespaces.isEmpty()) {
      add(
          conditions,
          filter,
          "namespaces",
          Reason.NAMESPACE,
          (r, q, f) -> anyMatches(namespaces, ownNamespace(r)),
          (r, q, f) -> MatchWords.namespace(ownNamespace(r)));
    }
    Map<String, String> annotations = filter.annotations();
    if (!annotations.isEmpty()) {
      add(
          conditions,
          filter,
          "annotations",
          Reason.ANNOTATIONS,
          (r, q, f) -> hasAll(annotations, r.annotationValues()),
          (r, q, f) -> MatchWords.entries(r.annotationValues()));
    }
    LabelSelector selector = filter.selector();
    if (selector != null) {
      add(
          conditions,
          filter,
          "selector",
          Reason.LABELS,
          (r, q, f) -> selector.matches(r.labelValues()),
          (r, q, f) -> MatchWords.entries(r.labelValues()));
    }
    LabelSelector namespaceSelector = filter.namespaceSelector();
    if (namespaceSelector != null) {
      add(
          conditions,
          filter,
          "namespaceSelector",
          Reason.NAMESPACE_LABELS,
          (r, q, f) -> namespaceMatches(namespaceSelector, r, f),
          (r, q, f) -> namespaceLabels(r, f));
    }
    return conditions;
  }

  private static List<Condition> userConditions(ResourceFilter filter) {
    List<Condition> conditions = new ArrayList<>();
    List<String> roles = filter.roles();
    if (!roles.isEmpty()) {
      add(
          conditions,
          filter,
          "roles",
          Reason.ROLES,
          (r, q, f) -> anyOf(roles, q.user().roles()),
          (r, q, f) -> MatchWords.list(q.user().roles()));
    }
    List<String> clusterRoles = filter.clusterRoles();
    if (!clusterRoles.isEmpty()) {
      add(
          conditions,
          filter,
          "clusterRoles",
          Reason.CLUSTER_ROLES,
          (r, q, f) -> anyOf(clusterRoles, q.user().clusterRoles()),
          (r, q, f) -> MatchWords.list(q.user().clusterRoles()));
    }
    List<Subject> subjects = filter.subjects();
    if (!subjects.isEmpty()) {
      add(
          conditions,
          filter,
          "subjects",
          Reason.SUBJECTS,
          (r, q, f) -> anySubject(subjects, q.user()),
          (r, q, f) -> MatchWords.user(q.user()));
    }
    return conditions;
  }

  private static void add(
      List<Condition> conditions,
      ResourceFilter filter,
      String field,
      Reason reason,
      Test test,
      Seen seen) {
    conditions.add(new Condition(field, test, seen, decision(filter, false, reason)));
  }

  private static MatchDecision decision(ResourceFilter filter, boolean matches, Reason reason) {
    return new MatchDecision(matches, reason, filter.node().place(Place.Part.VALUE));
  }

  private static boolean anyKind(
      List<KindSelector> kinds, GroupVersionKind type, String subresource) {
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).matches(type, subresource)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyMatches(List<String> patterns, String text) {
    for (int i = 0; i < patterns.size(); i++) {
      if (Wildcard.matches(patterns.get(i), text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean anyOf(List<String> wanted, List<String> present) {
    for (int i = 0; i < wanted.size(); i++) {
      if (present.contains(wanted.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** A namespace counts as living in itself. */
  private static String ownNamespace(Resource resource) {
    return isNamespace(resource) ? resource.name() : resource.namespace();
  }

  private static boolean isNamespace(Resource resource) {
    return resource.type().kind().equals("Namespace");
  }

  private static boolean hasAll(Map<String, String> wanted, MapValue annotations) {
    for (Map.Entry<String, String> entry : wanted.entrySet()) {
      if (!hasOne(entry.getKey(), entry.getValue(), annotations)) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasOne(String key, String value, MapValue annotations) {
    for (int i = 0; i < annotations.size(); i++) {
      String text = annotations.valueAt(i).asString();
      if (text != null
          && Wildcard.matches(key, annotations.keyAt(i))
          && Wildcard.matches(value, text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Namespaces themselves never match; kinds without a namespace count as in one without labels.
   */
  private static boolean namespaceMatches(LabelSelector selector, Resource resource, Facts facts) {
    if (isNamespace(resource)) {
      return false;
    }
    String namespace = resource.namespace();
    return selector.matches(
        namespace.isEmpty() ? Map.of() : facts.ask(new Question.NamespaceLabels(namespace)));
  }

  private static String namespaceLabels(Resource resource, Facts facts) {
    String namespace = resource.namespace();
    if (isNamespace(resource)) {
      return "a namespace, which never matches";
    }
    return namespace.isEmpty()
        ? "no namespace"
        : namespace
            + " with "
            + MatchWords.entries(facts.ask(new Question.NamespaceLabels(namespace)));
  }

  private static boolean anySubject(List<Subject> subjects, UserInfo user) {
    for (Subject subject : subjects) {
      boolean found =
          switch (subject.kind()) {
            case "ServiceAccount" ->
                Wildcard.matches(
                    "system:serviceaccount:" + subject.namespace() + ":" + subject.name(),
                    user.username());
            case "Group" ->
                user.groups().stream().anyMatch(g -> Wildcard.matches(subject.name(), g));
            case "User" -> Wildcard.matches(subject.name(), user.username());
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }
}
