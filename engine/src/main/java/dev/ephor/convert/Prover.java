package dev.ephor.convert;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Puts the same requests to a rule and to the policy that was made of it. */
public final class Prover {

  /** Kinds for which Kyverno makes rules of a rule for pods, one for each way to the pod. */
  private static final List<GroupVersionKind> CONTROLLERS =
      List.of(
          GroupVersionKind.of("apps/v1", "Deployment"), GroupVersionKind.of("batch/v1", "CronJob"));

  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  private final PreparedPolicy before;
  private final PreparedPolicy after;
  private final Set<String> names;
  private final Rule rule;
  private final Facts facts;
  private final List<AdmissionRequest> requests;

  private int denied;
  private int allowed;
  private int skipped;
  private int different;
  private final List<Proof.Difference> differences = new ArrayList<>();

  private Prover(KyvernoPolicy policy, Rule rule, PreparedPolicy after, Facts facts) {
    this.before =
        PreparedPolicy.of(rule.body() instanceof RuleBody.Mutate ? alone(policy, rule) : policy);
    this.after = after;
    this.rule = rule;
    this.facts = facts;
    this.names =
        Set.of(rule.name(), cut("autogen-" + rule.name()), cut("autogen-cronjob-" + rule.name()));
    this.requests = requests(rule);
  }

