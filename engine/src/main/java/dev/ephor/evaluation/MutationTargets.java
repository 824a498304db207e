package dev.ephor.evaluation;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.SelectorReader;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Existing resources that a mutate rule changes when it matches another. Each has its own outcome,
 * reported for the resource that the rule matches.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/mutate/#mutate-existing-resources">
 *     Kyverno: mutate existing resources</a>
 */
final class MutationTargets implements VariableBody {

  private static final List<String> SELECTING =
      List.of("apiVersion", "kind", "namespace", "name", "selector");

  private final Mutator mutator;
  private final @Nullable String policyNamespace;
  private final List<Target> targets;

  private MutationTargets(Mutator mutator, @Nullable String policyNamespace, List<Target> targets) {
    this.mutator = mutator;
    this.policyNamespace = policyNamespace;
    this.targets = targets;
  }

  /**
   * One entry.
   *
   * @param selection which resources it means, with variables
   * @param preconditions what must hold for a resource; null for nothing
   */
  private record Target(
      MapValue node,
      Template selection,
      List<ContextEntry> context,
      @Nullable VariableConditions preconditions) {}

  static MutationTargets of(KyvernoPolicy policy, Mutator mutator, ListValue written) {
    List<Target> targets = new ArrayList<>();
    for (Value item : written.values()) {
      if (item instanceof MapValue node) {
        MapValue.Builder selection = MapValue.builder(node.source(), node.node());
        for (String key : SELECTING) {
          Value value = node.child(key);
          if (value != null) {
            selection.put(key, value);
          }
        }
        Value preconditions = node.child("preconditions");
        targets.add(
            new Target(
                node,
                Template.of(selection.build()),
                ContextEntry.read(node.child("context")),
                preconditions == null || preconditions.isNull()
                    ? null
                    : VariableConditions.of(preconditions)));
      }
    }
    return new MutationTargets(
        mutator, policy.namespace().isEmpty() ? null : policy.namespace(), List.copyOf(targets));
  }

  @Override
  public @Nullable RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    List<RuleOutcome> all = judgeAll(variables, trial, outcomes);
    return all.isEmpty() ? null : all.get(0);
  }

  @Override
  public List<RuleOutcome> judgeAll(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    List<RuleOutcome> said = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Target target = targets.get(i);
      Resolution resolution = target.selection().resolve(variables);
      if (resolution instanceof Unresolved unresolved) {
        problems.add("failed to substitute variables in target[" + i + "]: " + unresolved.reason());
        continue;
      }
      Reply reply = find((MapValue) ((Resolved) resolution).value(), trial.facts());
      if (reply instanceof Reply.Failed failed) {
        problems.add(failed.reason());
      } else if (reply instanceof Reply.Found found && found.value() instanceof ListValue list) {
        for (Value object : list.values()) {
          Trace trace = variables.trace();
          trace.begin(Trace.Step.TARGET, target.node(), trace.on() ? name(object) : "", object);
          RuleOutcome outcome = judge(target, (MapValue) object, variables, trial, outcomes);
          trace.end(Trace.Answer.of(outcome.status()), outcome.message());
          said.add(outcome);
        }
      } else {
        return List.of(
            outcomes.ofWhole(
                Status.SKIP,
                "not evaluated: mutate.targets without a cluster",
                trial.resource(),
                target.node().place(Place.Part.VALUE)));
      }
    }
    if (!problems.isEmpty()) {
      said.add(
          0,
          outcomes.ofWhole(
              Status.ERROR,
              ": " + String.join("; ", problems),
              trial.resource(),
              targets.get(0).node().place(Place.Part.VALUE)));
    }
    return said;
  }

  private RuleOutcome judge(
      Target target, MapValue object, RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    RuleVariables about = variables.withTarget(object, target.context());
    Resource resource = trial.resource();
    if (target.preconditions() != null) {
      Conditions.Result result =
          target.preconditions().tryWith(about, Trace.Step.PRECONDITIONS).result();
      if (result instanceof Conditions.Failed failed) {
        return outcomes.ofWhole(
            Status.ERROR,
            "failed to evaluate preconditions: " + failed.reason(),
            resource,
            failed.clause());
      }
      Conditions.Decided decided = (Conditions.Decided) result;
      if (!decided.holds()) {
        Place clause =
            Objects.requireNonNullElse(
                decided.decisive(), target.preconditions().written().place(Place.Part.VALUE));
        return outcomes.ofWhole(
            Status.SKIP,
            dev.ephor.rule.validate.ValidateMessages.notMet(decided.message()),
            resource,
            clause);
      }
    }
    Mutation mutation = mutator.mutate(about, object);
    if (mutation instanceof Mutation.Changed changed) {
      return outcomes.withEffect(
          Status.PASS,
          Mutator.message(changed.root()),
          List.of(),
          new Effect.MutatedTargets(List.of(changed.root())));
    } else if (mutation instanceof Mutation.Failed failed) {
      return outcomes.ofWhole(
          Status.ERROR, failed.message(), resource, failed.clause().place(Place.Part.VALUE));
    }
    return outcomes.ofWhole(
        Status.SKIP,
        ((Mutation.Unchanged) mutation).message(),
        resource,
        mutator.clause().place(Place.Part.VALUE));
  }

  private static String name(Value object) {
    Resource resource = Resource.changed((MapValue) object);
    String namespace = resource.namespace();
    return resource.type().kind()
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + resource.name();
  }

  private Reply find(MapValue selection, Facts facts) {
    KindSelector kind =
        KindSelector.of(text(selection, "apiVersion") + "/" + text(selection, "kind"));
    String namespace = policyNamespace == null ? text(selection, "namespace") : policyNamespace;
    String name = text(selection, "name");
    GroupVersionKind type = new GroupVersionKind(kind.group(), kind.version(), kind.kind());
    Reply reply = facts.ask(new Question.Targets(type, namespace, name));
    if (!(reply instanceof Reply.Found found) || !(found.value() instanceof ListValue list)) {
      return reply;
    }
    boolean one = isName(namespace) && isName(name);
    if (list.isEmpty()) {
      KubernetesIndex.Kind known = known(kind);
      if (known == null) {
        return new Reply.Failed("not found");
      }
      return one ? new Reply.Failed(notFound(known, name)) : reply;
    }
    MapValue selector = one ? null : selection.map("selector");
    return selector == null ? reply : new Reply.Found(selected(list, selector));
  }

  private static boolean isName(String text) {
    return !text.isEmpty() && text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  private static ListValue selected(ListValue objects, MapValue written) {
    LabelSelector selector = SelectorReader.read(written);
    List<Value> selected = new ArrayList<>();
    for (Value object : objects.values()) {
      if (object instanceof MapValue map && selector.matches(Resource.changed(map).labels())) {
        selected.add(map);
      }
    }
    return ListValue.of(selected, objects.source(), objects.node());
  }

  private static KubernetesIndex.@Nullable Kind known(KindSelector selector) {
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      if (selector.mayMatch(kind.type())) {
        return kind;
      }
    }
    return null;
  }

  private static String notFound(KubernetesIndex.Kind kind, String name) {
    String group = kind.type().group();
    return kind.plural().toLowerCase(Locale.ROOT)
        + (group.isEmpty() ? "" : "." + group)
        + " \""
        + name
        + "\" not found";
  }

  private static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }
}
