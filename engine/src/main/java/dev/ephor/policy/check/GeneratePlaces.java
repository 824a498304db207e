package dev.ephor.policy.check;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.KubernetesIndex.Scope;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is generated can live where it is put. A cluster refuses these policies; {@code
 * apply} of the reference, which knows of no cluster, does not.
 */
final class GeneratePlaces implements RuleCheck {

  private static final List<String> SOURCES = List.of("data", "clone", "cloneList", "foreach");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    if (!rule.generates()) {
      return;
    }
    MapValue generate = rule.generate();
    List<String> sources =
        SOURCES.stream().filter(source -> PolicyView.set(generate, source)).toList();
    if (sources.size() > 1 && sources.contains("foreach")) {
      found.accept(
          refused(
              RuleView.second(generate, sources),
              "several-sources",
              "what is generated has one source: data, clone, cloneList or foreach"));
    }
    List<MapValue> patterns = new ArrayList<>(PolicyView.maps(generate.list("foreach")));
    if (patterns.isEmpty()) {
      patterns.add(generate);
    }
    for (MapValue pattern : patterns) {
      target(rule, pattern, found);
    }
  }

  private static void target(RuleView rule, MapValue pattern, Consumer<Finding> found) {
    String kind = PolicyView.text(pattern, "kind");
    Value namespace = pattern.child("namespace");
    String written = PolicyView.text(pattern, "namespace");
    Scope scope =
        KubernetesIndex.scope(GroupVersionKind.of(PolicyView.text(pattern, "apiVersion"), kind))
            .orElse(null);
    if (scope == Scope.NAMESPACED && written.isEmpty()) {
      Value where = pattern.child("kind");
      found.accept(
          refused(
              (where == null ? pattern : where).place(Place.Part.VALUE),
              "generate-namespace",
              kind + " lives in a namespace: say in which, with namespace"));
    } else if (scope == Scope.CLUSTER && namespace != null && !written.isEmpty()) {
      found.accept(
          refused(
              namespace.place(Place.Part.KEY),
              "generate-namespace",
              kind + " lives in no namespace: remove namespace"));
    }
    if (rule.policy().namespaced()) {
      own(rule, pattern, scope, found);
    }
  }

  /** A policy of one namespace acts in it only. */
  private static void own(
      RuleView rule, MapValue pattern, @Nullable Scope scope, Consumer<Finding> found) {
    String own = PolicyView.text(rule.policy().metadata(), "namespace");
    Value kind = pattern.child("kind");
    if (scope == Scope.CLUSTER && kind != null) {
      found.accept(
          refused(
              kind.place(Place.Part.VALUE),
              "foreign-namespace",
              "a Policy generates in its own namespace only, and "
                  + PolicyView.text(pattern, "kind")
                  + " lives in none: use a ClusterPolicy"));
    }
    for (MapValue place :
        List.of(pattern, PolicyView.map(pattern, "clone"), PolicyView.map(pattern, "cloneList"))) {
      Value namespace = place.child("namespace");
      String written = PolicyView.text(place, "namespace");
      if (namespace != null
          && !written.isEmpty()
          && !written.equals(own)
          && !written.contains("{{")) {
        found.accept(
            refused(
                namespace.place(Place.Part.VALUE),
                "foreign-namespace",
                "a Policy generates and clones in its own namespace only"
                    + (own.isEmpty() ? "" : ": write " + own)));
      }
    }
  }

  private static Finding refused(Place place, String code, String message) {
    return new Finding(place, Severity.ERROR, code, message, null);
  }
}
