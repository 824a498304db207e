package dev.ephor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.ephor.kubernetes.GroupVersionKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KubernetesIndexTest {

  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");

  @Test
  void kindsKnowTheirScopeAndPlural() {
    assertThat(KubernetesIndex.scope(POD)).contains(KubernetesIndex.Scope.NAMESPACED);
    assertThat(KubernetesIndex.scope(GroupVersionKind.of("v1", "Node")))
        .contains(KubernetesIndex.Scope.CLUSTER);
    assertThat(KubernetesIndex.plural(GroupVersionKind.of("networking.k8s.io/v1", "NetworkPolicy")))
        .contains("networkpolicies");
    assertThat(KubernetesIndex.scope(GroupVersionKind.of("example.org/v1", "Pod"))).isEmpty();
    assertThat(KubernetesIndex.named("Deployment"))
        .extracting(kind -> kind.type().apiVersion())
        .contains("apps/v1", "extensions/v1beta1");
  }

  @Test
  void fieldsLeadFromTheKindToItsScalars() {
    assertThat(at(DEPLOYMENT, "spec", "replicas")).isEqualTo(scalar(ScalarSchema.Kind.INT));
    assertThat(at(DEPLOYMENT, "spec", "template", "spec", "containers", "image"))
        .isEqualTo(scalar(ScalarSchema.Kind.STRING));
    assertThat(at(POD, "spec", "containers", "resources", "limits"))
        .isEqualTo(new MapSchema(scalar(ScalarSchema.Kind.QUANTITY)));
    assertThat(at(POD, "spec", "containers", "livenessProbe", "httpGet", "port"))
        .isEqualTo(scalar(ScalarSchema.Kind.INT_OR_STRING));
    assertThat(((ObjectSchema) at(POD, "spec")).nearest("contianers")).contains("containers");
  }

  @Test
  void listsKnowWhatTellsTheirItemsApart() {
    assertThat(at(POD, "spec", "containers"))
        .isInstanceOfSatisfying(
            ListSchema.class, list -> assertThat(list.mergeKey()).isEqualTo("name"));
    assertThat(at(POD, "spec", "containers", "ports"))
        .isInstanceOfSatisfying(
            ListSchema.class, list -> assertThat(list.mergeKey()).isEqualTo("containerPort"));
    assertThat(at(POD, "spec", "tolerations"))
        .isInstanceOfSatisfying(ListSchema.class, list -> assertThat(list.mergeKey()).isNull());
  }

  @Test
  void everyKindCanBeReadToTheEnd() {
    assertThat(KubernetesIndex.kinds()).hasSizeGreaterThan(150);
    Set<Schema> seen = new HashSet<>();
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      ObjectSchema type = KubernetesIndex.type(kind.type());
      assertThat(type).as(kind.toString()).isNotNull();
      assertThat(type.field("metadata")).as(kind.toString()).isNotNull();
      visit(type, seen);
    }
    assertThat(seen).hasSizeGreaterThan(1000);
  }

  @Test
  void theModelIsReadByTheBuildOnly() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..",
            "com.fasterxml..",
            "io.kubernetes..",
            "io.swagger..",
            "com.google.gson..")
        .check(
            new ClassFileImporter()
                .importUrl(
                    KubernetesIndex.class.getProtectionDomain().getCodeSource().getLocation()));
  }

  private static void visit(Schema schema, Set<Schema> seen) {
    if (schema instanceof ListSchema list) {
      visit(list.items(), seen);
    } else if (schema instanceof MapSchema map) {
      visit(map.values(), seen);
    } else if (schema instanceof ObjectSchema object && seen.add(object)) {
      object.fields().forEach(field -> visit(field.type(), seen));
    }
  }

  private static Schema scalar(ScalarSchema.Kind kind) {
    return ScalarSchema.of(kind);
  }

  private static Schema at(GroupVersionKind kind, String... path) {
    Schema at = KubernetesIndex.type(kind);
    for (String name : List.of(path)) {
      Schema inner = at instanceof ListSchema list ? list.items() : at;
      at = ((ObjectSchema) inner).field(name).type();
    }
    return at;
  }
}
