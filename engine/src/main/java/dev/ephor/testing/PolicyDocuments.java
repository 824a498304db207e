package dev.ephor.testing;

import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the documents of a policy file hold.
 *
 * @param policies those that can be decoded
 * @param bindings the documents that say where admission policies hold
 * @param error why one of them cannot be decoded, which spoils the file as in the reference; null
 *     where all can
 * @param place where in the file the error is; null where that is not known
 */
public record PolicyDocuments(
    List<LoadedPolicy> policies,
    List<MapValue> bindings,
    @Nullable String error,
    @Nullable Place place) {

  public PolicyDocuments {
    policies = List.copyOf(policies);
    bindings = List.copyOf(bindings);
  }

  /** Reads the documents of a file; lists stand for their items. */
  public static PolicyDocuments of(List<Value> roots) {
    List<LoadedPolicy> loaded = new ArrayList<>();
    List<MapValue> bindings = new ArrayList<>();
    for (MapValue root : ObjectLists.objects(roots)) {
      if (PolicyDecoding.passedOver(root).isPresent()) {
        continue;
      }
      String kind = root.string("kind");
      if (kind != null && kind.endsWith("AdmissionPolicyBinding")) {
        bindings.add(root);
      }
      if (!PolicyReader.isPolicy(root)) {
        continue;
      }
      String undecodable = PolicyDecoding.refusal(root).orElse(null);
      if (undecodable != null) {
        return new PolicyDocuments(List.of(), List.of(), undecodable, PolicyDecoding.fault(root));
      }
      Policy policy = PolicyReader.read(root).policy();
      if (policy != null) {
        loaded.add(
            new LoadedPolicy(
                PreparedPolicy.of(policy), PolicyAdmission.refusal(root).orElse(null)));
      }
    }
    return new PolicyDocuments(loaded, bindings, null, null);
  }

  /** A file without policies. */
  public static PolicyDocuments none() {
    return new PolicyDocuments(List.of(), List.of(), null, null);
  }

  /** A file that cannot be read. */
  public static PolicyDocuments failed(String error) {
    return new PolicyDocuments(List.of(), List.of(), error, null);
  }
}
