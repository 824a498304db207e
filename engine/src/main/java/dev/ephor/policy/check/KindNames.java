package dev.ephor.policy.check;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.NearestName;
import dev.ephor.value.ListValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Kinds that are nearly those of Kubernetes, such as {@code Pods} or {@code Deploymnet}. Other
 * unknown kinds may be custom resources, and nothing is said of them.
 */
final class KindNames implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    for (String side : List.of("match", "exclude")) {
      for (RuleView.Block block : RuleView.blocks(PolicyView.map(rule.map(), side), side)) {
        ListValue kinds = block.resources().list("kinds");
        if (kinds != null) {
          kinds.values().forEach(kind -> Names.check(kind, found));
        }
      }
    }
  }

  /** Loaded with the first kind that is asked about. */
  private static final class Names {
    static final Set<String> KNOWN = known();

    private static Set<String> known() {
      TreeSet<String> names = new TreeSet<>();
      for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
        names.add(kind.type().kind());
      }
      return names;
    }

    static void check(Value value, Consumer<Finding> found) {
      String text = value.asString();
      if (text == null || text.isBlank() || text.contains("{{")) {
        return;
      }
      KindSelector selector = KindSelector.of(text);
      String kind = selector.kind();
      boolean ofAnyGroup = selector.group().isEmpty() || selector.group().equals("*");
      if (!ofAnyGroup || kind.contains("*") || kind.contains("?") || KNOWN.contains(kind)) {
        return;
      }
      meant(kind)
          .ifPresent(
              name ->
                  found.accept(
                      Finding.advice(
                          value.place(Place.Part.VALUE),
                          "unknown-kind",
                          "Kubernetes has no kind " + kind + ": did you mean " + name + "?")));
    }

    private static Optional<String> meant(String kind) {
      String singular = kind.endsWith("s") ? kind.substring(0, kind.length() - 1) : kind;
      return KNOWN.stream()
          .filter(name -> name.equalsIgnoreCase(kind) || name.equalsIgnoreCase(singular))
          .findFirst()
          .or(
              () ->
                  kind.length() < 5
                      ? Optional.empty()
                      : NearestName.of(kind, KNOWN)
                          .filter(name -> NearestName.distance(kind, name) <= 2)
                          .filter(name -> kind.charAt(0) == name.charAt(0)));
    }
  }
}
