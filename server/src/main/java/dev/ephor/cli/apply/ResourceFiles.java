package dev.ephor.cli.apply;

import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.manifests.ManifestPaths;
import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads resources as the reference does: files, folders without those below them, standard input.
 */
final class ResourceFiles {

  private final InputStream standardInput;
  private final Consumer<String> errors;
  private final List<ManifestFile> files = new ArrayList<>();

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
    List<MapValue> roots = new ArrayList<>();
    for (ManifestFile file : files(paths, standardInput, errors)) {
      for (ManifestDocument document : file.documents()) {
        List<MapValue> objects = objects(document);
        if (objects.isEmpty() && document.error() == null && !isList(document.root())) {
          errors.accept(
              file.at(document.root().place(Place.Part.VALUE))
                  + ": there is no Kubernetes object here, for it has no kind");
        }
        roots.addAll(objects);
      }
    }
    return roots;
  }

  private static List<MapValue> objects(ManifestDocument document) {
    return document.error() == null ? ObjectLists.objects(List.of(document.root())) : List.of();
  }

  private static boolean isList(Value root) {
    return root instanceof MapValue map && map.list("items") != null;
  }

  /** Documents that are no resources, just as they are written. */
  static List<MapValue> payloads(List<String> paths, Consumer<String> errors) {
    List<MapValue> payloads = new ArrayList<>();
    for (ManifestFile file : files(paths, InputStream.nullInputStream(), errors)) {
      for (Value root : file.roots()) {
        if (root instanceof MapValue map) {
          payloads.add(map);
        }
      }
    }
    return payloads;
  }

  private static List<ManifestFile> files(
      List<String> paths, InputStream standardInput, Consumer<String> errors) {
    ResourceFiles reader = new ResourceFiles(standardInput, errors);
    paths.forEach(reader::read);
    return reader.files;
  }

  private void read(String path) {
    try {
      if (path.equals("-")) {
        add(ManifestFile.read(standardInput));
        return;
      }
      for (Path file : ManifestPaths.ofResources(Path.of(path))) {
        add(ManifestFile.read(file));
      }
    } catch (IOException failure) {
      errors.accept(path + ": " + ManifestFile.reason(failure));
    }
  }

  private void add(ManifestFile file) {
    file.errors().forEach(errors);
    files.add(file);
  }
}
