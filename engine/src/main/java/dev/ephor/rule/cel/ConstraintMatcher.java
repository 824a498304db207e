package dev.ephor.rule.cel;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.MatchConstraints;
import dev.ephor.policy.ResourceRule;
import dev.ephor.rule.Trace;
import dev.ephor.rule.match.MatchWords;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
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
    Trace trace = object.trace();
    if (constraints == null) {
      if (trace.on()) {
        Place nowhere = new Place(Source.NONE, 0, Place.Part.VALUE);
        trace.add(new Trace.Filtered(nowhere, "matchConstraints", null, "nothing", false));
      }
      return NO;
    }
    trace.begin(Trace.Step.CONSTRAINTS, constraints.node(), "");
    Match match = tried(constraints, object, facts);
    if (match instanceof Match.Failed failed) {
      trace.end(Trace.Answer.ERROR, failed.message());
    } else {
      trace.end(((Match.Decided) match).matches());
    }
    return match;
  }

  private Match tried(MatchConstraints written, AdmittedObject object, Facts facts) {
    Trace trace = object.trace();
    String failure = null;
    LabelSelector namespaces = written.namespaceSelector();
    if (namespaces != null && !namespaces.isEmpty() && concernsNamespace(object)) {
      failure = namespaces.refusal();
      boolean selected = namespaces.matches(namespaceLabels(object, facts));
      if (trace.on()) {
        String seen = MatchWords.entries(namespaceLabels(object, facts));
        tell(trace, written.node(), "namespaceSelector", seen, selected);
      }
      if (failure == null && !selected) {
        return NO;
      }
    }
    LabelSelector objects = written.objectSelector();
    if (objects != null && !objects.isEmpty()) {
      String refusal = objects.refusal();
      failure = failure == null ? refusal : failure;
      boolean selected = selects(objects, object);
      if (trace.on()) {
        String seen = MatchWords.entries(object.resource().labels());
        tell(trace, written.node(), "objectSelector", seen, selected);
      }
      if (refusal == null && !selected) {
        return NO;
      }
    }
    if (excludes(written, object)
        || !(written.resourceRules().isEmpty()
            || any(written.resourceRules(), object, anyOperation))) {
      return NO;
    }
    return failure == null ? YES : new Match.Failed("Internal error occurred: " + failure);
  }

  private static boolean excludes(MatchConstraints written, AdmittedObject object) {
    if (written.excludeResourceRules().isEmpty()) {
      return false;
    }
    Trace trace = object.trace();
    Value rules = written.node().child("excludeResourceRules");
    trace.begin(Trace.Step.EXCLUDE, rules == null ? written.node() : rules, "any");
    boolean excludes = any(written.excludeResourceRules(), object, false);
    trace.end(excludes);
    return excludes;
  }

  private static void tell(Trace trace, MapValue node, String field, String seen, boolean holds) {
    Value wanted = node.child(field);
    Place clause = (wanted == null ? node : wanted).place(Place.Part.VALUE);
    trace.add(new Trace.Filtered(clause, field, wanted, seen, holds));
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
    Trace trace = object.trace();
    trace.begin(Trace.Step.FILTER, rule.node(), "");
    GroupVersionKind type = object.type();
    boolean matches =
        told(rule, "scope", inScope(rule.scope(), object), object)
            && (anyOperation
                || told(
                    rule,
                    "operations",
                    has(rule.operations(), object.request().operation()),
                    object))
            && told(rule, "apiGroups", has(rule.groups(), type.group()), object)
            && told(rule, "apiVersions", has(rule.versions(), type.version()), object)
            && told(rule, "resources", namesPlural(rule.resources(), object.plural()), object)
            && told(rule, "resourceNames", namesObject(rule.names(), object), object);
    trace.end(matches);
    return matches;
  }

  /** Tells of one condition of a rule; what a rule does not write down is not worth telling. */
  private static boolean told(
      ResourceRule rule, String field, boolean holds, AdmittedObject object) {
    Trace trace = object.trace();
    if (trace.on() && (!holds || rule.node().child(field) != null)) {
      String seen =
          switch (field) {
            case "scope" -> inScope("Cluster", object) ? "Cluster" : "Namespaced";
            case "operations" -> object.request().operation().name();
            case "apiGroups" -> object.type().group();
            case "apiVersions" -> object.type().version();
            case "resources" -> object.plural();
            default -> object.name();
          };
      tell(trace, rule.node(), field, seen.isEmpty() ? "''" : seen, holds);
    }
    return holds;
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
