package dev.ephor.testing;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.Requests;
import dev.ephor.value.MapValue;

/**
 * Under which requests the resources of a test are judged, and in which world.
 *
 * @param requests what each policy sees of each resource
 * @param facts the world
 */
public record Circumstances(Requests requests, Facts facts) {

  private static final String OPERATION = "request.operation";

  /** The same for another operation than the values say. */
  Circumstances during(Operation operation) {
    Requests others =
        (policy, resource) -> {
          AdmissionRequest request = requests.of(policy, resource);
          MapValue old = operation == Operation.UPDATE ? resource.root() : null;
          return new AdmissionRequest(
              operation,
              request.user(),
              old,
              request.variables().without(OPERATION),
              request.ruleValues(),
              request.addressed(),
              request.review());
        };
    return new Circumstances(others, facts);
  }
}
