package dev.ephor.given;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;

/** YAML texts as values. */
final class Documents {

  private Documents() {}

  static List<MapValue> all(String text) {
    List<MapValue> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      Value root =
          YamlParser.parse(new Source("test"), text.substring(slice.start(), slice.end())).root();
      if (root instanceof MapValue map) {
        documents.add(map);
      }
    }
    return documents;
  }

  static MapValue one(String text) {
    return all(text).get(0);
  }
}