  /** What a rule leaves is compared, so no other may have a hand in it. */
  private static Policy alone(KyvernoPolicy policy, Rule rule) {
    MapValue document = policy.document();
    MapValue spec = Objects.requireNonNull(document.map("spec"));
    ListValue rules = ListValue.of(List.of(rule.node()), spec.source(), spec.node());
    Policy alone = PolicyReader.read(document.with("spec", spec.with("rules", rules))).policy();
    return Objects.requireNonNull(alone);
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(63, name.length()));
  }

  /**
   * Proves a conversion, or finds where it is wrong. Never fails.
   *
   * @param manifests of the workspace
   * @param facts the world that both ask
   */
  public static Proof prove(
      KyvernoPolicy policy, RuleConversion.Made made, List<MapValue> manifests, Facts facts) {
    Policy converted =
        PolicyReader.read((MapValue) YamlParser.parse(new Source("converted"), made.text()).root())
            .policy();
    Rule rule =
        policy.spec().rules().stream()
            .filter(one -> one.name().equals(made.rule()))
            .findFirst()
            .orElseThrow();
    PreparedPolicy after = PreparedPolicy.of(Objects.requireNonNull(converted));
    List<String> errors = new ArrayList<>();
    after.errors().stream().map(PolicyProblem::message).forEach(errors::add);
    if (!errors.isEmpty()) {
      return new Proof(0, 0, 0, 0, 0, errors, List.of(), 0);
    }
    return new Prover(policy, rule, after, facts).all(made.types(), manifests);
  }

  private Proof all(List<GroupVersionKind> types, List<MapValue> manifests) {
    int tried = 0;
    for (MapValue manifest : manifests) {
      Resource resource = Resource.of(manifest);
      boolean asked = before.mayMatch(resource.type()) || after.mayMatch(resource.type());
      if (asked && isMeant(resource.type(), types)) {
        MapValue admitted = AdmittedManifest.of(manifest, resource.type());
        if (admitted != null) {
          tried++;
          compare(admitted);
        }
      }
    }
    Set<MapValue> examples = new LinkedHashSet<>();
    for (GroupVersionKind type : types.subList(0, Math.min(4, types.size()))) {
      List<MapValue> made = CounterExamples.of(rule.node(), named(type), this::passes);
      examples.addAll(made);
      if (type.equals(POD)) {
        for (GroupVersionKind controller : CONTROLLERS) {
          for (MapValue pod : made) {
            MapValue owner = CounterExamples.controlled(pod, controller);
            if (owner != null) {
              examples.add(owner);
            }
          }
        }
      }
    }
    for (MapValue example : examples) {
      MapValue admitted = AdmittedManifest.of(example, Resource.of(example).type());
      compare(admitted == null ? example : admitted);
    }
    return new Proof(
        tried, examples.size(), denied, allowed, skipped, List.of(), differences, different);
  }

  /** A kind that is named without its group is Kubernetes' own, where that has one of the name. */
  private static boolean isMeant(GroupVersionKind type, List<GroupVersionKind> types) {
    List<GroupVersionKind> named =
        types.stream().filter(one -> one.kind().equals(type.kind())).toList();
    return named.isEmpty()
        || named.stream().anyMatch(one -> Wildcard.matches(one.group(), type.group()));
  }

  /** A kind whose group or version is open has any. */
  private static GroupVersionKind named(GroupVersionKind type) {
    String group = type.group().replace("*", "example.test");
    String version = type.version().replace("*", "v1");
    return new GroupVersionKind(group, version, type.kind());
  }

  private boolean passes(MapValue manifest) {
    return outcomes(before, Resource.of(manifest), requests.get(0)).stream()
        .allMatch(outcome -> outcome.status() == Status.PASS);
  }

  /** Mutations are compared by what they leave. */
  private void compareChanges(MapValue given) {
    MapValue manifest = AdmittedManifest.known(given, Resource.of(given).type());
    Resource resource = Resource.of(manifest);
    for (AdmissionRequest request : requests) {
      PolicyEngine.Admission old = PolicyEngine.admit(List.of(before), resource, request, facts);
      PolicyEngine.Admission now = PolicyEngine.admit(List.of(after), resource, request, facts);
      MapValue oldRoot = old.resource().root();
      MapValue newRoot = now.resource().root();
      boolean fails = denies(old.outcomes(0)) || denies(now.outcomes(0));
      if (fails ? denies(old.outcomes(0)) != denies(now.outcomes(0)) : !oldRoot.equals(newRoot)) {
        different++;
        if (differences.size() < Proof.SHOWN) {
          differences.add(
              new Proof.Difference(
                  manifest, request.operation().name(), told(old, oldRoot), told(now, newRoot)));
        }
      } else {
        denied += fails ? 1 : 0;
        allowed += fails ? 0 : 1;
      }
    }
  }

  private static String told(PolicyEngine.Admission admission, MapValue left) {
    List<RuleOutcome> outcomes = admission.outcomes(0);
    return denies(outcomes) ? told(outcomes) : "leaves " + left;
  }

  private void compare(MapValue manifest) {
    if (rule.body() instanceof RuleBody.Mutate) {
      compareChanges(manifest);
      return;
    }
    Resource resource = Resource.of(manifest);
    for (AdmissionRequest request : requests) {
      List<RuleOutcome> old = outcomes(before, resource, request);
      List<RuleOutcome> now = after.evaluate(resource, request, facts);
      boolean oldDenies = denies(old);
      if (oldDenies != denies(now)) {
        different++;
        if (differences.size() < Proof.SHOWN) {
          differences.add(
              new Proof.Difference(manifest, request.operation().name(), told(old), told(now)));
        }
      } else if (oldDenies) {
        denied++;
      } else {
        allowed++;
        skipped += passes(old) == passes(now) ? 0 : 1;
      }
    }
  }

  private List<RuleOutcome> outcomes(
      PreparedPolicy policy, Resource resource, AdmissionRequest request) {
    return policy.evaluate(resource, request, facts).stream()
        .filter(outcome -> names.contains(outcome.rule()))
        .toList();
  }

  private static boolean denies(List<RuleOutcome> outcomes) {
    return outcomes.stream().anyMatch(o -> o.status() != Status.PASS && o.status() != Status.SKIP);
  }

  private static boolean passes(List<RuleOutcome> outcomes) {
    return outcomes.stream().anyMatch(outcome -> outcome.status() == Status.PASS);
  }

  private static String told(List<RuleOutcome> outcomes) {
    if (outcomes.isEmpty()) {
      return "says nothing";
    }
    RuleOutcome worst =
        outcomes.stream()
            .filter(o -> o.status() != Status.PASS && o.status() != Status.SKIP)
            .findFirst()
            .orElse(outcomes.get(0));
    return worst.status().name().toLowerCase(java.util.Locale.ROOT) + ": " + worst.message();
  }

  /** By whom and for what: as the rule's filters tell apart. */
  private static List<AdmissionRequest> requests(Rule rule) {
    List<UserInfo> users = new ArrayList<>();
    users.add(new UserInfo("alice", List.of("system:authenticated"), List.of(), List.of()));
    List<ResourceFilter> filters = new ArrayList<>(rule.match().filters());
    if (rule.exclude() != null) {
      filters.addAll(rule.exclude().filters());
    }
    for (ResourceFilter filter : filters) {
      for (ResourceFilter.Subject subject : filter.subjects()) {
        String name = subject.name().replace("*", "x");
        users.add(
            switch (subject.kind()) {
              case "Group" -> new UserInfo("bob", List.of(name), List.of(), List.of());
              case "ServiceAccount" ->
                  new UserInfo(
                      "system:serviceaccount:" + subject.namespace().replace("*", "x") + ":" + name,
                      List.of("system:serviceaccounts"),
                      List.of(),
                      List.of());
              default -> new UserInfo(name, List.of("system:authenticated"), List.of(), List.of());
            });
      }
    }
    String text = rule.node().toString();
    boolean operations =
        text.contains("request.operation")
            || filters.stream().anyMatch(filter -> !filter.operations().isEmpty());
    List<AdmissionRequest> requests = new ArrayList<>();
    for (UserInfo user : users.subList(0, Math.min(4, users.size()))) {
      requests.add(new AdmissionRequest(Operation.CREATE, user));
      if (operations) {
        requests.add(new AdmissionRequest(Operation.UPDATE, user));
      }
    }
    return requests;
  }
}
