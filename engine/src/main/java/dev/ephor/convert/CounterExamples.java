package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.rule.probe.NeededPlaces;
import dev.ephor.rule.probe.PodSecurityExamples;
import dev.ephor.rule.probe.Probe;
import dev.ephor.rule.probe.Probes;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Small manifests that lie on either side of what a rule demands: seeds in which every place that
 * the rule looks at has one of its {@link Probe}'s values, and each seed with one place changed.
 * The same rule gives the same manifests every time.
 */
final class CounterExamples {

  /** How many manifests a kind gets at most. */
  static final int MOST = 1200;

  private static final int SEEDS = 80;
  private static final int CHANGED_SEEDS = 4;

  private CounterExamples() {}

  /**
   * Manifests of a kind.
   *
   * @param passes whether the rule lets a manifest pass, so that some are near to that
   */
  static List<MapValue> of(MapValue rule, GroupVersionKind type, Predicate<MapValue> passes) {
    List<Probe> probes =
        Probes.of(rule, type).stream()
            .filter(probe -> !NeededPlaces.isNeeded(probe.path()))
            .toList();
    Random random = new Random(42);
    MapValue base = base(type);
    Set<MapValue> made = new LinkedHashSet<>();
    List<MapValue> passing = new ArrayList<>();
    MapValue validate = rule.map("validate");
    if (validate != null && validate.map("podSecurity") != null) {
      MapValue pod = PodSecurityExamples.good();
      MapValue whole = type.kind().equals("Pod") ? pod : controlled(pod, type);
      base = whole == null ? base : whole;
    }
    List<MapValue> others = new ArrayList<>();
    made.add(base);
    for (int i = 0; i < SEEDS; i++) {
      MapValue seed = base;
      for (Probe probe : probes) {
        seed = random(seed, probe, random, i);
      }
      if (made.add(seed)) {
        (passes.test(seed) ? passing : others).add(seed);
      }
    }
    List<MapValue> seeds = new ArrayList<>(List.of(base));
    seeds.addAll(passing.subList(0, Math.min(CHANGED_SEEDS, passing.size())));
    seeds.addAll(others.subList(0, Math.min(CHANGED_SEEDS, others.size())));
    for (MapValue seed : seeds) {
      for (Probe probe : probes) {
        changed(seed, probe, made);
      }
    }
    return List.copyOf(made);
  }

  private static void changed(MapValue seed, Probe probe, Set<MapValue> made) {
    boolean lists = probe.path().contains(Probe.ITEM);
    for (int item = 0; item < (lists ? 2 : 1); item++) {
      for (int i = NeededPlaces.isNeverAbsent(probe.path()) ? 0 : -1;
          i < probe.values().size() && made.size() < MOST;
          i++) {
        made.add(probe.put(seed, i < 0 ? null : probe.values().get(i), item));
      }
    }
  }

  private static MapValue random(MapValue seed, Probe probe, Random random, int round) {
    int choice = random.nextInt(probe.values().size() + 1);
    // The first rounds prefer what the rule itself names.
    if (round < SEEDS / 4 && !probe.values().isEmpty()) {
      choice = random.nextInt(Math.min(2, probe.values().size()));
    }
    Value value = choice < probe.values().size() ? probe.values().get(choice) : null;
    if (value == null && NeededPlaces.isNeverAbsent(probe.path())) {
      return seed;
    }
    MapValue first = probe.put(seed, value, 0);
    return round % 3 == 2 && probe.path().contains(Probe.ITEM) ? probe.put(first, value, 1) : first;
  }

  /** Where a kind has its pod; null for a kind that has none. */
  static @Nullable List<String> template(GroupVersionKind type) {
    List<String> spec = PodSpecs.path(type.kind());
    return spec == null ? null : spec.subList(0, spec.size() - 1);
  }

  /** The least that a kind's object has. */
  static MapValue base(GroupVersionKind type) {
    MapValue.Builder root =
        map()
            .put("apiVersion", Scalar.of(type.apiVersion()))
            .put("kind", Scalar.of(type.kind()))
            .put("metadata", map().put("name", Scalar.of("example")).build());
    List<String> way = template(type);
    if (way == null) {
      return root.put("spec", map().build()).build();
    }
    MapValue container =
        map().put("name", Scalar.of("c0")).put("image", Scalar.of("registry.test/app:1.0")).build();
    MapValue pod =
        map().put("containers", ListValue.of(List.of(container), Source.NONE, 0)).build();
    return way.isEmpty()
        ? root.put("spec", pod).build()
        : inside(root.build(), way, map().put("spec", pod).build());
  }

  /** The controller of a pod that is like another pod. */
  static @Nullable MapValue controlled(MapValue pod, GroupVersionKind type) {
    List<String> way = template(type);
    if (way == null || way.isEmpty()) {
      return null;
    }
    MapValue metadata = pod.map("metadata");
    Value spec = pod.child("spec");
    MapValue.Builder template = map();
    MapValue own = map().put("name", Scalar.of("example")).build();
    if (metadata != null) {
      template.put("metadata", metadata.without("name").without("namespace"));
      Value namespace = metadata.child("namespace");
      own = namespace == null ? own : own.with("namespace", namespace);
    }
    if (spec != null) {
      template.put("spec", spec);
    }
    MapValue root =
        map()
            .put("apiVersion", Scalar.of(type.apiVersion()))
            .put("kind", Scalar.of(type.kind()))
            .put("metadata", own)
            .build();
    return inside(root, way, template.build());
  }

  private static MapValue inside(MapValue root, List<String> way, MapValue value) {
    MapValue inner = value;
    for (int i = way.size() - 1; i > 0; i--) {
      inner = map().put(way.get(i), inner).build();
    }
    return root.with(way.get(0), inner);
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
