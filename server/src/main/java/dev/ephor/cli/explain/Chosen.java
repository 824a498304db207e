package dev.ephor.cli.explain;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.kubernetes.Resource;
import dev.ephor.schema.NearestName;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot.PlacedResource;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A policy or rule, and what of it is meant.
 *
 * @param rule the only rule that is meant; empty for all
 */
record Chosen(WorkspacePolicy policy, String rule) {

  /** How many names an error lists. */
  private static final int LISTED = 20;

  /** What was asked for is not there. */
  static final class NotFound extends Exception {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
      super(message);
    }
  }

  /** The policies that stand in a file or folder. */
  static List<Chosen> in(FileId path, List<WorkspacePolicy> policies) throws NotFound {
    List<Chosen> chosen =
        policies.stream()
            .filter(policy -> isIn(policy.document().file(), path))
            .map(policy -> new Chosen(policy, ""))
            .toList();
    if (chosen.isEmpty()) {
      throw new NotFound("there is no policy in " + path.path());
    }
    return chosen;
  }

  private static boolean isIn(FileId file, FileId path) {
    return file.equals(path) || file.path().startsWith(path.path() + "/");
  }

  /** The policies of a name, or the rule of a policy: {@code policy/rule}. */
  static List<Chosen> named(String name, List<WorkspacePolicy> policies) throws NotFound {
    List<Chosen> chosen = new ArrayList<>();
    for (WorkspacePolicy policy : policies) {
      String own = policy.name();
      if (name.equals(own) || name.equals(policy.root().string("kind") + "/" + own)) {
        chosen.add(new Chosen(policy, ""));
      } else if (name.startsWith(own + "/")
          && rules(policy).contains(name.substring(own.length() + 1))) {
        chosen.add(new Chosen(policy, name.substring(own.length() + 1)));
      }
    }
    if (chosen.isEmpty()) {
      List<String> names = new ArrayList<>();
      for (WorkspacePolicy policy : policies) {
        names.add(policy.name());
        rules(policy).forEach(rule -> names.add(policy.name() + "/" + rule));
      }
      throw notFound("policy", name, names);
    }
    return chosen;
  }

  private static List<String> rules(WorkspacePolicy policy) {
    MapValue spec = policy.root().map("spec");
    ListValue rules = spec == null ? null : spec.list("rules");
    List<String> names = new ArrayList<>();
    for (Value rule : rules == null ? List.<Value>of() : rules.values()) {
      String name = rule instanceof MapValue map ? map.string("name") : null;
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** Whether a rule is meant, or one that was generated from it. */
  boolean means(String name) {
    return rule.isEmpty() || name.equals(rule) || GeneratedNames.of(rule).contains(name);
  }

  /** The resources that stand in a file or folder. */
  static List<PlacedResource> resourcesIn(FileId path, List<PlacedResource> resources)
      throws NotFound {
    List<PlacedResource> chosen =
        resources.stream().filter(resource -> isIn(resource.document().file(), path)).toList();
    if (chosen.isEmpty()) {
      throw new NotFound("there is no resource in " + path.path());
    }
    return chosen;
  }

  /** The resources of {@code Kind/name} or {@code Kind/namespace/name}. */
  static List<PlacedResource> resourcesNamed(String name, List<PlacedResource> resources)
      throws NotFound {
    String asked = name.toLowerCase(Locale.ROOT);
    List<PlacedResource> chosen =
        resources.stream()
            .filter(
                resource ->
                    names(resource.resource()).stream()
                        .anyMatch(known -> known.toLowerCase(Locale.ROOT).equals(asked)))
            .toList();
    if (chosen.isEmpty()) {
      throw notFound(
          "resource", name, resources.stream().map(each -> names(each.resource()).get(0)).toList());
    }
    return chosen;
  }

  private static List<String> names(Resource resource) {
    String whole = resource.shownName().replace(' ', '/');
    return List.of(whole, resource.type().kind() + "/" + resource.name());
  }

  private static NotFound notFound(String what, String name, List<String> names) {
    if (names.isEmpty()) {
      return new NotFound("there is no " + what + " '" + name + "', nor any other");
    }
    String near =
        NearestName.of(name, names).map(known -> "; did you mean '" + known + "'?").orElse("");
    String listed =
        names.stream().distinct().sorted().limit(LISTED).collect(Collectors.joining("\n  "));
    long more = names.stream().distinct().count() - LISTED;
    return new NotFound(
        "there is no "
            + what
            + " '"
            + name
            + "'"
            + near
            + "\nThere are:\n  "
            + listed
            + (more > 0 ? "\n  and " + more + " more" : ""));
  }
}
