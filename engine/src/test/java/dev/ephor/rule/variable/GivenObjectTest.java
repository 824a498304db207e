package dev.ephor.rule.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;

class GivenObjectTest {

  private final Resource role =
      Resource.of(yaml("{apiVersion: v1, kind: Role, metadata: {name: r, annotations: {a: b}}}"));

  @Test
  void valuesOfTheObjectChangeIt() {
    Resource given =
        GivenObject.of(
            role,
            request(
                Operation.CREATE,
                "{'request.object.metadata.annotations.\"shop.example/platform\"': 'true'}"));
    assertThat(given.annotations()).containsEntry("shop.example/platform", "true").hasSize(2);
  }

  @Test
  void otherValuesDoNot() {
    AdmissionRequest others =
        request(Operation.CREATE, "{request.objects: 1, request.oldObject.a: 2, x.y: 3}");
    assertThat(GivenObject.of(role, others)).isSameAs(role);
    AdmissionRequest deletion = request(Operation.DELETE, "{request.object.kind: Other}");
    assertThat(GivenObject.of(role, deletion)).isSameAs(role);
  }

  @Test
  void keysMayBeQuoted() {
    assertThat(GivenValues.keys("a.\"b.c\".d")).containsExactly("a", "b.c", "d");
    assertThat(GivenValues.keys("a.\"b\"\"c\"")).containsExactly("a", "b\"c");
    assertThat(GivenValues.keys("a")).containsExactly("a");
    assertThat(GivenValues.keys("a.")).containsExactly("a", "");
  }

  private static AdmissionRequest request(Operation operation, String variables) {
    return new AdmissionRequest(operation, UserInfo.UNKNOWN, null, yaml(variables));
  }

  private static MapValue yaml(String text) {
    return (MapValue) YamlParser.parse(new Source("test"), text).root();
  }
}
