package dev.ephor.cli.convert;

import dev.ephor.text.Decoding;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A document of a file.
 *
 * @param file its name as it was given
 * @param firstLine the line of the file on which it starts, from 1
 */
record PolicyDocument(String file, int firstLine, YamlDocument document) {

  /**
   * The documents of files, folders with all that is below them, and standard input ({@code -}).
   *
   * @throws IOException when something cannot be read; the message names it
   */
  static List<PolicyDocument> read(List<String> paths, InputStream standardInput)
      throws IOException {
    List<PolicyDocument> documents = new ArrayList<>();
    for (String path : paths) {
      if (path.equals("-")) {
        add("<stdin>", Decoding.of(standardInput.readAllBytes()).text(), documents);
        continue;
      }
      for (Path file : files(Path.of(path))) {
        add(file.toString(), Decoding.of(Files.readAllBytes(file)).text(), documents);
      }
    }
    return documents;
  }

  private static List<Path> files(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    } else if (!Files.isDirectory(path)) {
      throw new IOException(path + ": there is no such file or folder");
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static void add(String file, String text, List<PolicyDocument> documents) {
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      int line = 1 + (int) text.substring(0, slice.start()).chars().filter(c -> c == '\n').count();
      YamlDocument document =
          YamlParser.parse(new Source(file), text.substring(slice.start(), slice.end()));
      documents.add(new PolicyDocument(file, line, document));
    }
  }

  /** The objects in it; a list of objects stands for its items. */
  List<MapValue> objects() {
    List<MapValue> objects = new ArrayList<>();
    add(document.root(), objects);
    return objects;
  }

  private static void add(Value value, List<MapValue> objects) {
    if (value instanceof MapValue map && map.string("kind") != null) {
      ListValue items = map.list("items");
      if (items != null && String.valueOf(map.string("kind")).endsWith("List")) {
        items.values().forEach(item -> add(item, objects));
      } else {
        objects.add(map);
      }
    }
  }

  /** {@code FILE:LINE} of a place in it. */
  String at(Place place) {
    int offset = document.span(place.node(), place.part()).start();
    String before = document.text().substring(0, Math.min(offset, document.text().length()));
    return file + ":" + (firstLine + (int) before.chars().filter(c -> c == '\n').count());
  }
}
