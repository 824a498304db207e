package dev.ephor.cli.apply;

import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.evaluation.Requests;
import dev.ephor.kubernetes.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Admits resources on all cores, and hands on what came of each in their order. Only as many are
 * under way as keep the cores busy, so that memory does not grow with what is printed and gone.
 *
 * @param policies in the order in which they act
 * @param requests under which circumstances each of them judges
 * @param facts the world
 * @param warnings which failures are warnings
 * @param output how outcomes are shown
 * @param documents where changed and created documents go
 */
record Admissions<T>(
    List<PreparedPolicy> policies,
    Requests requests,
    Facts facts,
    AuditWarnings warnings,
    Output<T> output,
    DocumentOutput documents) {

  private static final int BATCH = 512;

  /** What remains of one admission. */
  private record Admitted<T>(Counts counts, List<Document> documents, T digest) {}

  /** Admits all resources and gives the figures. */
  Counts run(List<Resource> resources, Runnable step) throws IOException {
    Counts counts = Counts.NONE;
    for (int from = 0; from < resources.size(); from += BATCH) {
      List<Resource> batch = resources.subList(from, Math.min(from + BATCH, resources.size()));
      List<Admitted<T>> admitted =
          batch.parallelStream().map(resource -> admit(resource, step)).toList();
      for (Admitted<T> one : admitted) {
        counts = counts.plus(one.counts());
        output.take(one.digest());
        for (Document document : one.documents()) {
          documents.write(document);
        }
      }
    }
    return counts;
  }

  private Admitted<T> admit(Resource resource, Runnable step) {
    List<Response> responses = new ArrayList<>();
    List<Document> made = new ArrayList<>();
    String name = ResourceNames.name(resource);
    PolicyEngine.Admission admission = PolicyEngine.admit(policies, resource, requests, facts);
    List<PolicyEngine.Step> steps = new ArrayList<>(admission.steps());
    steps.addAll(PolicyEngine.cleanUp(policies, resource, requests, facts));
    for (PolicyEngine.Step one : steps) {
      PreparedPolicy policy = policies.get(one.policy());
      Response response = Response.of(policy.policy(), one, admission.left(policy, one));
      made.addAll(Document.of(name, response));
      if (!response.outcomes().isEmpty()) {
        responses.add(response);
      }
    }
    step.run();
    return new Admitted<>(Counts.of(responses, warnings), made, output.digest(responses));
  }
}
