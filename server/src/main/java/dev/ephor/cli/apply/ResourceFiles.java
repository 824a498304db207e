package dev.ephor.cli.apply;

import dev.ephor.kubernetes.Resource;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads resources as the reference does: files, folders without those below them, standard input.
 */
final class ResourceFiles {

  private final InputStream standardInput;
  private final Consumer<String> errors;
  private final List<MapValue> roots = new ArrayList<>();

  private ResourceFiles(InputStream standardInput, Consumer<String> errors) {
    this.standardInput = standardInput;
    this.errors = errors;
  }

  /**
   * The resources of paths, in their order.
   *
   * @param standardInput what {@code -} reads
   * @param errors told of what cannot be read; the rest is
   */
  static List<Resource> read(
      List<String> paths, InputStream standardInput, Consumer<String> errors) {
    return roots(paths, standardInput, errors).parallelStream().map(Resource::of).toList();
  }

  /** The same objects, just as they are written: without a namespace where none is. */
  static List<MapValue> roots(
      List<String> paths, InputStream standardInput, Consumer<String> errors) {
    ResourceFiles files = new ResourceFiles(standardInput, errors);
    for (String path : paths) {
      files.read(path);
    }
    return List.copyOf(files.roots);
  }

  /** Documents that are no resources, just as they are written. */
  static List<MapValue> payloads(List<String> paths, Consumer<String> errors) {
    List<MapValue> payloads = new ArrayList<>();
    for (String path : paths) {
      try {
        YamlFile file = YamlFile.read(Path.of(path));
        file.errors().forEach(errors);
        for (Value root : file.documents()) {
          if (root instanceof MapValue map) {
            payloads.add(map);
          }
        }
      } catch (Unusable failure) {
        errors.accept(String.valueOf(failure.getMessage()));
      }
    }
    return payloads;
  }

  private void read(String path) {
    try {
      if (path.equals("-")) {
        add(YamlFile.read(standardInput));
        return;
      }
      for (Path file : filesOf(Path.of(path))) {
        add(YamlFile.read(file));
      }
    } catch (Unusable | IOException failure) {
      errors.accept(String.valueOf(failure.getMessage()));
    }
  }

  private void add(YamlFile file) {
    file.errors().forEach(errors);
    file.documents().forEach(this::add);
  }

  /** A list of objects stands for its items. */
  private void add(Value root) {
    if (!(root instanceof MapValue map)) {
      return;
    }
    ListValue items = map.list("items");
    String kind = map.string("kind");
    if (kind != null && kind.endsWith("List") && items != null) {
      items.values().forEach(this::add);
    } else if (kind != null) {
      roots.add(map);
    }
  }

  private static List<Path> filesOf(Path path) throws IOException, Unusable {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new Unusable(path + ": there is no such file or folder");
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(ResourceFiles::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
