package dev.ephor.cli.test;

import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.manifests.ManifestPaths;
import dev.ephor.cli.manifests.WrittenPlace;
import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.PolicyDocuments;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of all tests of one run, each read and parsed once however many tests name it. Safe for
 * any number of threads.
 */
final class ReadFiles {

  private final Map<Path, ManifestFile> files = new ConcurrentHashMap<>();
  private final Map<Path, PolicyDocuments> policies = new ConcurrentHashMap<>();
  private final Map<Source, ManifestDocument> sources = new ConcurrentHashMap<>();

  /** Where a value stands; null for what nobody wrote. */
  @Nullable WrittenPlace find(Place place) {
    ManifestDocument document = sources.get(place.source());
    return document == null ? null : document.find(place);
  }

  /** The document that a source stands for; null for one that was not read here. */
  @Nullable ManifestDocument document(Source source) {
    return sources.get(source);
  }

  /** Reads a file. */
  ManifestFile read(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    ManifestFile known = files.get(key);
    if (known == null) {
      ManifestFile read = ManifestFile.read(file);
      for (ManifestDocument document : read.documents()) {
        sources.put(document.root().source(), document);
      }
      ManifestFile first = files.putIfAbsent(key, read);
      known = first == null ? read : first;
    }
    return known;
  }

  /** The policies of a file, or of a folder with all that is below it but hidden files. */
  List<LoadedPolicy> policies(Path path) throws Unreadable {
    List<LoadedPolicy> found = new ArrayList<>();
    try {
      for (Path file : ManifestPaths.ofPolicies(path)) {
        PolicyDocuments loaded = loaded(file);
        if (loaded.error() != null) {
          throw new Unreadable(file + ": " + loaded.error(), loaded.place());
        }
        found.addAll(loaded.policies());
      }
    } catch (IOException failure) {
      throw new Unreadable(path + ": " + ManifestFile.reason(failure));
    }
    return found;
  }

  /** The bindings of admission policies in the same files. */
  List<MapValue> bindings(Path path) throws Unreadable {
    List<MapValue> found = new ArrayList<>();
    try {
      for (Path file : ManifestPaths.ofPolicies(path)) {
        found.addAll(loaded(file).bindings());
      }
    } catch (IOException failure) {
      throw new Unreadable(path + ": " + ManifestFile.reason(failure));
    }
    return found;
  }

  private PolicyDocuments loaded(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    PolicyDocuments known = policies.get(key);
    if (known == null) {
      PolicyDocuments loaded = load(read(file));
      PolicyDocuments first = policies.putIfAbsent(key, loaded);
      known = first == null ? loaded : first;
    }
    return known;
  }

  private static PolicyDocuments load(ManifestFile file) {
    return file.error() == null
        ? PolicyDocuments.of(file.roots())
        : PolicyDocuments.failed(file.error());
  }

  /** The objects of a file, or of a folder without what is in folders below it. */
  List<MapValue> objects(Path path) throws Unreadable {
    List<MapValue> objects = new ArrayList<>();
    try {
      for (Path file : ManifestPaths.ofResources(path)) {
        ManifestFile read = read(file);
        if (read.error() != null) {
          throw new Unreadable(file + ": " + read.error());
        }
        objects.addAll(ObjectLists.objects(read.roots()));
      }
    } catch (IOException failure) {
      throw new Unreadable(path + ": " + ManifestFile.reason(failure));
    }
    return objects;
  }

  /** The documents of a file that are maps. */
  List<MapValue> documents(Path file) throws Unreadable {
    List<MapValue> documents = new ArrayList<>();
    try {
      ManifestFile read = read(file);
      if (read.error() != null) {
        throw new Unreadable(file + ": " + read.error());
      }
      for (Value root : read.roots()) {
        if (root instanceof MapValue map) {
          documents.add(map);
        }
      }
    } catch (IOException failure) {
      throw new Unreadable(file + ": " + ManifestFile.reason(failure));
    }
    return documents;
  }
}
