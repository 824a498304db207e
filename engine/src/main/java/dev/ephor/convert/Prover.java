package dev.ephor.convert;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.given.GivenExceptions;
import dev.ephor.given.GivenWorld;
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
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
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
  private final MapValue looked;
  private final String namespace;
  private final boolean changes;
  private final Comparison comparison;
  private final List<Facts> worlds;
  private final List<AdmissionRequest> requests;

  private int denied;
  private int allowed;
  private int skipped;
  private int different;
  private final List<Proof.Difference> differences = new ArrayList<>();

  private Prover(
      KyvernoPolicy policy, Rule rule, MapValue looked, PreparedPolicy after, List<Facts> worlds) {
    boolean makes =
        rule.body() instanceof RuleBody.Mutate || rule.body() instanceof RuleBody.Generate;
    this.before = PreparedPolicy.of(makes ? alone(policy, rule) : policy);
    this.after = after;
    this.looked = looked;
    this.namespace = policy.namespace();
    this.changes = rule.body() instanceof RuleBody.Mutate;
    this.comparison = Comparison.of(rule, before, after);
    this.worlds = worlds;
    this.requests = requests(rule, looked.toString());
  }

  /** What a rule makes is compared, so no other may have a hand in it. */
  private static Policy alone(KyvernoPolicy policy, Rule rule) {
    MapValue document = policy.document();
    MapValue spec = Objects.requireNonNull(document.map("spec"));
    ListValue rules = ListValue.of(List.of(rule.node()), spec.source(), spec.node());
    Policy alone = PolicyReader.read(document.with("spec", spec.with("rules", rules))).policy();
    return Objects.requireNonNull(alone);
  }

  /**
   * Proves a conversion, or finds where it is wrong. Never fails.
   *
   * @param manifests of the workspace
   * @param world the cluster that both ask
   */
  public static Proof prove(
      KyvernoPolicy policy, RuleConversion.Made made, List<MapValue> manifests, GivenWorld world) {
    Rule rule = rule(policy, made);
    return prove(policy, made, rule.node(), ProofWorlds.of(policy, rule, world), manifests);
  }

  /** Proves that an exception from a policy exempts what the one from the rule did. */
  public static Proof prove(
      ExceptionConversion conversion,
      ExceptionConversion.Exempted exempted,
      List<MapValue> manifests,
      GivenWorld world) {
    KyvernoPolicy policy = exempted.policy().policy();
    Rule rule = rule(policy, exempted.made());
    MapValue exception = conversion.exception().document();
    List<MapValue> both =
        List.of(exception, document(Objects.requireNonNull(conversion.text(), "an exception")));
    List<Facts> worlds = new ArrayList<>();
    for (Facts one : ProofWorlds.of(policy, rule, world)) {
      worlds.add(GivenExceptions.of(one, both));
    }
    MapValue looked =
        rule.node().with("exception", Objects.requireNonNullElse(exception.map("spec"), exception));
    return prove(policy, exempted.made(), looked, worlds, manifests);
  }

  private static MapValue document(String text) {
    return (MapValue) YamlParser.parse(new Source("converted"), text).root();
  }

  private static Rule rule(KyvernoPolicy policy, RuleConversion.Made made) {
    return policy.spec().rules().stream()
        .filter(one -> one.name().equals(made.rule()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param looked what tells which places of manifests matter
   */
  private static Proof prove(
      KyvernoPolicy policy,
      RuleConversion.Made made,
      MapValue looked,
      List<Facts> worlds,
      List<MapValue> manifests) {
    Policy converted = PolicyReader.read(document(made.text())).policy();
    PreparedPolicy after = PreparedPolicy.of(Objects.requireNonNull(converted));
    List<String> errors = new ArrayList<>();
    after.errors().stream().map(PolicyProblem::message).forEach(errors::add);
    for (Facts world : worlds) {
      after.refusal(world).ifPresent(errors::add);
    }
    if (!errors.isEmpty()) {
      return new Proof(0, 0, 0, 0, 0, errors, List.of(), 0);
    }
    return new Prover(policy, rule(policy, made), looked, after, worlds)
        .all(made.types(), manifests);
  }

  private Proof all(List<GroupVersionKind> types, List<MapValue> manifests) {
    int tried = 0;
    for (MapValue manifest : manifests) {
      Resource resource = Resource.of(manifest);
      boolean asked = before.mayMatch(resource.type()) || after.mayMatch(resource.type());
      if (asked && isMeant(resource.type(), types)) {
        MapValue admitted = AdmittedManifest.of(manifest, resource.type());
        if (admitted != null && isExample(admitted)) {
          tried++;
          compare(admitted);
        }
      }
    }
    Set<MapValue> examples = new LinkedHashSet<>();
    for (GroupVersionKind type : types.subList(0, Math.min(4, types.size()))) {
      List<MapValue> made = CounterExamples.of(looked, named(type), this::passes);
      examples.addAll(made);
      if (type.equals(POD)) {
        for (GroupVersionKind controller : CONTROLLERS) {
          for (MapValue pod : made) {
            MapValue owner = CounterExamples.controlled(seen(pod, controller), controller);
            if (owner != null) {
              examples.add(owner);
            }
          }
        }
      }
    }
    int made = 0;
    for (MapValue example : examples) {
      MapValue there = inNamespace(example);
      MapValue admitted = AdmittedManifest.of(there, Resource.of(there).type());
      if (admitted != null && isExample(admitted)) {
        made++;
        compare(admitted);
      }
    }
    return new Proof(tried, made, denied, allowed, skipped, List.of(), differences, different);
  }

  /** Kyverno 1.19: pod security does not see the annotations of pods in cron jobs. */
  private MapValue seen(MapValue pod, GroupVersionKind controller) {
    MapValue metadata = pod.map("metadata");
    return looked.toString().contains("podSecurity=")
            && controller.kind().equals("CronJob")
            && metadata != null
        ? pod.with("metadata", metadata.without("annotations"))
        : pod;
  }

  /** What one list has twice is merged with either. */
  private boolean isExample(MapValue manifest) {
    Resource resource = Resource.of(manifest);
    boolean elsewhere = !namespace.isEmpty() && !resource.namespace().equals(namespace);
    return !elsewhere && (!changes || !AdmittedManifest.hasTwins(manifest, resource.type()));
  }

  /** A policy in a namespace is asked about that. */
  private MapValue inNamespace(MapValue manifest) {
    MapValue metadata = manifest.map("metadata");
    return namespace.isEmpty() || metadata == null
        ? manifest
        : manifest.with("metadata", metadata.with("namespace", Scalar.of(namespace)));
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
    return Comparison.passes(before, Resource.of(manifest), requests.get(0), worlds.get(0));
  }

  private void compare(MapValue manifest) {
    for (AdmissionRequest request : requests) {
      for (Facts world : worlds) {
        Comparison.Answers answers = comparison.of(manifest, request, world);
        switch (answers.agreement()) {
          case DENIED -> denied++;
          case ALLOWED -> allowed++;
          case SKIPPED_BY_ONE -> {
            allowed++;
            skipped++;
          }
          case DIFFERENT -> {
            different++;
            if (differences.size() < Proof.SHOWN) {
              differences.add(
                  new Proof.Difference(
                      manifest, request.operation().name(), answers.rule(), answers.policy()));
            }
          }
        }
      }
    }
  }

  /** By whom and for what: as the rule's filters tell apart. */
  private static List<AdmissionRequest> requests(Rule rule, String text) {
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
    boolean operations =
        text.contains("request.operation")
            || text.contains("operations=")
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
