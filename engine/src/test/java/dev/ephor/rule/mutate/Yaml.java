package dev.ephor.rule.mutate;

import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;

/** Values from YAML texts, and their comparable form. */
final class Yaml {

  private Yaml() {}

  static Value value(String text) {
    YamlDocument document = YamlParser.parse(new Source("test"), text);
    if (!document.problems().isEmpty()) {
      throw new AssertionError(document.problems() + " in " + text);
    }
    return document.root();
  }

  static MapValue map(String text) {
    return (MapValue) value(text);
  }

  static String json(Value value) {
    return GoJson.write(value, 1_000_000);
  }

  static String json(String text) {
    return json(value(text));
  }
}
