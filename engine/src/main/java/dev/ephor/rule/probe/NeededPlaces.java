package dev.ephor.rule.probe;

import java.util.List;
import java.util.Map;

/** Places of manifests that an API server does not find empty. */
public final class NeededPlaces {

  private NeededPlaces() {}

  /** Whether an API server takes no object without what stands there. */
  public static boolean isNeeded(List<String> path) {
    return isNeededOfItem(path)
        || path.equals(List.of("spec"))
        || path.equals(List.of("metadata"))
        || path.equals(List.of("kind"))
        || path.equals(List.of("apiVersion"))
        || path.equals(List.of("spec", "template"))
        || path.equals(List.of("spec", "template", "spec"))
        || (path.size() > 1
            && path.get(path.size() - 1).equals("containers")
            && path.get(path.size() - 2).equals("spec"));
  }

  /** Fields without which an item of a well-known list is refused, and the items themselves. */
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "rules", List.of("verbs"),
          "containers", List.of("name", "image"),
          "initContainers", List.of("name", "image"),
          "ephemeralContainers", List.of("name", "image"),
          "env", List.of("name"),
          "volumes", List.of("name"),
          "volumeMounts", List.of("name", "mountPath"),
          "ports", List.of("port", "containerPort"));

  private static boolean isNeededOfItem(List<String> path) {
    int last = path.size() - 1;
    return last > 0 && path.get(last).equals(Probe.ITEM) && NEEDED.containsKey(path.get(last - 1));
  }

  /** Whether a place always has some value, though it may have another. */
  public static boolean isNeverAbsent(List<String> path) {
    int last = path.size() - 1;
    return path.equals(List.of("metadata", "name"))
        || (last > 1
            && path.get(last - 1).equals(Probe.ITEM)
            && NEEDED.getOrDefault(path.get(last - 2), List.of()).contains(path.get(last)));
  }
}
