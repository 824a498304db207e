package dev.ephor.testing;

import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expectation of a test: what a policy should say of resources.
 *
 * @param node the whole entry
 * @param policy a policy's name, with its namespace and a slash before it for a namespaced policy
 * @param rule a rule's name as it is written in the policy; empty for all rules
 * @param result {@code pass}, {@code fail}, {@code skip}, {@code warn} or {@code error}
 * @param kind said for the reader; the reference does not read it
 * @param operation {@code CREATE}, {@code UPDATE} or {@code DELETE}; empty for what the values say
 * @param resources names, or namespaces and names; null when nothing is written, which is not the
 *     same as an empty list
 * @param specs more exact names; the reference reads them only where {@code resources} is written
 * @param patchedResources the file with the documents that a mutation should leave, or empty
 * @param generatedResources the file with the documents that should be generated, or empty
 * @param cloneSource the file with the documents that a generate rule clones, or empty
 * @param failOnMissing whether an expected document that is not in its file fails the row
 * @param deleting whether it says {@code isDeletingPolicy}
 */
public record ExpectedResult(
    MapValue node,
    String policy,
    String rule,
    String result,
    String kind,
    String operation,
    @Nullable List<String> resources,
    List<ResourceSpec> specs,
    String patchedResources,
    String generatedResources,
    String cloneSource,
    boolean failOnMissing,
    boolean deleting) {

  public ExpectedResult {
    resources = resources == null ? null : List.copyOf(resources);
    specs = List.copyOf(specs);
  }

  /** The policy's name without its namespace. */
  public String policyName() {
    return policy.substring(policy.lastIndexOf('/') + 1);
  }

  /** This expectation about other resources. */
  public ExpectedResult about(List<String> names) {
    return new ExpectedResult(
        node,
        policy,
        rule,
        result,
        kind,
        operation,
        names,
        specs,
        patchedResources,
        generatedResources,
        cloneSource,
        failOnMissing,
        deleting);
  }
}
