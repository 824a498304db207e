package dev.ephor.policy.check;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Optional;

/** A JSON patch is written as YAML or JSON inside a string. */
final class JsonPatchText {

  private JsonPatchText() {}

  /** The operations; empty when the text is not a list of maps, or no YAML at all. */
  static Optional<List<MapValue>> of(String text) {
    if (text.isBlank()) {
      return Optional.of(List.of());
    }
    YamlDocument parsed = YamlParser.parse(new Source("json patch"), text);
    Value root = parsed.root();
    if (!parsed.problems().isEmpty() || !(root instanceof ListValue list)) {
      return root.isNull() ? Optional.of(List.of()) : Optional.empty();
    }
    List<MapValue> operations = PolicyView.maps(list);
    return operations.size() == list.size() ? Optional.of(operations) : Optional.empty();
  }
}
