package dev.ephor.lsp;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the structure of a manifest's kind does not allow, shown while it is typed. */
class StructureTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec:
        containers:
          - name: a
            imgae: b
      """;

  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: tabs.ex.io}
      spec:
        group: ex.io
        scope: Namespaced
        names: {kind: Tab, plural: tabs}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties: {spec: {type: object, properties: {cron: {type: string}}}}
      """;

  @TempDir Path folder;

  @Test
  void anUnknownFieldIsAWarningUntilItIsMended() {
    try (Editor editor = Editor.on(folder).open("a.yaml", POD)) {
      editor.marks("a.yaml", "imgae", "^^^^^ warning schema/unknown-field");
      editor.replace("a.yaml", "imgae", "image").settle();
      editor.shows("a.yaml", POD.replace("imgae", "image"));
    }
  }

  @Test
  void aDefinitionThatAppearsIsHeldAgainstItsResources() {
    String resource = "apiVersion: ex.io/v1\nkind: Tab\nspec: {corn: x}\n";
    try (Editor editor = Editor.on(folder).open("a.yaml", resource)) {
      editor.marks("a.yaml", "kind: Tab", "schema/unknown-kind");
      editor.open("d.yaml", DEFINITION);
      editor.marks("a.yaml", "corn", "schema/unknown-field");
    }
  }
}
