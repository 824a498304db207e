package dev.ephor.fuzz;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The valid documents that are broken. */
final class Seeds {

  private Seeds() {}

  static List<MapValue> of(String name) {
    try (InputStream stream = Seeds.class.getResourceAsStream(name)) {
      return parsed(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static List<MapValue> parsed(String name, String text) {
    List<MapValue> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      YamlDocument document =
          YamlParser.parse(new Source(name), text.substring(slice.start(), slice.end()));
      if (!document.problems().isEmpty()) {
        throw new AssertionError(name + ": " + document.problems());
      }
      if (document.root() instanceof MapValue map) {
        documents.add(map);
      }
    }
    return documents;
  }
}
