package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a policy together with those that Kyverno generates for pod controllers from rules
 * for pods.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/autogen/">Kyverno: auto-gen
 *     rules</a>
 */
public final class AutogenRules {

  private AutogenRules() {}

  /**
   * A rule and the resources that it is for.
   *
   * @param rule as a policy writes it
   * @param kinds the kinds of resources that it is asked about; empty for all. Beside what the rule
   *     matches: a generated rule keeps entries of {@code any} that name other kinds than pods, but
   *     says nothing of those
   */
  public record ForKinds(MapValue rule, Set<String> kinds) {
    public ForKinds {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * The rules in the order in which Kyverno evaluates them: those written, then those generated,
   * two for each written one at most. Written rules whose names begin with {@code autogen-} are
   * taken for leftovers and dropped when any rule is generated.
   *
   * @param policy a whole ClusterPolicy or Policy
   */
  public static List<ForKinds> of(MapValue policy) {
    List<MapValue> written = written(policy);
    List<ForKinds> generated = generated(policy, written);
    List<ForKinds> rules = new ArrayList<>();
    for (MapValue rule : written) {
      if (generated.isEmpty() || !GeneratedNames.isGenerated(name(rule))) {
        rules.add(new ForKinds(rule, Set.of()));
      }
    }
    rules.addAll(generated);
    return List.copyOf(rules);
  }

  private static List<MapValue> written(MapValue policy) {
    List<MapValue> rules = new ArrayList<>();
    MapValue spec = policy.map("spec");
    ListValue list = spec == null ? null : spec.list("rules");
    for (Value rule : list == null ? List.<Value>of() : list.values()) {
      if (rule instanceof MapValue map) {
        rules.add(map);
      }
    }
    return rules;
  }

  private static List<ForKinds> generated(MapValue policy, List<MapValue> written) {
    Set<String> controllers = Controllers.of(policy, written);
    Set<String> others = Controllers.withoutCronJob(controllers);
    List<ForKinds> rules = new ArrayList<>();
    for (MapValue rule : written) {
      if (controllers.isEmpty()
          || GeneratedNames.isGenerated(name(rule))
          || !KindFilters.concernsPods(rule)) {
        continue;
      }
      MapValue forControllers = forControllers(rule, others);
      if (forControllers != null) {
        rules.add(new ForKinds(PodPaths.TEMPLATE.rewrite(forControllers), others));
      }
      MapValue forCronJobs = forCronJobs(rule, controllers);
      if (forCronJobs != null) {
        rules.add(
            new ForKinds(PodPaths.JOB_TEMPLATE.rewrite(forCronJobs), Set.of(Controllers.CRON_JOB)));
      }
    }
    return rules;
  }

  private static @Nullable MapValue forControllers(MapValue rule, Set<String> controllers) {
    RuleTemplate template =
        new RuleTemplate(GeneratedNames.forControllers(name(rule)), "template", "spec/template");
    return controllers.isEmpty()
        ? null
        : template.wrap(rule, Controllers.qualified(controllers), false);
  }

  /** A rule for cron jobs is made from the rule for the other controllers, by one more wrapping. */
  private static @Nullable MapValue forCronJobs(MapValue rule, Set<String> controllers) {
    MapValue inner =
        controllers.contains(Controllers.CRON_JOB) ? forControllers(rule, controllers) : null;
    String name = GeneratedNames.forCronJobs(name(rule));
    RuleTemplate template = new RuleTemplate(name, "jobTemplate", "spec/jobTemplate/spec/template");
    List<String> kinds = Controllers.qualified(Set.of(Controllers.CRON_JOB));
    return inner == null ? null : template.wrap(inner, kinds, true);
  }

  private static String name(MapValue rule) {
    String name = rule.string("name");
    return name == null ? "" : name;
  }
}
