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
  void aSchemaMayReferToOthersBesideIt() throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Files.writeString(
        schemas.resolve("backup-shop-v1.json"),
        "{\"$ref\": \"_definitions.json#/definitions/example.shop~1v1.Backup\"}");
    Files.writeString(
        schemas.resolve("_definitions.json"),
        """
        {"definitions": {
          "example.shop/v1.Backup": {"type": "object", "properties": {
            "plan": {"$ref": "#/definitions/plan"},
            "away": {"$ref": "../../secret.json"},
            "lost": {"$ref": "nowhere.json#/x"}}},
          "plan": {"type": "object", "properties": {"days": {"type": "integer"}}}}}
        """);

    assertThat(fields("schemas: schemas"))
        .containsExactly("apiVersion", "kind", "metadata", "plan", "away", "lost");
    var backup = schemas("schemas: schemas").of("shop.example/v1", "Backup");
    assertThat(backup.under("plan").under("days").label()).isEqualTo("integer");
    assertThat(backup.under("away").under("x")).isNull();
  }

  @Test
  void changesAmongTheSchemasAreNoticed() throws IOException {
    Path schemas = Files.createDirectories(folder.resolve("schemas"));
    Path file = schemas.resolve("backup-shop-v1.json");
    Files.writeString(folder.resolve("ephor.yaml"), "schemas: schemas\n");
    Files.writeString(file, "{\"properties\": {\"old\": {\"type\": \"string\"}}}");
    WorkspaceFiles files = new WorkspaceFiles();
    Workspace workspace = new Workspace();
    var before = workspace.update(files.add(folder).changes());
    assertThat(before.schemas().of("shop.example/v1", "Backup").field("old")).isNotNull();

    Files.writeString(file, "{\"properties\": {\"fresh\": {\"type\": \"string\"}}}");
    var after = workspace.update(files.look(List.of(file), before).changes());
    assertThat(after.schemas().of("shop.example/v1", "Backup").field("fresh")).isNotNull();

    Path other = Files.writeString(folder.resolve("pod.yaml"), "kind: Pod\n");
    var same = workspace.update(files.look(List.of(other), after).changes());
    assertThat(same.schemas()).isSameAs(after.schemas());
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

  private Schemas schemas(String settings) {
    Workspace workspace = new Workspace();
    var configuration = SettingsReader.read(FileNames.of(folder), settings).configuration();
    return workspace
        .update(
            List.of(
                new Change.Configured(configuration),
                new Change.OnDisk(
                    FileNames.of(folder.resolve("pod.yaml")), SourceText.of("kind: Pod"))))
        .schemas();
  }

  private List<String> fields(String settings) {
    var known = schemas(settings).of("shop.example/v1", "Backup");
    return known == null ? List.of() : known.fields().stream().map(Field::name).toList();
  }
}
