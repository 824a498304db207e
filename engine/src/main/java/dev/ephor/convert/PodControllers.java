package dev.ephor.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pod controllers a policy about pods has to name in {@code spec.autogen}. */
final class PodControllers {

  /** Those that policies in CEL know; replication controllers are not among them. */
  private static final Set<String> ALL =
      Set.of("DaemonSet", "Deployment", "Job", "ReplicaSet", "StatefulSet", "CronJob");

  private PodControllers() {}

  /**
   * The controllers to name; null where nothing has to be said.
   *
   * @param controllers those that the rule was about
   */
  static @Nullable List<String> of(PolicyDraft draft, Set<String> controllers) {
    List<Constraints.Rule> rules = draft.constraints.rules();
    boolean pods =
        rules.size() == 1
            && rules.get(0).group().isEmpty()
            && rules.get(0).resources().equals(List.of("pods"))
            && draft.objectSelector == null
            && draft.namespaceSelector == null;
    if (pods && draft.mutations.stream().anyMatch(PolicyDraft.Mutation::json)) {
      return List.of();
    } else if (!pods || controllers.containsAll(ALL)) {
      return null;
    }
    List<String> named = new ArrayList<>();
    for (String controller : controllers) {
      if (ALL.contains(controller)) {
        named.add(controller.toLowerCase(Locale.ROOT) + "s");
      }
    }
    return named;
  }
}
