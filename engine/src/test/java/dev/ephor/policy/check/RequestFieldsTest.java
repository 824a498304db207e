package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Fields of the request that no matched kind has: the name, and the message. */
class RequestFieldsTest {

  @Test
  void fieldsThatNoMatchedKindHas() {
    assertThat(message("Deployment", "a {{ request.object.spec.replica }}"))
        .containsExactly("[replica] DeploymentSpec has no field replica: did you mean replicas?");
    assertThat(message("Pod", "{{ request.object.spec.containers[].imge | [0] }}"))
        .containsExactly("[imge] Container has no field imge: did you mean image?");
    assertThat(message("Pod", "{{ request.object.spec.volumes[?hostpath] }}"))
        .containsExactly("[hostpath] Volume has no field hostpath: did you mean hostPath?");
    assertThat(message("Pod", "{{ request.objct.spec }}"))
        .containsExactly("[objct] AdmissionRequest has no field objct: did you mean object?");
    assertThat(message("Pod, Deployment", "{{ request.object.spec.[replicas, volumes] }}"))
        .isEmpty();
    assertThat(message("Pod", "{{ request.object.metadata.labels.any || request.operation }}"))
        .isEmpty();
  }

  @Test
  void nothingIsSaidWhereAKindIsNotKnown() {
    assertThat(message("Widget", "{{ request.object.spec.replica }}")).isEmpty();
    assertThat(message("'*'", "{{ request.object.spec.replica }}")).isEmpty();
    assertThat(message("Pod/exec", "{{ request.object.container }}")).isEmpty();
    assertThat(message("Pod", "{{ nothing.object.container }}")).isEmpty();
  }

  private static List<String> message(String kinds, String text) {
    MapValue policy =
        (MapValue)
            YamlParser.parse(
                    new Source("p"),
                    """
                    apiVersion: kyverno.io/v1
                    kind: ClusterPolicy
                    metadata: {name: p}
                    spec:
                      rules:
                        - name: r
                          match: {any: [{resources: {kinds: [%s]}}]}
                          validate:
                            message: "%s"
                    """
                        .formatted(kinds, text))
                .root();
    return RequestFields.check(policy).stream()
        .map(
            problem -> {
              var span = Objects.requireNonNull(problem.within());
              return "[" + text.substring(span.start(), span.end()) + "] " + problem.message();
            })
        .toList();
  }
}
