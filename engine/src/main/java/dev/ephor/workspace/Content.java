package dev.ephor.workspace;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a document means to the workspace.
 *
 * @param root the tree it was read from
 * @param policies the policies in it: one, or those of a {@code List}
 * @param resources the resources in it: one, or those of a {@code List}
 * @param exceptions the exceptions in it: one, or those of a {@code List}
 * @param fixtures the paths that it names as material of a test, relative to its file
 * @param problems what is wrong with a file of Kyverno's tools; a policy has its own
 */
record Content(
    Value root,
    List<PolicyUnit> policies,
    List<ResourceUnit> resources,
    List<ExceptionUnit> exceptions,
    List<String> fixtures,
    List<PolicyProblem> problems) {

  /** Fields of a {@code kyverno-test.yaml} that name files. */
  private static final List<String> FIXTURE_FIELDS =
      List.of(
          "resources",
          "targetResources",
          "clusterResources",
          "paramResources",
          "jsonPayload",
          "jsonPayloads",
          "httpPayloads",
          "envoyPayloads");

  /** Fields of a test's expected result that name files. */
  private static final List<String> RESULT_FIELDS =
      List.of("patchedResources", "generatedResource", "generatedResources", "cloneSourceResource");

  /**
   * Reads a tree.
   *
   * @param earlier what an earlier tree of the same document meant; its parts whose nodes are the
   *     same are kept, and with them everything computed from them
   */
  static Content of(Value root, @Nullable Content earlier, RuleEngine engine) {
    if (earlier != null && earlier.root.sameTree(root)) {
      return earlier;
    }
    Reader reader = new Reader(earlier, engine);
    reader.read(root);
    return new Content(
        root,
        List.copyOf(reader.policies),
        List.copyOf(reader.resources),
        List.copyOf(reader.exceptions),
        List.copyOf(reader.fixtures),
        List.copyOf(reader.problems));
  }

  /** A document that Ephor cannot read although it should. */
  static Content crashed(Value root, Throwable crash) {
    PolicyProblem problem =
        new PolicyProblem(
            root.place(Place.Part.KEY),
            Severity.ERROR,
            "internal-error",
            "Ephor failed to read this document: " + crash + "; please report it with the text");
    return new Content(root, List.of(), List.of(), List.of(), List.of(), List.of(problem));
  }

  private static final class Reader {
    private final @Nullable Content earlier;
    private final RuleEngine engine;
    private final List<PolicyUnit> policies = new ArrayList<>();
    private final List<ResourceUnit> resources = new ArrayList<>();
    private final List<ExceptionUnit> exceptions = new ArrayList<>();
    private final List<String> fixtures = new ArrayList<>();
    private final List<PolicyProblem> problems = new ArrayList<>();

    Reader(@Nullable Content earlier, RuleEngine engine) {
      this.earlier = earlier;
      this.engine = engine;
    }

    void read(Value value) {
      if (!(value instanceof MapValue map)) {
        return;
      }
      String apiVersion = Objects.requireNonNullElse(map.string("apiVersion"), "");
      String kind = Objects.requireNonNullElse(map.string("kind"), "");
      String group = apiVersion.contains("/") ? apiVersion.split("/", 2)[0] : "";
      ListValue items = map.list("items");
      if (engine.isPolicy(map)) {
        policies.add(policy(map));
      } else if (kind.endsWith("List") && items != null) {
        items.values().forEach(this::read);
      } else if (isKyverno(group)) {
        problems.addAll(engine.check(map));
        List<String> exempts = engine.exempts(map);
        if (exempts != null) {
          exceptions.add(exception(map, exempts));
        }
        if (group.equals("cli.kyverno.io") && kind.equals("Test")) {
          readTest(map);
        }
      } else if (!apiVersion.isEmpty() && !kind.isEmpty()) {
        resources.add(resource(map));
      }
    }

    private static boolean isKyverno(String group) {
      return group.equals("kyverno.io") || group.endsWith(".kyverno.io");
    }

    private PolicyUnit policy(MapValue root) {
      if (earlier != null) {
        for (PolicyUnit unit : earlier.policies) {
          if (unit.root().sameTree(root)) {
            return unit;
          }
        }
      }
      return PolicyUnit.of(root, engine);
    }

    private ExceptionUnit exception(MapValue root, List<String> policies) {
      if (earlier != null) {
        for (ExceptionUnit unit : earlier.exceptions) {
          if (unit.root().sameTree(root)) {
            return unit;
          }
        }
      }
      return new ExceptionUnit(root, policies);
    }

    private ResourceUnit resource(MapValue root) {
      // Items of a list mostly keep their order: look where the item was first.
      if (earlier != null && resources.size() < earlier.resources.size()) {
        ResourceUnit unit = earlier.resources.get(resources.size());
        if (unit.resource().root().sameTree(root)) {
          return unit;
        }
      }
      return new ResourceUnit(Resource.of(root));
    }

    private void readTest(MapValue map) {
      FIXTURE_FIELDS.forEach(field -> addPaths(map.child(field)));
      ListValue results = map.list("results");
      if (results != null) {
        for (Value result : results.values()) {
          if (result instanceof MapValue expected) {
            RESULT_FIELDS.forEach(field -> addPaths(expected.child(field)));
          }
        }
      }
    }

    private void addPaths(@Nullable Value value) {
      if (value instanceof ListValue list) {
        list.values().forEach(this::addPaths);
      } else if (value != null && value.asString() != null) {
        fixtures.add(Objects.requireNonNull(value.asString()));
      }
    }
  }
}
