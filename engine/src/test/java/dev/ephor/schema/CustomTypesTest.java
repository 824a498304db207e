package dev.ephor.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomTypesTest {

  @Test
  void fieldsAreAsTheDefinitionSays() {
    ObjectSchema spec =
        spec(
            """
            required: [engine]
            properties:
              engine: {type: string, enum: [postgres, mysql], description: Which one it is.}
              replicas: {type: integer, format: int32, minimum: 1, maximum: 9, default: 3}
              share: {type: number, minimum: 0, exclusiveMinimum: true, multipleOf: 0.5}
              name: {type: string, minLength: 2, maxLength: 20, pattern: "^[a-z]+$"}
              port: {x-kubernetes-int-or-string: true}
              note: {type: string, nullable: true}
            """);

    assertThat(spec.field("engine").required()).isTrue();
    assertThat(spec.describe("engine")).contains("Which one it is.");
    assertThat(scalar(spec, "engine").allowed()).containsExactly("postgres", "mysql");
    assertThat(spec.field("replicas").absent()).isEqualTo("3");
    assertThat(scalar(spec, "replicas").limits())
        .isEqualTo(new Limits(0, Integer.MAX_VALUE, null, "int32", bound(1), bound(9), null));
    assertThat(scalar(spec, "share").limits().minimum())
        .isEqualTo(new Limits.Bound(BigDecimal.ZERO, true));
    assertThat(scalar(spec, "share").limits().multipleOf()).isEqualByComparingTo("0.5");
    assertThat(scalar(spec, "name").limits().pattern()).isEqualTo("^[a-z]+$");
    assertThat(scalar(spec, "port").kind()).isEqualTo(ScalarSchema.Kind.INT_OR_STRING);
    assertThat(spec.field("note").nullable()).isTrue();
    assertThat(spec.field("name").nullable()).isFalse();
  }

  @Test
  void listsMapsAndFreePlaces() {
    ObjectSchema spec =
        spec(
            """
            properties:
              users:
                type: array
                minItems: 1
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [name]
                items: {type: object, properties: {name: {type: string}}}
              labels: {type: object, additionalProperties: {type: string}}
              free: {type: object, x-kubernetes-preserve-unknown-fields: true}
              open:
                type: object
                x-kubernetes-preserve-unknown-fields: true
                properties: {known: {type: boolean}}
              template: {type: object, x-kubernetes-embedded-resource: true}
            """);

    assertThat(spec.under("users"))
        .isInstanceOfSatisfying(
            ListSchema.class,
            list -> {
              assertThat(list.mergeKey()).isEqualTo("name");
              assertThat(list.minItems()).isEqualTo(1);
            });
    assertThat(ApplyTopology.list(spec, "users"))
        .isEqualTo(new ApplyTopology.Keyed(List.of(new ApplyTopology.Key("name", null))));
    assertThat(spec.under("labels"))
        .isEqualTo(new MapSchema(ScalarSchema.of(ScalarSchema.Kind.STRING)));
    assertThat(spec.under("free")).isEqualTo(AnySchema.FREE);
    assertThat(((AnySchema) spec.under("open")).meant())
        .singleElement()
        .satisfies(known -> assertThat(known.under("known")).isNotNull());
    assertThat(((ObjectSchema) spec.under("template")).fields())
        .extracting(Field::name)
        .containsExactly("apiVersion", "kind", "metadata");
  }

  @Test
  void sizeDepthAndReferencesToItselfCostNothing() {
    StringBuilder many = new StringBuilder("properties:\n");
    for (int i = 0; i < 10_000; i++) {
      many.append("  f").append(i).append(": {type: object, properties: {x: {type: string}}}\n");
    }
    assertThat(spec(many.toString()).fields()).hasSize(10_000);

    ObjectSchema itself =
        StructuralSchema.object(
            "Node",
            map(
                "type: object\n"
                    + "properties: {next: {$ref: '#'}, back: {$ref: '#/properties/back'}}"),
            SchemaSource.NONE);
    assertThat(itself.under("next").under("next").under("next")).isInstanceOf(ObjectSchema.class);
    assertThat(itself.under("back")).isEqualTo(AnySchema.FREE);
  }

  @Test
  void namesOfFieldsMayHoldAnything() {
    ObjectSchema spec = spec("properties: {'a b': {type: string}, 'x!': {type: integer}}");

    assertThat(spec.fields()).extracting(Field::name).containsExactly("a b", "x!");
  }

  @Test
  void brokenDefinitionsAreToldAtTheirPlace() {
    assertThat(problems(definition("type: object\nproperties: {a: {type: strin}}")))
        .containsExactly("strin: There is no type strin. Did you mean string?");
    assertThat(problems(definition("properties: {a: {$ref: '#'}}\ntype: object")))
        .singleElement()
        .asString()
        .startsWith("$ref: A schema cannot refer to another, or to itself");
    assertThat(problems(definition("type: object\nproperties: {a: {type: array}, b: {}}")))
        .containsExactlyInAnyOrder(
            "a: openAPIV3Schema.spec.a is a list and needs items, the schema of each item.",
            "b: openAPIV3Schema.spec.b needs a type: array, boolean, integer, number, object,"
                + " string");
    assertThat(problems(definition("type: object").replace("databases.shop", "database.shop")))
        .singleElement()
        .asString()
        .endsWith("a dot and spec.group: databases.shop.example");
    assertThat(problems("apiVersion: apiextensions.k8s.io/v1\nspec: {group: a, versions: []}"))
        .singleElement()
        .asString()
        .contains("needs spec.group, spec.names.kind");
    assertThat(problems(definition("type: object"))).isEmpty();
    assertThat(problems("apiVersion: apiextensions.k8s.io/v1\nspec: {conversion: {}}"))
        .as("a patch")
        .isEmpty();
  }

  private static List<String> problems(String text) {
    YamlDocument document = YamlParser.parse(new Source("crd"), text);
    return DefinitionProblems.of((MapValue) document.root()).stream()
        .map(
            problem ->
                text.substring(
                        document.span(problem.place().node(), problem.place().part()).start(),
                        document.span(problem.place().node(), problem.place().part()).end())
                    + ": "
                    + problem.message())
        .toList();
  }

  private static ObjectSchema spec(String schema) {
    ObjectSchema type =
        CustomTypes.type(
            GroupVersionKind.of("shop.example/v1", "Database"),
            List.of(map(definition("type: object\n" + schema))));
    return (ObjectSchema) type.under("spec");
  }

  private static String definition(String spec) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: databases.shop.example}
    spec:
      group: shop.example
      names: {kind: Database, plural: databases}
      versions:
        - name: v1
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
    """
        + spec.indent(14);
  }

  private static MapValue map(String text) {
    return (MapValue) YamlParser.parse(new Source("crd"), text).root();
  }

  private static Limits.Bound bound(int value) {
    return new Limits.Bound(BigDecimal.valueOf(value), false);
  }

  private static ScalarSchema scalar(ObjectSchema type, String field) {
    return (ScalarSchema) type.under(field);
  }
}
