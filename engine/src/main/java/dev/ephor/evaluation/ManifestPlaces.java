package dev.ephor.evaluation;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Findings about what a policy wrote into a resource: they are shown at the key of the nearest
 * ancestor that stands in the manifest.
 */
final class ManifestPlaces {

  private static final int DEEPEST = 500;

  private ManifestPlaces() {}

  /** The same outcome with all of its manifest places in the manifest. */
  static RuleOutcome of(RuleOutcome outcome, Resource resource) {
    Source manifest = resource.root().source();
    List<Finding> findings = outcome.findings();
    boolean strange = false;
    for (int i = 0; i < findings.size(); i++) {
      strange |= findings.get(i).manifest().source() != manifest;
    }
    if (!strange) {
      return outcome;
    }
    List<Finding> placed = new ArrayList<>();
    for (Finding finding : findings) {
      placed.add(new Finding(place(finding.manifest(), resource), finding.clause()));
    }
    return new RuleOutcome(
        outcome.rule(),
        outcome.status(),
        outcome.message(),
        outcome.action(),
        placed,
        outcome.effect(),
        outcome.properties());
  }

  private static Place place(Place place, Resource resource) {
    MapValue root = resource.root();
    if (place.source() == root.source()) {
      return place;
    }
    Value ancestor = ancestor(root, root, place, root.source(), 0);
    return Objects.requireNonNullElse(ancestor, root).place(Place.Part.KEY);
  }

  /** Null where the place is not in this value. */
  private static @Nullable Value ancestor(
      Value value, Value nearest, Place place, Source manifest, int depth) {
    if (value.source() == place.source() && value.node() == place.node()) {
      return nearest;
    }
    Value known = value.source() == manifest ? value : nearest;
    List<Value> children =
        value instanceof MapValue map
            ? values(map)
            : value instanceof ListValue list ? list.values() : List.of();
    for (Value child : depth > DEEPEST ? List.<Value>of() : children) {
      Value found = ancestor(child, known, place, manifest, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static List<Value> values(MapValue map) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < map.size(); i++) {
      values.add(map.valueAt(i));
    }
    return values;
  }
}
