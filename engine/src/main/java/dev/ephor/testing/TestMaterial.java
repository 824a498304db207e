package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a test is about, read.
 *
 * @param policies in the order in which they are named
 * @param resources each once
 * @param duplicates resources that are named again
 * @param targets what mutations of existing resources find
 */
public record TestMaterial(
    List<LoadedPolicy> policies,
    List<Resource> resources,
    List<Resource> duplicates,
    List<Resource> targets) {

  public TestMaterial {
    policies = List.copyOf(policies);
    resources = List.copyOf(resources);
    duplicates = List.copyOf(duplicates);
    targets = List.copyOf(targets);
  }

  /**
   * Reads what a test names.
   *
   * @throws TestFiles.Unreadable with the reference's words for what it was reading
   */
  public static TestMaterial of(TestDocument test, TestFiles files) throws TestFiles.Unreadable {
    List<LoadedPolicy> policies = new ArrayList<>();
    for (String path : test.policies()) {
      try {
        policies.addAll(files.policies(path));
      } catch (TestFiles.Unreadable unreadable) {
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
    List<Resource> targets = resources("target resources", test.targetResources(), files);
    return new TestMaterial(policies, List.copyOf(unique.values()), duplicates, targets);
  }

  private static List<Resource> resources(String what, List<String> paths, TestFiles files)
      throws TestFiles.Unreadable {
    List<Resource> resources = new ArrayList<>();
    for (String path : paths) {
      try {
        for (MapValue object : files.objects(path)) {
          resources.add(Resource.of(object));
        }
      } catch (TestFiles.Unreadable unreadable) {
        throw failed(what, unreadable);
      }
    }
    return resources;
  }

  private static TestFiles.Unreadable failed(String what, TestFiles.Unreadable cause) {
    return new TestFiles.Unreadable(
        "error: failed to load " + what + " (" + cause.getMessage() + ")");
  }
}
