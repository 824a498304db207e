package dev.ephor.testing.mutant;

import dev.ephor.evaluation.Stage;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.TestFiles;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a test in which one policy is another.
 *
 * @param given the files as they are
 * @param document of the policy
 * @param other what stands for it
 * @param alone whether policies are left out that change nothing of what it sees
 */
record ChangedPolicy(TestFiles given, MapValue document, LoadedPolicy other, boolean alone)
    implements TestFiles {

  @Override
  public List<LoadedPolicy> policies(String path) throws Unreadable {
    List<LoadedPolicy> policies = new ArrayList<>();
    for (LoadedPolicy policy : given.policies(path)) {
      if (policy.policy().document() == document) {
        policies.add(other);
      } else if (!alone || changes(policy)) {
        policies.add(policy);
      }
    }
    return policies;
  }

  /** Whether a policy may change what others see. */
  static boolean changes(LoadedPolicy policy) {
    return policy.prepared().acts(Stage.MUTATE) || policy.prepared().acts(Stage.VERIFY_IMAGES);
  }

  @Override
  public List<MapValue> bindings(String path) throws Unreadable {
    return given.bindings(path);
  }

  @Override
  public List<MapValue> objects(String path) throws Unreadable {
    return given.objects(path);
  }

  @Override
  public List<MapValue> documents(String path) throws Unreadable {
    return given.documents(path);
  }

  @Override
  public String shown(String path) {
    return given.shown(path);
  }
}
