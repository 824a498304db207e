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

  private static final String RULED =
      DATABASE
          + "          x-kubernetes-validations:\n"
          + "            - rule: self.spec.engine != 'flat'\n"
          + "              message: no flat files\n";

  private static final String FLAT =
      """
      apiVersion: shop.example/v1
      kind: Database
      metadata: {name: stock}
      spec: {engine: flat}
      """;

  @Test
  void whatADefinitionsRuleForbidsIsShownInTheManifest() {
    Desk desk = new Desk().file("/w/crd.yaml", RULED).file("/w/stock.yaml", FLAT);

    assertThat(desk.shown())
        .isEqualTo(
            """
            /w/stock.yaml:4:16-4:20 ERROR custom-resource-rule: no flat files
              /w/crd.yaml:21:21-21:47 the definition's rule
            """);
  }

  @Test
  void aChangedRuleConcernsTheManifestsOfItsKind() {
    Desk desk = new Desk().file("/w/crd.yaml", RULED).file("/w/stock.yaml", FLAT);
    desk.file("/w/pod.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n");
    assertThat(desk.shown()).isNotEmpty();
    Snapshot before = desk.snapshot;

    desk.type("/w/crd.yaml", RULED.replace("flat'", "other'"));

    assertThat(desk.shown()).isEmpty();
    assertThat(desk.snapshot.affectedSince(before))
        .extracting(FileId::path)
        .containsExactly("/w/crd.yaml", "/w/stock.yaml");
  }

  @Test
  void aBrokenDefinitionIsToldWhereItIsBroken() {
    Desk desk = new Desk().file("/w/crd.yaml", RULED.replace("!= 'flat'", "!= "));
    assertThat(desk.shown())
        .startsWith("/w/crd.yaml:21:")
        .contains("ERROR custom-resource-definition: This rule cannot be evaluated: ");

    desk.type("/w/crd.yaml", DATABASE.replace("{type: string}", "{type: strin}"));
    assertThat(desk.shown()).contains("There is no type strin. Did you mean string?");
  }

  private static Iterable<String> fields(Snapshot snapshot, String apiVersion, String kind) {
    return snapshot.schemas().of(apiVersion, kind).fields().stream().map(Field::name).toList();
  }
}
