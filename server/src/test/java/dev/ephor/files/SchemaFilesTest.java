package dev.ephor.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.schema.Field;
import dev.ephor.schema.Schemas;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {

  private static final String BACKUP =
      """
      # The first document is something else.
      kind: Other
      ---
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      spec:
        group: shop.example
        names: {kind: Backup}
        versions:
          - name: v1
            schema:
              openAPIV3Schema: {type: object, properties: {target: {type: string}}}
      """;

  @TempDir Path folder;

  @Test
  void definitionsAreFoundInFilesAndFolders() throws IOException {
    Files.createDirectories(folder.resolve("crds/deep"));
    Files.writeString(folder.resolve("crds/deep/backup.yaml"), BACKUP);

    assertThat(fields("schemas: crds")).containsExactly("apiVersion", "kind", "metadata", "target");
    assertThat(fields("schemas: [crds/deep/backup.yaml]")).contains("target");
    assertThat(fields("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.example/backup_v1.json",
        "backup-shop.example-v1.json",
        "backup-shop-v1.json",
        "master-standalone/backup-shop-v1.json",
        "backup_v1.json"
      })
  void jsonSchemasAreFoundInTheLayoutsOfKubeconform(String file) throws IOException {
    Path path = folder.resolve("schemas").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(
        path,
        """
        {"type": "object", "properties": {"apiVersion": {"type": ["string", "null"]},
         "plan": {"$ref": "#/definitions/plan"}}, "definitions": {"plan": {"type": "string"}}}
        """);

    assertThat(fields("schemas: schemas"))
        .containsExactly("apiVersion", "kind", "metadata", "plan");
  }

  @Test
  void whatIsNotThereIsToldAtItsPlace() {
    assertThat(
            SettingsReader.read(FileNames.of(folder), "schemas: [missing]")
                .configuration()
                .problems()
                .values())
        .singleElement()
        .asString()
        .contains("There is nothing at missing");
  }

  private List<String> fields(String settings) {
    Workspace workspace = new Workspace();
    var configuration = SettingsReader.read(FileNames.of(folder), settings).configuration();
    Schemas schemas =
        workspace
            .update(
                List.of(
                    new Change.Configured(configuration),
                    new Change.OnDisk(
                        FileNames.of(folder.resolve("pod.yaml")), SourceText.of("kind: Pod"))))
            .schemas();
    var known = schemas.of("shop.example/v1", "Backup");
    return known == null ? List.of() : known.fields().stream().map(Field::name).toList();
  }
}
