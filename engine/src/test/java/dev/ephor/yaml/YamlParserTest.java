package dev.ephor.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlParserTest {

  @Test
  void everyNodeKnowsItsKeyAndItsValue() {
    String text =
        """
        # a shop
        spec:
          replicas: 3
          ports:
            - 80
            - name: web # public
        """;
    YamlDocument document = YamlParser.parse(new Source("shop.yaml"), text);

    assertThat(document.problems()).isEmpty();
    assertThat(document.root())
        .isEqualTo(
            Map.of("spec", Map.of("replicas", 3L, "ports", List.of(80L, Map.of("name", "web")))));
    Value spec = ((MapValue) document.root()).child("spec");
    assertThat(slice(text, document, spec, false)).isEqualTo("spec");
    Value ports = ((MapValue) spec).child("ports");
    assertThat(slice(text, document, ports, true)).isEqualTo("- 80\n    - name: web");
    assertThat(document.comments()).hasSize(2);
  }

  private static String slice(String text, YamlDocument document, Value value, boolean whole) {
    var span = whole ? document.valueSpan(value.node()) : document.keySpan(value.node());
    return text.substring(span.start(), span.end());
  }
}
