package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;

class SecretMaskTest {

  private static Value read(String yaml) {
    return YamlParser.parse(new Source("test"), yaml).root();
  }

  @Test
  void valuesOfASecretAreHiddenUnderTheirKeys() {
    Value secret =
        read(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: door
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"data":{"key":"b3Blbg=="}}'
                owner: shop
            data: {key: b3Blbg==}
            stringData: {pin: 1234}
            """);
    assertThat(SecretMask.masked(secret))
        .isEqualTo(
            read(
                """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: door
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '***'
                    owner: shop
                data: {key: '***'}
                stringData: {pin: '***'}
                """));
  }

  @Test
  void aHiddenValueKeepsItsPlace() {
    MapValue secret = (MapValue) read("{apiVersion: v1, kind: Secret, data: {key: b3Blbg==}}");
    MapValue masked = (MapValue) SecretMask.masked(secret);
    assertThat(masked.map("data").child("key").node())
        .isEqualTo(secret.map("data").child("key").node());
  }

  @Test
  void secretsInListsAreHiddenToo() {
    Value list =
        read(
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Secret, data: {key: b3Blbg==}}
            - {apiVersion: v1, kind: ConfigMap, data: {key: open}}
            """);
    assertThat(SecretMask.concerns(list)).isTrue();
    assertThat(SecretMask.masked(list).toString()).contains("***", "open").doesNotContain("b3B");
  }

  @Test
  void brokenDataIsHiddenAsAWhole() {
    assertThat(SecretMask.masked(read("{apiVersion: v1, kind: Secret, data: b3Blbg==}")))
        .isEqualTo(read("{apiVersion: v1, kind: Secret, data: '***'}"));
  }

  @Test
  void anythingElseIsLeftAlone() {
    Value map = read("{apiVersion: v1, kind: ConfigMap, data: {key: open}}");
    assertThat(SecretMask.masked(map)).isSameAs(map);
  }
}
