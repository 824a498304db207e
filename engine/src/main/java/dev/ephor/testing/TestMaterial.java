package dev.ephor.testing;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.given.ContextWorld;
import dev.ephor.given.GivenExceptions;
import dev.ephor.given.GivenRequests;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.NamedObjects;
import dev.ephor.given.NamedParameters;
import dev.ephor.given.ValuesFile;
import dev.ephor.given.WorldToClone;
import dev.ephor.given.WorldWithImages;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a test is about, read.
 *
 * @param policies in the order in which they are named
 * @param resources each once
 * @param payloads JSON documents that are no resources
 * @param duplicates resources that are named again
 * @param targets what mutations of existing resources find
 * @param exceptions from policies, whole documents
 * @param circumstances of all requests
 */
public record TestMaterial(
    List<LoadedPolicy> policies,
    List<Resource> resources,
    List<Payload> payloads,
    List<Resource> duplicates,
    List<Resource> targets,
    List<MapValue> exceptions,
    Circumstances circumstances) {

  public TestMaterial {
    policies = List.copyOf(policies);
    resources = List.copyOf(resources);
    payloads = List.copyOf(payloads);
    duplicates = List.copyOf(duplicates);
    targets = List.copyOf(targets);
    exceptions = List.copyOf(exceptions);
  }

  /**
   * Reads what a test names.
   *
   * @throws Unreadable with the reference's words for what it was reading
   */
  public static TestMaterial of(TestDocument test, TestFiles files, Surroundings surroundings)
      throws Unreadable {
    GivenFiles given = new GivenFiles(test, files);
    ValuesFile values = given.values();
    UserInfo user = given.userInfo();
    List<LoadedPolicy> policies = new ArrayList<>();
    List<MapValue> cluster = new ArrayList<>();
    for (String path : test.policies()) {
      try {
        policies.addAll(files.policies(path));
        cluster.addAll(files.bindings(path));
      } catch (Unreadable unreadable) {
        throw failed("policies", unreadable);
      }
    }
    Map<String, Resource> unique = new LinkedHashMap<>();
    List<Resource> duplicates = new ArrayList<>();
    for (Resource resource : resources("resources", test.resources(), files)) {
      if (unique.putIfAbsent(ResourceKey.identity(resource), resource) != null) {
        duplicates.add(resource);
      }
    }
    List<Resource> resources = List.copyOf(unique.values());
    List<Payload> payloads = payloads(test, files);
    List<Resource> targets = resources("target resources", test.targetResources(), files);
    cluster.addAll(roots(resources));
    cluster.addAll(roots(targets));
    List<MapValue> parameters =
        roots(resources("parameter resources", test.paramResources(), files));
    cluster.addAll(parameters);
    List<MapValue> clusterObjects = given.clusterObjects();
    cluster.addAll(clusterObjects);
    List<MapValue> exceptions = exceptions(test, policies, files);
    Facts offline =
        GivenWorld.ofTest(
            values,
            cluster,
            !test.clusterResources().isEmpty(),
            given.globalContext(),
            given.responses(),
            surroundings.clock(),
            surroundings.randomness(),
            surroundings.hosts());
    Facts known = new WorldWithImages(offline, surroundings.images());
    Facts told =
        test.clusterResources().isEmpty()
            ? new NamedParameters(
                new ContextWorld(known, given.context(), roots(targets)), parameters)
            : known;
    Facts excepted = exceptions.isEmpty() ? told : GivenExceptions.of(told, exceptions);
    Facts world = NamedObjects.of(excepted, roots(targets), clusterObjects);
    requireCompiled(policies, resources, payloads, world);
    Map<Question.CloneSources, List<MapValue>> sources = cloneSources(test, policies, files);
    return new TestMaterial(
        policies,
        resources,
        payloads,
        duplicates,
        targets,
        exceptions,
        new Circumstances(
            new GivenRequests(values, Map.of(), user),
            sources.isEmpty() ? world : new WorldToClone(world, sources)));
  }

  /** The reference finds out when it comes to the first resource, and goes no further. */
  private static void requireCompiled(
      List<LoadedPolicy> policies, List<Resource> resources, List<Payload> payloads, Facts world)
      throws Unreadable {
    for (LoadedPolicy policy : policies) {
      String refusal = policy.prepared().refusal(world).orElse(null);
      EvaluationMode mode = EvaluationMode.of(policy.policy());
      boolean asked =
          mode.isAboutRequests()
              ? payloads.stream().anyMatch(payload -> payload.mode() == mode)
              : !resources.isEmpty();
      if (refusal != null && mode.isAboutRequests() && asked) {
        String what = mode == EvaluationMode.HTTP ? "HTTP" : "Envoy";
        throw new Unreadable(
            "failed to apply policies on " + what + " payload (" + refusal + ")",
            policy.policy().document().place(Place.Part.VALUE));
      } else if (refusal != null && asked) {
        throw new Unreadable(
            "failed to apply policies on resource "
                + ResourceKey.name(resources.get(0))
                + " ("
                + refusal
                + ")",
            policy.policy().document().place(Place.Part.VALUE));
      }
    }
  }

  private static List<Payload> payloads(TestDocument test, TestFiles files) throws Unreadable {
    List<Payload> payloads = new ArrayList<>();
    for (String path : test.jsonPayloads()) {
      try {
        for (MapValue root : files.documents(path)) {
          payloads.add(Payload.json(path, root));
        }
      } catch (Unreadable unreadable) {
        throw failed("JSON payload", unreadable);
      }
    }
    payloads.addAll(requests("HTTP", test.httpPayloads(), EvaluationMode.HTTP, files));
    payloads.addAll(requests("Envoy", test.envoyPayloads(), EvaluationMode.ENVOY, files));
    return payloads;
  }

  private static List<Payload> requests(
      String what, List<String> paths, EvaluationMode mode, TestFiles files) throws Unreadable {
    List<Payload> payloads = new ArrayList<>();
    for (String path : paths) {
      try {
        for (MapValue root : files.documents(path)) {
          payloads.add(new Payload(path, files.shown(path), root, mode));
        }
      } catch (Unreadable unreadable) {
        throw failed(what + " payloads from path " + files.shown(path), unreadable);
      }
    }
    return payloads;
  }

  /** The first expectation about a rule that clones says what there is to clone. */
  private static Map<Question.CloneSources, List<MapValue>> cloneSources(
      TestDocument test, List<LoadedPolicy> policies, TestFiles files) throws Unreadable {
    Map<Question.CloneSources, List<MapValue>> sources = new HashMap<>();
    for (LoadedPolicy loaded : policies) {
      if (!(loaded.policy() instanceof KyvernoPolicy policy)) {
        continue;
      }
      for (Rule rule : policy.spec().rules()) {
        for (ExpectedResult expected : test.results()) {
          if (rule.body() instanceof RuleBody.Generate
              && expected.rule().equals(rule.name())
              && expected.policyName().equals(policy.name())
              && !expected.cloneSource().isEmpty()) {
            Question.CloneSources question =
                new Question.CloneSources(
                    policy.kind(), policy.namespace(), policy.name(), rule.name());
            if (!sources.containsKey(question)) {
              sources.put(question, roots(expected.cloneSource(), files));
            }
          }
        }
      }
    }
    return sources;
  }

  private static List<MapValue> exceptions(
      TestDocument test, List<LoadedPolicy> policies, TestFiles files) throws Unreadable {
    List<MapValue> exceptions = new ArrayList<>();
    for (String path : test.exceptions()) {
      try {
        for (MapValue object : files.objects(path)) {
          if (!"PolicyException".equals(object.string("kind"))) {
            throw new Unreadable(
                "policy exception type not supported "
                    + object.string("apiVersion")
                    + "/"
                    + object.string("kind"),
                object.place(Place.Part.VALUE));
          }
          Optional<String> undecodable = PolicyDecoding.refusal(object);
          if (undecodable.isPresent()) {
            throw new Unreadable(undecodable.get(), object.place(Place.Part.VALUE));
          }
          exceptions.add(object);
        }
      } catch (Unreadable unreadable) {
        throw failed("exceptions", unreadable);
      }
    }
    boolean admission =
        policies.stream()
            .anyMatch(policy -> policy.policy().kind().equals("ValidatingAdmissionPolicy"));
    boolean classic =
        exceptions.stream()
            .anyMatch(
                one ->
                    Objects.requireNonNullElse(one.string("apiVersion"), "")
                        .startsWith("kyverno.io/"));
    if (admission && classic) {
      throw new Unreadable(
          "error: use of exceptions with ValidatingAdmissionPolicies is not supported");
    }
    return exceptions;
  }

  private static List<MapValue> roots(List<Resource> resources) {
    return resources.stream().map(Resource::root).toList();
  }

  private static List<MapValue> roots(String path, TestFiles files) throws Unreadable {
    try {
      return roots(files.objects(path).stream().map(Resource::of).toList());
    } catch (Unreadable unreadable) {
      throw failed("clone sources", unreadable);
    }
  }

  private static List<Resource> resources(String what, List<String> paths, TestFiles files)
      throws Unreadable {
    List<Resource> resources = new ArrayList<>();
    for (String path : paths) {
      try {
        for (MapValue object : files.objects(path)) {
          resources.add(Resource.of(object));
        }
      } catch (Unreadable unreadable) {
        throw failed(what, unreadable);
      }
    }
    return resources;
  }

  private static Unreadable failed(String what, Unreadable cause) {
    return new Unreadable(
        "error: failed to load " + what + " (" + cause.getMessage() + ")", cause.place());
  }
}
