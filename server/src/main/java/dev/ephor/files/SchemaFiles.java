package dev.ephor.files;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.SchemaSource;
import dev.ephor.text.Decoding;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Schemas in files that {@code ephor.yaml} names: custom resource definitions in YAML files, and
 * JSON schemas in files that are named as kubeconform finds them. Folders are looked through with
 * the first question, and a JSON schema is read when its kind is asked for. What cannot be read is
 * as if it were not there. Equal where the same files and folders are named and nothing in them was
 * seen to change.
 */
public final class SchemaFiles implements SchemaSource {

  private static final String DEFINITION = "CustomResourceDefinition";

  private final List<Path> paths;
  private final int generation;
  private final Map<Path, Optional<MapValue>> read = new ConcurrentHashMap<>();
  private @Nullable Found found;

  /**
   * @param definitions every definition in a YAML file
   * @param schemas the JSON files by their names in lower case: the last part, and the last two
   */
  private record Found(List<MapValue> definitions, Map<String, Path> schemas) {}

  public SchemaFiles(List<Path> paths) {
    this(paths, 0);
  }

  /**
   * Files of which some may have changed since others of the same paths were made.
   *
   * @param generation how often that happened
   */
  SchemaFiles(List<Path> paths, int generation) {
    this.paths = List.copyOf(paths);
    this.generation = generation;
  }

  /** The files and folders. */
  public List<Path> paths() {
    return paths;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaFiles that
        && generation == that.generation
        && paths.equals(that.paths);
  }

  @Override
  public int hashCode() {
    return 31 * paths.hashCode() + generation;
  }

  @Override
  public List<MapValue> definitions() {
    return found().definitions;
  }

  @Override
  public @Nullable MapValue schema(GroupVersionKind type) {
    for (String name : names(type)) {
      Path path = found().schemas.get(name);
      if (path != null) {
        return json(path);
      }
    }
    return null;
  }

  /** A file beside the one of the schema, but none outside of the files and folders. */
  @Override
  public @Nullable MapValue referred(MapValue schema, String file) {
    if (file.contains("://")) {
      return null;
    }
    Path other = Path.of(schema.source().toString()).resolveSibling(file).normalize();
    boolean ours =
        paths.stream()
            .map(path -> Files.isDirectory(path) ? path : path.resolveSibling(""))
            .anyMatch(other::startsWith);
    return ours ? json(other) : null;
  }

  private @Nullable MapValue json(Path path) {
    return read.computeIfAbsent(
            path,
            file -> {
              String text = text(file);
              return text != null
                      && YamlParser.parse(new Source(file.toString()), text).root()
                          instanceof MapValue map
                  ? Optional.of(map)
                  : Optional.empty();
            })
        .orElse(null);
  }

  /** The layouts of files, the more exact first. */
  static List<String> names(GroupVersionKind type) {
    String kind = type.kind().toLowerCase(Locale.ROOT);
    String group = type.group().toLowerCase(Locale.ROOT);
    String version = type.version().toLowerCase(Locale.ROOT);
    if (group.isEmpty()) {
      return List.of(kind + "-" + version + ".json", kind + "_" + version + ".json");
    }
    String label = group.split("\\.", 2)[0];
    return List.of(
        group + "/" + kind + "_" + version + ".json",
        kind + "-" + group + "-" + version + ".json",
        kind + "-" + label + "-" + version + ".json",
        kind + "_" + version + ".json");
  }

  private synchronized Found found() {
    Found known = found;
    if (known == null) {
      List<MapValue> definitions = new ArrayList<>();
      Map<String, Path> schemas = new HashMap<>();
      for (Path path : paths) {
        for (Path file : files(path)) {
          String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
          if (name.endsWith(".json")) {
            Path folder = file.getParent();
            schemas.putIfAbsent(name, file);
            if (folder != null && folder.getFileName() != null) {
              String inFolder = folder.getFileName().toString().toLowerCase(Locale.ROOT);
              schemas.putIfAbsent(inFolder + "/" + name, file);
            }
          } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            definitions.addAll(definitions(file));
          }
        }
      }
      known = new Found(List.copyOf(definitions), Map.copyOf(schemas));
      found = known;
    }
    return known;
  }

  /** The files of a folder, in the order of their names; a file is itself. */
  private static List<Path> files(Path path) {
    try (Stream<Path> below = Files.walk(path, Limits.DEPTH, new FileVisitOption[0])) {
      return below.filter(Files::isRegularFile).sorted().limit(Limits.FILES).toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private static List<MapValue> definitions(Path file) {
    List<MapValue> definitions = new ArrayList<>();
    String text = text(file);
    if (text != null && text.contains(DEFINITION)) {
      for (DocumentSlice slice : DocumentSplitter.split(text)) {
        if (YamlParser.parse(
                        new Source(file.toString()), text.substring(slice.start(), slice.end()))
                    .root()
                instanceof MapValue map
            && DEFINITION.equals(map.string("kind"))) {
          definitions.add(map);
        }
      }
    }
    return definitions;
  }

  private static @Nullable String text(Path file) {
    try {
      return Files.size(file) > Limits.FILE_BYTES
          ? null
          : Decoding.of(Files.readAllBytes(file)).text();
    } catch (IOException unreadable) {
      return null;
    }
  }
}
