package dev.ephor.rule.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.CustomTypes;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How objects of a custom kind are merged. */
class CustomResourceMergeTest {

  private static final MapValue DEFINITION =
      yaml(
          """
          kind: CustomResourceDefinition
          spec:
            group: example.com
            names: {kind: Boat}
            versions:
            - name: v1
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties:
                        sails:
                          type: array
                          x-kubernetes-list-type: map
                          x-kubernetes-list-map-keys: [name]
                          items:
                            type: object
                            properties:
                              name: {type: string}
                              area: {type: integer}
                        ports:
                          type: array
                          items: {type: string}
                        flags:
                          type: object
                          additionalProperties: {type: string}
                        rest:
                          type: object
                          x-kubernetes-preserve-unknown-fields: true
          """);

  @Test
  void listsWithKeysMapsAndUnknownFieldsMerge() throws ApplyFailure {
    assertThat(
            merged(
                """
                metadata: {labels: {a: '1'}}
                spec:
                  sails: [{name: main, area: 30}, {name: jib, area: 9}]
                  flags: {a: x}
                  rest: {deep: {a: 1}}
                """,
                """
                metadata: {labels: {b: '2'}}
                spec:
                  sails: [{name: jib, area: 12}]
                  flags: {b: z}
                  rest: {deep: {b: 2}}
                """))
        .isEqualTo(
            "{\"metadata\":{\"labels\":{\"a\":\"1\",\"b\":\"2\"}},\"spec\":{\"flags\":"
                + "{\"a\":\"x\",\"b\":\"z\"},\"rest\":{\"deep\":{\"a\":1,\"b\":2}},\"sails\":"
                + "[{\"area\":30,\"name\":\"main\"},{\"area\":12,\"name\":\"jib\"}]}}");
  }

  @Test
  void listsWithoutKeysMustNotBeWritten() {
    assertThatThrownBy(() -> merged("spec: {}", "spec: {ports: [north]}"))
        .hasMessageContaining("may not mutate atomic arrays, maps or structs: .spec.ports");
    assertThatThrownBy(() -> merged("spec: {}", "spec: {rest: {ports: [north]}}"))
        .hasMessageContaining("structs: .spec.rest.ports");
  }

  @Test
  void fieldsThatAreNotDefinedAreRefused() {
    assertThatThrownBy(() -> merged("spec: {}", "spec: {keel: deep}"))
        .hasMessageContaining(".spec.keel: field not declared in schema");
  }

  @Test
  void otherVersionsHaveNoStructure() {
    assertThat(type("v2")).isNull();
    assertThatThrownBy(() -> StructuredMerge.apply(null, DEFINITION, DEFINITION))
        .hasMessage("type converter must not be nil");
  }

  private static String merged(String object, String patch) throws ApplyFailure {
    return GoJson.write(StructuredMerge.apply(type("v1"), yaml(object), yaml(patch)), 1000);
  }

  private static @Nullable ObjectSchema type(String version) {
    return CustomTypes.type(
        new GroupVersionKind("example.com", version, "Boat"), List.of(DEFINITION));
  }

  private static MapValue yaml(String text) {
    return (MapValue) YamlParser.parse(new Source("test"), text).root();
  }
}
