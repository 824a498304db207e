package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.policy.FailureAction;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One rule as the draft of a policy in CEL. */
final class RuleConverter {

  /** Auto-generation rewrites it; whole words only. */
  private static final Pattern NAMESPACE =
      Pattern.compile("\\{\\{[^}]*\\brequest\\.object\\.metadata\\.namespace\\b");

  private final KyvernoPolicy policy;
  private final Rule rule;
  private final List<Unconverted> left = new ArrayList<>();

  RuleConverter(KyvernoPolicy policy, Rule rule) {
    this.policy = policy;
    this.rule = rule;
  }

  /** Clauses without which the draft was made. */
  List<Unconverted> left() {
    return left;
  }

  private void leave(Value clause, String reason) {
    left.add(new Unconverted(rule.name(), clause.place(Place.Part.VALUE), reason));
  }

  PolicyDraft draft() throws NotConvertible {
    Value namespace = ofTemplates();
    if (namespace != null) {
      throw new NotConvertible(
          namespace,
          "request.object.metadata.namespace in a rule for pods that auto-generation carries over:"
              + " it would read the template's namespace, and CEL reads the controller's;"
              + " request.namespace is the same to both");
    }
    if (rule.body() instanceof RuleBody.Validate validate) {
      return validating(validate);
    } else if (rule.body() instanceof RuleBody.Mutate mutate) {
      return mutating(mutate);
    } else if (rule.body() instanceof RuleBody.Generate generate) {
      return generating(generate.node());
    } else if (rule.body() instanceof RuleBody.VerifyImages verify) {
      throw new NotConvertible(verify.node(), "a rule that verifies images");
    }
    throw new NotConvertible(rule.node(), "a rule that does nothing");
  }

  /**
   * The first text that names the object's namespace where a rule is also one for templates, which
   * have none; null where there is no such text.
   */
  private @Nullable Value ofTemplates() {
    return rule.body() instanceof RuleBody.Generate
            || PolicyConversion.controllers(policy, rule).isEmpty()
        ? null
        : naming(rule.node().without("match").without("exclude"));
  }

  private static @Nullable Value naming(Value value) {
    List<Value> children =
        value instanceof MapValue map
            ? map.keys().stream().map(key -> Objects.requireNonNull(map.child(key))).toList()
            : value instanceof ListValue list ? list.values() : List.of();
    for (Value child : children) {
      Value found = naming(child);
      if (found != null) {
        return found;
      }
    }
    String text = value.asString();
    return text != null && NAMESPACE.matcher(text).find() ? value : null;
  }

  private PolicyDraft validating(RuleBody.Validate validate) throws NotConvertible {
    PolicyDraft draft = new PolicyDraft("ValidatingPolicy");
    FailureAction action =
        validate.failureAction() == null ? policy.spec().failureAction() : validate.failureAction();
    draft.actions.add(action == FailureAction.ENFORCE ? "Deny" : "Audit");
    if (policy.spec().emitWarning() && action != FailureAction.ENFORCE) {
      draft.actions.add("Warn");
    }
    if (!validate.failureActionOverrides().isEmpty()) {
      leave(validate.node(), "failure actions for single namespaces");
    } else if (!policy.spec().failureActionOverrides().isEmpty()) {
      leave(rule.node(), "failure actions for single namespaces");
    }
    common(draft);
    Map<String, Val> names = ContextCel.names(rule.context(), schema(draft), draft.variables);
    preconditions(draft, names);
    new ValidateCel(draft, names, schema(draft)).add(validate);
    return draft;
  }

  private PolicyDraft mutating(RuleBody.Mutate mutate) throws NotConvertible {
    PolicyDraft draft = new PolicyDraft("MutatingPolicy");
    common(draft);
    Map<String, Val> names = ContextCel.names(rule.context(), schema(draft), draft.variables);
    preconditions(draft, names);
    new MutateCel(draft, names, schema(draft), PolicyConversion.controllers(policy, rule))
        .add(mutate.node());
    return draft;
  }

  private PolicyDraft generating(MapValue generate) throws NotConvertible {
    PolicyDraft draft = new PolicyDraft("GeneratingPolicy");
    common(draft);
    if (policy.spec().generateExisting() || isOn(generate, "generateExisting")) {
      draft.evaluation.put("generateExisting", true);
    }
    for (String flag : List.of("synchronize", "orphanDownstreamOnPolicyDelete")) {
      if (isOn(generate, flag)) {
        draft.evaluation.put(flag, true);
      }
    }
    if (policy.spec().useServerSideApply()) {
      leave(generate, "useServerSideApply: a GeneratingPolicy does not have the choice");
    }
    Map<String, Val> names = ContextCel.names(rule.context(), schema(draft), draft.variables);
    preconditions(draft, names);
    new GenerateCel(draft, names, schema(draft)).add(generate);
    if (!draft.where.equals(Cel.Text.TRUE)) {
      draft.generations.replaceAll(
          made -> draft.where.lines() + " ?\n" + made.indent(2).stripTrailing() + " :\n  true");
    }
    return draft;
  }

  private static boolean isOn(MapValue clause, String flag) {
    return clause.child(flag) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }

  /** What all kinds of policies have. */
  private void common(PolicyDraft draft) throws NotConvertible {
    boolean generates = draft.kind.equals("GeneratingPolicy");
    if (!policy.spec().admission()) {
      draft.evaluation.put("admission", false);
    }
    if (!policy.spec().background() && !generates) {
      draft.evaluation.put("background", false);
    }
    draft.ignoresFailures = !generates && policy.spec().failurePolicy() == FailurePolicy.IGNORE;
    if (policy.spec().webhookConfiguration() instanceof MapValue webhook) {
      if (webhook.child("timeoutSeconds") instanceof Scalar scalar
          && scalar.content() instanceof Long seconds) {
        draft.timeoutSeconds = seconds;
      }
      for (CelClause clause : CelPolicyReader.clauses(webhook, "matchConditions")) {
        draft.matchConditions.add(new PolicyDraft.Named(clause.name(), clause.expression()));
      }
    }
    match(draft);
    exclude(draft);
  }

