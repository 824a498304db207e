package dev.ephor.rule.cel;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.MatchConstraints;
import dev.ephor.policy.ResourceRule;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a policy that is written in CEL, or a binding of one, concerns a request.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#match-constraints">Kubernetes:
 *     match constraints</a>
 */
public final class ConstraintMatcher {

  /** Namespaces are matched by this label where nothing else is known of them. */
  private static final String NAME_LABEL = "kubernetes.io/metadata.name";

  private final @Nullable MatchConstraints constraints;
  private final boolean emptyOldObject;
  private final boolean anyOperation;

  private ConstraintMatcher(
      @Nullable MatchConstraints constraints, boolean emptyOldObject, boolean anyOperation) {
    this.constraints = constraints;
    this.emptyOldObject = emptyOldObject;
    this.anyOperation = anyOperation;
  }

  /**
   * The matcher of Kyverno's kinds. On a creation they take the old object for one without labels,
   * so that a selector that such an object satisfies selects everything.
   *
   * @param constraints null for none, which match nothing
   */
  public static ConstraintMatcher ofKyverno(@Nullable MatchConstraints constraints) {
    return new ConstraintMatcher(constraints, true, false);
  }

  /** The matcher of admission policies and their bindings. */
  public static ConstraintMatcher ofAdmission(@Nullable MatchConstraints constraints) {
    return new ConstraintMatcher(constraints, false, false);
  }

  /** The matcher of policies that no request occasions: operations do not count. */
  public static ConstraintMatcher ofAnyOperation(@Nullable MatchConstraints constraints) {
    return new ConstraintMatcher(constraints, false, true);
  }

  /** Whether objects of a type can match; false is certain. */
  public boolean mayMatch(GroupVersionKind type) {
    if (constraints == null) {
      return false;
    }
    List<ResourceRule> rules = constraints.resourceRules();
    if (rules.isEmpty()) {
      return true;
    }
    String plural = PluralName.of(type);
    for (int i = 0; i < rules.size(); i++) {
      if (namesType(rules.get(i), type, plural)) {
        return true;
      }
    }
    return false;
  }

  /** What matching came to. */
  public sealed interface Match {
    /** Whether the policy concerns the request. */
    record Decided(boolean matches) implements Match {}

    /**
     * It cannot be told.
     *
     * @param message why, in the reference's words
     */
    record Failed(String message) implements Match {}
  }

  private static final Match YES = new Match.Decided(true);
  private static final Match NO = new Match.Decided(false);

  /** Decides. The world is asked only where a selector of namespaces needs it. */
  public Match decide(AdmittedObject object, Facts facts) {
    if (constraints == null) {
      return NO;
    }
    String failure = null;
    LabelSelector namespaces = constraints.namespaceSelector();
    if (namespaces != null && !namespaces.isEmpty() && concernsNamespace(object)) {
      failure = namespaces.refusal();
      if (failure == null && !namespaces.matches(namespaceLabels(object, facts))) {
        return NO;
      }
    }
    LabelSelector objects = constraints.objectSelector();
    if (objects != null && !objects.isEmpty()) {
      String refusal = objects.refusal();
      failure = failure == null ? refusal : failure;
      if (refusal == null && !selects(objects, object)) {
        return NO;
      }
    }
    if (any(constraints.excludeResourceRules(), object, false)
        || !(constraints.resourceRules().isEmpty()
            || any(constraints.resourceRules(), object, anyOperation))) {
      return NO;
    }
    return failure == null ? YES : new Match.Failed("Internal error occurred: " + failure);
  }

  /** Whether the policy concerns the request for certain; one with broken selectors does not. */
  boolean matches(AdmittedObject object, Facts facts) {
    return decide(object, facts) instanceof Match.Decided decided && decided.matches();
  }

  /** Objects without a namespace are never exempt, namespaces themselves have their own labels. */
  private static boolean concernsNamespace(AdmittedObject object) {
    return !object.resource().namespace().isEmpty() || object.plural().equals("namespaces");
  }

  private static Map<String, String> namespaceLabels(AdmittedObject object, Facts facts) {
    if (object.plural().equals("namespaces") && object.object() != null) {
      return object.resource().labels();
    }
    String namespace = object.resource().namespace();
    Map<String, String> known = facts.ask(new Question.NamespaceLabels(namespace));
    return known.isEmpty() ? Map.of(NAME_LABEL, namespace) : known;
  }

  private boolean selects(LabelSelector selector, AdmittedObject object) {
    MapValue now = object.object();
    MapValue before = object.oldObject();
    return (now != null && selector.matches(Resource.of(now).labels()))
        || (before != null && selector.matches(Resource.of(before).labels()))
        || (emptyOldObject && (now == null || before == null) && selector.matches(Map.of()));
  }

  private static boolean any(
      List<ResourceRule> rules, AdmittedObject object, boolean anyOperation) {
    for (int i = 0; i < rules.size(); i++) {
      if (matches(rules.get(i), object, anyOperation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(ResourceRule rule, AdmittedObject object, boolean anyOperation) {
    return inScope(rule.scope(), object)
        && (anyOperation || has(rule.operations(), object.request().operation()))
        && namesType(rule, object.type(), object.plural())
        && namesObject(rule.names(), object);
  }

  private static boolean has(List<String> operations, Operation operation) {
    return operations.contains(ResourceRule.ALL) || operations.contains(operation.name());
  }

  private static boolean inScope(String scope, AdmittedObject object) {
    boolean cluster = object.resource().namespace().isEmpty() || object.isNamespace();
    return switch (scope) {
      case ResourceRule.ALL -> true;
      case "Namespaced" -> !cluster;
      case "Cluster" -> cluster;
      default -> false;
    };
  }

  private static boolean namesType(ResourceRule rule, GroupVersionKind type, String plural) {
    return has(rule.groups(), type.group())
        && has(rule.versions(), type.version())
        && namesPlural(rule.resources(), plural);
  }

  private static boolean has(List<String> words, String word) {
    return words.contains(ResourceRule.ALL) || words.contains(word);
  }

  /** Requests about subresources are not made here. */
  private static boolean namesPlural(List<String> resources, String plural) {
    for (int i = 0; i < resources.size(); i++) {
      String resource = resources.get(i);
      int slash = resource.indexOf('/');
      String name = slash < 0 ? resource : resource.substring(0, slash);
      boolean whole =
          slash < 0 || slash == resource.length() - 1 || resource.substring(slash + 1).equals("*");
      if (whole && (name.equals(ResourceRule.ALL) || name.equals(plural))) {
        return true;
      }
    }
    return false;
  }

  private static boolean namesObject(List<String> names, AdmittedObject object) {
    if (names.isEmpty()) {
      return true;
    }
    String name = object.name();
    return name.isEmpty()
        ? names.stream().anyMatch(object.generateName()::startsWith)
        : names.contains(name);
  }
}
