package dev.ephor.convert;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.PretendedCluster;
import dev.ephor.given.WorldToClone;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The clusters in which a rule and its policy are asked: one with what the rule looks for and one
 * without. A rule that generates does not see the manifests, for what is there already is not made
 * again.
 */
final class ProofWorlds {

  private ProofWorlds() {}

  static List<Facts> of(KyvernoPolicy policy, Rule rule, GivenWorld world) {
    List<MapValue> wanted = new ArrayList<>();
    if (rule.body() instanceof RuleBody.Generate generate) {
      wanted.addAll(CloneSource.examples(generate.node()));
    }
    if (wanted.isEmpty()) {
      List<Facts> worlds = new ArrayList<>(List.of(world));
      for (List<MapValue> objects : ContextExamples.of(rule.node())) {
        List<MapValue> all = objects.stream().map(one -> Resource.of(one).root()).toList();
        worlds.add(holding(policy, rule, all, world));
      }
      return worlds;
    }
    List<MapValue> all = new ArrayList<>();
    wanted.forEach(object -> all.add(Resource.of(object).root()));
    return List.of(holding(policy, rule, all, world), holding(policy, rule, List.of(), world));
  }

  private static Facts holding(
      KyvernoPolicy policy, Rule rule, List<MapValue> objects, GivenWorld world) {
    GivenWorld cluster =
        new GivenWorld(
            world.values(),
            new PretendedCluster(objects),
            true,
            true,
            world.global(),
            world.responses(),
            world.clock(),
            world.randomness(),
            world.hosts());
    Question.CloneSources sources =
        new Question.CloneSources(policy.kind(), policy.namespace(), policy.name(), rule.name());
    return new WorldToClone(cluster, Map.of(sources, objects));
  }
}
