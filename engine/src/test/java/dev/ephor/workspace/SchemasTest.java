package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.schema.Field;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schemas;
import org.junit.jupiter.api.Test;

class SchemasTest {

  private static final String DATABASE =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: databases.shop.example}
      spec:
        group: shop.example
        names: {kind: Database, plural: databases}
        scope: Namespaced
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      engine: {type: string}
      """;

  @Test
  void policiesAndKubernetesAreKnownWithoutAnyDefinition() {
    Snapshot snapshot = new Desk().snapshot;

    assertThat(fields(snapshot, "kyverno.io/v1", "ClusterPolicy")).contains("spec");
    assertThat(fields(snapshot, "apps/v1", "Deployment")).contains("spec", "status");
    assertThat(snapshot.schemas().of("shop.example/v1", "Database")).isNull();
  }

  @Test
  void aDefinitionInTheWorkspaceMakesItsKindKnown() {
    Desk desk = new Desk().file("/w/crd.yaml", DATABASE);

    assertThat(fields(desk.snapshot, "shop.example/v1", "Database"))
        .containsExactly("apiVersion", "kind", "metadata", "spec");
    assertThat(desk.snapshot.schemas().of("shop.example/v2", "Database")).isNull();
    desk.delete("/w/crd.yaml");
    assertThat(desk.snapshot.schemas().of("shop.example/v1", "Database")).isNull();
  }

  @Test
  void schemasStayUntilADefinitionChanges() {
    Desk desk = new Desk().file("/w/crd.yaml", DATABASE);
    Schemas before = desk.snapshot.schemas();

    desk.file("/w/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n");
    desk.type("/w/crd.yaml", "# the shop's own\n" + DATABASE);
    assertThat(desk.snapshot.schemas()).isSameAs(before);

    desk.type("/w/crd.yaml", DATABASE.replace("engine:", "motor:"));
    assertThat(desk.snapshot.schemas()).isNotSameAs(before);
    ObjectSchema changed = desk.snapshot.schemas().of("shop.example/v1", "Database");
    assertThat(((ObjectSchema) changed.under("spec")).fields())
        .extracting(Field::name)
        .containsExactly("motor");
  }

  private static Iterable<String> fields(Snapshot snapshot, String apiVersion, String kind) {
    return snapshot.schemas().of(apiVersion, kind).fields().stream().map(Field::name).toList();
  }
}
