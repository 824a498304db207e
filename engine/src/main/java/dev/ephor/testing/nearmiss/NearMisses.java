package dev.ephor.testing.nearmiss;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.probe.NeededPlaces;
import dev.ephor.rule.probe.Probe;
import dev.ephor.rule.probe.Probes;
import dev.ephor.schema.ManifestCheck;
import dev.ephor.schema.SchemaFinding;
import dev.ephor.schema.Schemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds near-misses. The same rule and manifest give the same one every time. */
public final class NearMisses {

  /** How many changed manifests are asked about at most. */
  private static final int MOST = 2000;

  /** How many items of a list are changed. */
  private static final int ITEMS = 3;

  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  /** What tells objects apart is left as it is. */
  private static final Set<List<String>> IDENTITY =
      Set.of(
          List.of("apiVersion"),
          List.of("kind"),
          List.of("metadata", "name"),
          List.of("metadata", "namespace"));

  private NearMisses() {}

  /**
   * The smallest change that makes a rule say the opposite.
   *
   * @param clause the rule, or the whole of a policy whose rules have no names
   * @param schemas a change that the structure of the kind does not allow is none
   * @param judge what the rule says of a manifest after all that changes it: {@code pass}, {@code
   *     fail} or something else
   * @return empty where the rule says neither, or where no single change of what it looks at makes
   *     it say the other
   */
  public static Optional<NearMiss> find(
      MapValue clause, MapValue manifest, Schemas schemas, Function<MapValue, String> judge) {
    String was = judge.apply(manifest);
    if (!was.equals("pass") && !was.equals("fail")) {
      return Optional.empty();
    }
    String is = was.equals("pass") ? "fail" : "pass";
    Set<String> known = findings(manifest, schemas);
    for (Map.Entry<MapValue, Change> candidate : candidates(clause, manifest)) {
      MapValue other = candidate.getKey();
      if (known.containsAll(findings(other, schemas)) && judge.apply(other).equals(is)) {
        Change change = candidate.getValue();
        return Optional.of(
            new NearMiss(other, change.path(), change.before(), change.after(), was, is));
      }
    }
    return Optional.empty();
  }

  private static Set<String> findings(MapValue manifest, Schemas schemas) {
    return ManifestCheck.of(manifest, schemas).stream()
        .map(SchemaFinding::message)
        .collect(Collectors.toSet());
  }

  /** Changed manifests, the smallest changes first. */
  private static List<Map.Entry<MapValue, Change>> candidates(MapValue clause, MapValue manifest) {
    Map<MapValue, Change> candidates = new LinkedHashMap<>();
    for (Probe probe : probes(clause, Resource.of(manifest).type())) {
      if (IDENTITY.contains(probe.path()) || NeededPlaces.isNeeded(probe.path())) {
        continue;
      }
      int items = probe.path().contains(Probe.ITEM) ? ITEMS : 1;
      for (int item = 0; item < items; item++) {
        if (item > 0 && !reaches(manifest, probe.path(), item)) {
          break;
        }
        if (!NeededPlaces.isNeverAbsent(probe.path())) {
          add(candidates, manifest, probe.put(manifest, null, item));
        }
        for (Value value : probe.values()) {
          add(candidates, manifest, probe.put(manifest, value, item));
        }
      }
    }
    return candidates.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> entry.getValue().size()))
        .limit(MOST)
        .toList();
  }

  private static void add(Map<MapValue, Change> candidates, MapValue manifest, MapValue candidate) {
    Change change = Change.between(manifest, candidate, "");
    boolean kept = change != null && sameShape(change.before(), change.after());
    if (change != null && kept) {
      candidates.putIfAbsent(candidate, change);
    }
  }

  /** A scalar in place of a collection, or the reverse, is no small change. */
  private static boolean sameShape(@Nullable Value before, @Nullable Value after) {
    return before == null
        || after == null
        || (before instanceof Scalar) == (after instanceof Scalar);
  }

  private static List<Probe> probes(MapValue clause, GroupVersionKind type) {
    List<Probe> probes = new ArrayList<>(Probes.of(clause, type));
    probes.addAll(CelPlaces.of(clause));
    List<String> pod = PodSpecs.path(type.kind());
    if (pod != null && pod.size() > 1) {
      // A rule about pods, carried over to what makes them.
      List<String> template = pod.subList(0, pod.size() - 1);
      List<Probe> ofPods = new ArrayList<>(Probes.of(clause, POD));
      ofPods.addAll(CelPlaces.of(clause));
      for (Probe probe : ofPods) {
        if (probe.path().get(0).equals("spec") || probe.path().get(0).equals("metadata")) {
          List<String> inside = new ArrayList<>(template);
          inside.addAll(probe.path());
          probes.add(new Probe(inside, probe.values()));
        }
      }
    }
    return probes;
  }

  /** Whether every list on the way has so many items. */
  private static boolean reaches(MapValue manifest, List<String> path, int item) {
    Value at = manifest;
    for (String step : path) {
      if (step.equals(Probe.ITEM)) {
        if (!(at instanceof ListValue list) || list.size() <= item) {
          return false;
        }
        at = list.at(item);
      } else {
        at = at instanceof MapValue map ? map.child(step) : null;
      }
    }
    return true;
  }
}
