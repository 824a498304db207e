package dev.ephor.workspace;

import dev.ephor.kubernetes.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file tells the rest of the workspace. Most manifests tell nothing, so an edit in one stops
 * here.
 *
 * @param policies the policies in it and where they stand
 * @param namespaces the labels of the namespaces that it declares
 * @param exceptions the exceptions in it
 * @param fixtures the files that it names as material of a test
 * @param definitions the definitions of custom resources in it and where they stand
 */
record Contribution(
    List<PlacedPolicy> policies,
    Map<String, Map<String, String>> namespaces,
    List<ExceptionUnit> exceptions,
    List<FileId> fixtures,
    List<PlacedDefinition> definitions) {

  static final Contribution NOTHING =
      new Contribution(List.of(), Map.of(), List.of(), List.of(), List.of());

  /**
   * A policy in its file.
   *
   * @param policy the policy
   * @param file the file
   * @param document the document of the file that holds it
   * @param start the offset of the document in the file
   */
  record PlacedPolicy(PolicyUnit policy, FileId file, Document document, int start) {}

  /**
   * The definition of a custom resource in its file.
   *
   * @param unit the definition
   * @param file the file
   * @param document the document of the file that holds it
   * @param start the offset of the document in the file
   */
  record PlacedDefinition(ResourceUnit unit, FileId file, Document document, int start) {}

  static Contribution of(FileId file, Documents documents, RuleEngine engine) {
    List<PlacedPolicy> policies = new ArrayList<>();
    Map<String, Map<String, String>> namespaces = new LinkedHashMap<>();
    List<ExceptionUnit> exceptions = new ArrayList<>();
    List<FileId> fixtures = new ArrayList<>();
    List<PlacedDefinition> definitions = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      Document document = documents.get(i);
      Content content = document.parsed(engine).content();
      for (PolicyUnit policy : content.policies()) {
        policies.add(new PlacedPolicy(policy, file, document, documents.start(i)));
      }
      for (ResourceUnit unit : content.resources()) {
        Resource resource = unit.resource();
        if (isNamespace(resource)) {
          namespaces.put(resource.name(), resource.labels());
        } else if (unit.isDefinition()) {
          definitions.add(new PlacedDefinition(unit, file, document, documents.start(i)));
        }
      }
      exceptions.addAll(content.exceptions());
      for (String path : content.fixtures()) {
        fixtures.add(file.resolve(path));
      }
    }
    Contribution contribution =
        new Contribution(
            List.copyOf(policies),
            Map.copyOf(namespaces),
            List.copyOf(exceptions),
            List.copyOf(fixtures),
            List.copyOf(definitions));
    return contribution.isNothing() ? NOTHING : contribution;
  }

  /** This with the policies and exceptions of another. */
  Contribution withLaws(Contribution other) {
    return new Contribution(other.policies, namespaces, other.exceptions, fixtures, definitions);
  }

  boolean isNothing() {
    return policies.isEmpty()
        && namespaces.isEmpty()
        && exceptions.isEmpty()
        && fixtures.isEmpty()
        && definitions.isEmpty();
  }

  private static boolean isNamespace(Resource resource) {
    return resource.type().kind().equals("Namespace")
        && resource.type().apiVersion().equals("v1")
        && !resource.name().isEmpty();
  }
}
