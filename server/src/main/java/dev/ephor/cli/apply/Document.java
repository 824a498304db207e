package dev.ephor.cli.apply;

import dev.ephor.evaluation.Stage;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.value.MapValue;
import dev.ephor.yaml.GoYaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A document that an admission leaves behind, with the changed targets that go with it.
 *
 * @param file the name of its file in a folder
 * @param policy the policy that made it
 * @param resourcePath the resource that led to it
 * @param generated whether it was created, not changed
 * @param text the document as YAML
 * @param targets other resources that were changed by a policy with rules, as YAML; those of other
 *     policies are not written
 */
record Document(
    String file,
    String policy,
    String resourcePath,
    boolean generated,
    String text,
    List<String> targets) {

  /** All documents of a response, in their order. */
  static List<Document> of(String resourceName, Response response) {
    if (response.mutates()) {
      return response.documents() == 0
          ? List.of()
          : Collections.nCopies(response.documents(), mutated(resourceName, response));
    }
    List<Document> documents = new ArrayList<>();
    if (response.stage() == Stage.GENERATE) {
      for (MapValue root : response.generated()) {
        documents.add(
            new Document(
                response.policy().name() + "-generated.yaml",
                response.policy().name(),
                response.resourcePath(),
                true,
                GoYaml.write(root),
                List.of()));
      }
    }
    return documents;
  }

  private static Document mutated(String resourceName, Response response) {
    return new Document(
        resourceName + "-mutated.yaml",
        response.policy().name(),
        response.resourcePath(),
        false,
        GoYaml.write(response.left()),
        response.policy() instanceof KyvernoPolicy
            ? response.targets().stream().map(GoYaml::write).toList()
            : List.of());
  }
}
