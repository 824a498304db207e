package dev.ephor.convert;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts one request to a rule and to the policy that was made of it. */
interface Comparison {

  /** What came of it. */
  enum Agreement {
    /** Both deny, or both fail. */
    DENIED,
    ALLOWED,
    /** Both let it through, one of them by skipping it. */
    SKIPPED_BY_ONE,
    DIFFERENT
  }

  /**
   * The answers, in words, and whether they are alike.
   *
   * @param rule what the rule says
   * @param policy what the policy says
   */
  record Answers(Agreement agreement, String rule, String policy) {}

  Answers of(MapValue manifest, AdmissionRequest request, Facts facts);

  /** What is compared depends on what the rule does. */
  static Comparison of(Rule rule, PreparedPolicy before, PreparedPolicy after) {
    if (rule.body() instanceof RuleBody.Mutate) {
      return (manifest, request, facts) -> changes(before, after, manifest, request, facts);
    } else if (rule.body() instanceof RuleBody.Generate) {
      return new GeneratedDocuments(before, after);
    }
    Set<String> names = new HashSet<>(GeneratedNames.of(rule.name()));
    names.add(rule.name());
    return (manifest, request, facts) -> verdicts(before, after, names, manifest, request, facts);
  }

  private static Answers verdicts(
      PreparedPolicy before,
      PreparedPolicy after,
      Set<String> names,
      MapValue manifest,
      AdmissionRequest request,
      Facts facts) {
    Resource resource = Resource.of(manifest);
    List<RuleOutcome> old =
        before.evaluate(resource, request, facts).stream()
            .filter(outcome -> names.contains(outcome.rule()))
            .toList();
    List<RuleOutcome> now = after.evaluate(resource, request, facts);
    boolean denied = denies(old);
    Agreement agreement =
        denied != denies(now)
            ? Agreement.DIFFERENT
            : denied
                ? Agreement.DENIED
                : passes(old) == passes(now) ? Agreement.ALLOWED : Agreement.SKIPPED_BY_ONE;
    return new Answers(agreement, told(old), told(now));
  }

  /** Mutations are compared by what they leave. */
  private static Answers changes(
      PreparedPolicy before,
      PreparedPolicy after,
      MapValue given,
      AdmissionRequest request,
      Facts facts) {
    Resource resource = Resource.of(AdmittedManifest.known(given, Resource.of(given).type()));
    PolicyEngine.Admission old = PolicyEngine.admit(List.of(before), resource, request, facts);
    PolicyEngine.Admission now = PolicyEngine.admit(List.of(after), resource, request, facts);
    boolean fails = denies(old.outcomes(0));
    boolean alike =
        fails == denies(now.outcomes(0))
            && (fails || alike(old.resource().root(), now.resource().root()));
    Agreement agreement =
        !alike ? Agreement.DIFFERENT : fails ? Agreement.DENIED : Agreement.ALLOWED;
    return new Answers(agreement, told(old), told(now));
  }

  private static boolean alike(MapValue one, MapValue other) {
    Schema schema = KubernetesIndex.type(Resource.of(one).type());
    return ordered(one, schema).equals(ordered(other, schema));
  }

  /** Lists whose items have keys are sorted by them: a strategic merge moves what it changes. */
  private static Value ordered(Value value, @Nullable Schema schema) {
    if (value instanceof MapValue map) {
      MapValue.Builder made = MapValue.builder(Source.NONE, 0);
      for (String key : map.keys()) {
        Value child = Objects.requireNonNull(map.child(key));
        made.put(key, ordered(child, schema == null ? null : schema.under(key)));
      }
      return made.build();
    } else if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      list.values()
          .forEach(item -> items.add(ordered(item, schema == null ? null : schema.item())));
      if (schema instanceof ListSchema keyed && keyed.mergeKey() != null) {
        items.sort(Comparator.comparing(item -> key(item, keyed.mergeKey())));
      }
      return ListValue.of(items, Source.NONE, 0);
    }
    return value;
  }

  private static String key(Value item, @Nullable String field) {
    return item instanceof MapValue map && field != null ? String.valueOf(map.child(field)) : "";
  }

  private static String told(PolicyEngine.Admission admission) {
    List<RuleOutcome> outcomes = admission.outcomes(0);
    return denies(outcomes) ? told(outcomes) : "leaves " + admission.resource().root();
  }

  /** Whether one of them is neither passed nor skipped. */
  static boolean denies(List<RuleOutcome> outcomes) {
    return outcomes.stream().anyMatch(o -> o.status() != Status.PASS && o.status() != Status.SKIP);
  }

  /** Whether a policy has nothing to say against a resource. */
  static boolean passes(
      PreparedPolicy policy, Resource resource, AdmissionRequest request, Facts facts) {
    return policy.evaluate(resource, request, facts).stream()
        .allMatch(outcome -> outcome.status() == Status.PASS);
  }

  private static boolean passes(List<RuleOutcome> outcomes) {
    return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.PASS);
  }

  /** The worst of some outcomes in words. */
  static String told(List<RuleOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return "says nothing";
    }
    RuleOutcome worst =
        outcomes.stream()
            .filter(o -> o.status() != Status.PASS && o.status() != Status.SKIP)
            .findFirst()
            .orElse(outcomes.get(0));
    return worst.status().name().toLowerCase(Locale.ROOT) + ": " + worst.message();
  }
}
