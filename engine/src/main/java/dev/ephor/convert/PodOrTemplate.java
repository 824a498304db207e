package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pod, or the template of a pod in its controller, told apart by the policy itself. Kyverno's
 * auto-generation rewrites neither JSON patches nor partial metadata.
 *
 * @param ref the pod or template
 * @param path where it stands
 */
record PodOrTemplate(Ref ref, Pointer path) {

  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  /** Makes a draft about pods be about their controllers, too. */
  static PodOrTemplate in(PolicyDraft draft, Set<String> controllers) {
    TreeMap<String, Set<String>> byGroup = new TreeMap<>();
    List<GroupVersionKind> types = new ArrayList<>(draft.constraints.types());
    for (String controller : controllers) {
      String group = controller.endsWith("Job") ? "batch" : "apps";
      byGroup
          .computeIfAbsent(group, g -> new TreeSet<>())
          .add(controller.toLowerCase(Locale.ROOT) + "s");
    }
    List<Constraints.Rule> rules = new ArrayList<>(draft.constraints.rules());
    byGroup.forEach(
        (group, plurals) ->
            rules.add(new Constraints.Rule(group, List.of("v1"), List.copyOf(plurals))));
    draft.constraints = new Constraints(rules, types, draft.constraints.operations());
    boolean cronJobs = controllers.contains("CronJob");
    draft.variables.put("pod", choice("object", "object.spec", cronJobs));
    draft.variables.put("path", choice("''", "'/spec", cronJobs));
    return new PodOrTemplate(
        Ref.of("variables.pod", KubernetesIndex.type(POD)), new Pointer("variables.path", ""));
  }

  private static String choice(String pod, String spec, boolean cronJobs) {
    boolean path = spec.startsWith("'");
    String separator = path ? "/" : ".";
    String end = path ? "'" : "";
    String inJob = spec + separator + String.join(separator, "jobTemplate", "spec", "template");
    return "object.kind == 'Pod' ? "
        + pod
        + " :\n"
        + (cronJobs ? "object.kind == 'CronJob' ? " + inJob + end + " :\n" : "")
        + spec
        + separator
        + "template"
        + end;
  }
}