  private void match(PolicyDraft draft) throws NotConvertible {
    MatchBlock match = rule.match();
    draft.constraints = Constraints.of(match, rule.node().toString().contains("DELETE"));
    MatchBlock rest = match;
    if (match.filters().size() == 1) {
      rest =
          new MatchBlock(
              match.node(), match.mode(), List.of(selectors(draft, match.filters().get(0))));
    }
    Cel condition =
        FilterCel.of(
            rest, match.filters().size() == 1 ? match.filters().get(0).kinds() : known(match));
    if (!condition.equals(Cel.Text.TRUE)) {
      draft.matchConditions.add(new PolicyDraft.Named("match", condition.lines()));
    }
  }

  /** The kinds that all filters name. */
  private static List<KindSelector> known(MatchBlock match) {
    List<KindSelector> kinds = match.filters().get(0).kinds();
    boolean same = match.filters().stream().allMatch(filter -> filter.kinds().equals(kinds));
    if (match.filters().stream().allMatch(RuleConverter::isPlain)) {
      return List.of();
    }
    return same ? kinds : List.of(NONE);
  }

  private static final KindSelector NONE = new KindSelector("", "", "", "");

  private static boolean isPlain(ResourceFilter filter) {
    return filter.equals(
        new ResourceFilter(
            filter.node(),
            filter.kinds(),
            null,
            List.of(),
            List.of(),
            Map.of(),
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  /** What the only filter of a match says by selectors is said by selectors. */
  private ResourceFilter selectors(PolicyDraft draft, ResourceFilter filter) {
    MapValue resources =
        filter.node() instanceof MapValue map && map.map("resources") != null
            ? map.map("resources")
            : filter.node() instanceof MapValue map ? map : null;
    boolean labels =
        resources != null
            && filter.selector() != null
            && filter.selector().refusal() == null
            && resources.map("selector") != null;
    boolean namespaces =
        resources != null
            && filter.namespaceSelector() != null
            && filter.namespaceSelector().refusal() == null
            && resources.map("namespaceSelector") != null;
    if (labels && resources != null) {
      draft.objectSelector = resources.map("selector");
    }
    if (namespaces && resources != null) {
      draft.namespaceSelector = resources.map("namespaceSelector");
    }
    return new ResourceFilter(
        filter.node(),
        filter.kinds(),
        filter.name(),
        filter.names(),
        filter.namespaces(),
        filter.annotations(),
        labels ? null : filter.selector(),
        namespaces ? null : filter.namespaceSelector(),
        List.of(),
        filter.roles(),
        filter.clusterRoles(),
        filter.subjects());
  }

  private void exclude(PolicyDraft draft) throws NotConvertible {
    MatchBlock exclude = rule.exclude();
    if (exclude == null || exclude.filters().isEmpty()) {
      return;
    }
    List<KindSelector> kinds =
        rule.match().filters().stream().flatMap(filter -> filter.kinds().stream()).toList();
    Cel condition = Cel.not(FilterCel.of(exclude, kinds));
    if (!condition.equals(Cel.Text.TRUE)) {
      draft.matchConditions.add(new PolicyDraft.Named("exclude", condition.lines()));
    }
  }

  private void preconditions(PolicyDraft draft, Map<String, Val> names) throws NotConvertible {
    if (rule.celPreconditions() != null) {
      for (CelClause clause : CelPolicyReader.clauses(rule.node(), "celPreconditions")) {
        if (WrittenCel.mayFail(clause.expression())) {
          draft.where = Cel.and(draft.where, new Cel.Text("(" + clause.expression() + ")", true));
        } else {
          draft.matchConditions.add(new PolicyDraft.Named(clause.name(), clause.expression()));
        }
      }
    }
    Value written = rule.preconditions();
    if (written == null || written.isNull()) {
      return;
    }
    ConditionsCel conditions = new ConditionsCel(names, schema(draft));
    Cel condition = conditions.of(written);
    boolean generates = draft.kind.equals("GeneratingPolicy");
    boolean variables =
        condition.line().contains("variables.") && !draft.kind.equals("MutatingPolicy");
    if (variables || (!conditions.failing().isEmpty() && !generates)) {
      // Where a match condition fails the policy says nothing, where preconditions do, the rule
      // fails; so these are asked with the rest. So are those that need a variable.
      draft.where = Cel.and(draft.where, condition);
      return;
    }
    draft.asksForPod |= condition.line().contains("object.");
    List<Cel> parts =
        condition instanceof Cel.Join join && join.and() ? join.parts() : List.of(condition);
    if (!condition.equals(Cel.Text.TRUE)) {
      for (int i = 0; i < parts.size(); i++) {
        String name = "precondition" + (parts.size() == 1 ? "" : "-" + (i + 1));
        draft.matchConditions.add(new PolicyDraft.Named(name, parts.get(i).lines()));
      }
    }
  }

  /**
   * The schema of the objects: of several kinds the first that is known. Where others differ, the
   * proof shows it.
   */
  static @Nullable Schema schema(PolicyDraft draft) {
    for (GroupVersionKind type : draft.constraints.types()) {
      Schema schema = KubernetesIndex.type(type);
      if (schema != null) {
        return schema;
      }
    }
    return null;
  }
}
