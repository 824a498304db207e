package dev.ephor.testing;

import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.Policy;
import dev.ephor.value.MapValue;

/**
 * A JSON document that is judged without being a resource.
 *
 * @param path its file, as the test names it
 * @param shown its file, as rows name it
 * @param root the document
 * @param mode the policies of which mode judge it
 */
public record Payload(String path, String shown, MapValue root, EvaluationMode mode) {

  /** Any document. Policies of objects look at it, too. */
  static Payload json(String path, MapValue root) {
    return new Payload(path, path.contains("/") ? path : "/" + path, root, EvaluationMode.JSON);
  }

  /** Whether a policy looks at this document. */
  boolean concerns(Policy policy) {
    EvaluationMode judged = EvaluationMode.of(policy);
    return judged == mode || !(mode.isAboutRequests() || judged.isAboutRequests());
  }
}
