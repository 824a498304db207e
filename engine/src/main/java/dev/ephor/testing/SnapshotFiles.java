package dev.ephor.testing;

import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a workspace as one test of it names them. Remembers what was read, absent files and
 * lists of folders included, so that whoever asks again knows whether anything changed.
 */
final class SnapshotFiles implements TestFiles {

  private final Snapshot snapshot;
  private final FileId test;
  private final LoadedFiles loaded;
  private final Map<FileId, Object> read = new LinkedHashMap<>();
  private final Map<Source, PlacedDocument> sources = new HashMap<>();

  private record Nothing() {}

  SnapshotFiles(Snapshot snapshot, FileId test, LoadedFiles loaded) {
    this.snapshot = snapshot;
    this.test = test;
    this.loaded = loaded;
  }

  /** What was read: of each file its text, of each folder the files below it. */
  Map<FileId, Object> read() {
    return read;
  }

  /** Whether files and folders are still what they were when they were read. */
  static boolean holds(Map<FileId, Object> read, Snapshot now) {
    for (Map.Entry<FileId, Object> entry : read.entrySet()) {
      Object is =
          entry.getValue() instanceof List ? below(now, entry.getKey()) : text(now, entry.getKey());
      if (!is.equals(entry.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static Object text(Snapshot snapshot, FileId file) {
    return Objects.requireNonNullElse(snapshot.text(file), new Nothing());
  }

  private static List<FileId> below(Snapshot snapshot, FileId folder) {
    String start = folder.path() + "/";
    return snapshot.files().stream().filter(file -> file.path().startsWith(start)).toList();
  }

  /** Where a value of some document that was read stands; null for what nobody wrote. */
  @Nullable PlacedDocument document(Source source) {
    return sources.get(source);
  }

  @Override
  public List<LoadedPolicy> policies(String path) throws Unreadable {
    List<LoadedPolicy> policies = new ArrayList<>();
    for (FileId file : files(path, true)) {
      policies.addAll(policyFile(file).policies());
    }
    return policies;
  }

  @Override
  public List<MapValue> bindings(String path) throws Unreadable {
    List<MapValue> bindings = new ArrayList<>();
    for (FileId file : files(path, true)) {
      bindings.addAll(policyFile(file).bindings());
    }
    return bindings;
  }

  private PolicyDocuments policyFile(FileId file) throws Unreadable {
    if (snapshot.text(file) == null) {
      return PolicyDocuments.none();
    }
    PolicyDocuments documents = loaded.policies(parsed(file));
    if (documents.error() != null) {
      throw new Unreadable(file.path() + ": " + documents.error(), documents.place());
    }
    return documents;
  }

  @Override
  public List<MapValue> objects(String path) throws Unreadable {
    List<MapValue> objects = new ArrayList<>();
    for (FileId file : files(path, false)) {
      objects.addAll(ObjectLists.objects(roots(parsed(file))));
    }
    return objects;
  }

  @Override
  public List<MapValue> documents(String path) throws Unreadable {
    List<MapValue> documents = new ArrayList<>();
    for (Value root : roots(parsed(file(path)))) {
      if (root instanceof MapValue map) {
        documents.add(map);
      }
    }
    return documents;
  }

  /** A file, or the YAML files of a folder. */
  private List<FileId> files(String path, boolean deep) throws Unreadable {
    FileId named = file(path);
    if (snapshot.text(named) != null) {
      return List.of(named);
    }
    List<FileId> below = below(snapshot, named);
    read.put(named, below.isEmpty() ? text(snapshot, named) : below);
    if (below.isEmpty()) {
      return List.of(named);
    }
    return below.stream()
        .filter(file -> file.path().endsWith(".yaml") || file.path().endsWith(".yml"))
        .filter(file -> deep || named.equals(file.parent()))
        .toList();
  }

  private FileId file(String path) throws Unreadable {
    if (path.startsWith("http://") || path.startsWith("https://")) {
      throw new Unreadable(
          path + ": files are not fetched from the network. Save it beside the test.");
    }
    return test.resolve(path);
  }

  private List<PlacedDocument> parsed(FileId file) throws Unreadable {
    read.put(file, text(snapshot, file));
    if (snapshot.text(file) == null) {
      throw new Unreadable(file.path() + ": no such file or directory");
    }
    List<PlacedDocument> documents = new ArrayList<>();
    for (PlacedDocument document : snapshot.documents(file)) {
      sources.put(document.yaml().root().source(), document);
      for (Problem problem : document.yaml().problems()) {
        if (problem.severity() == Severity.ERROR) {
          throw new Unreadable(
              file.path() + ": " + problem.message(),
              document.yaml().root().place(Place.Part.VALUE));
        }
      }
      if (!document.yaml().isEmpty()) {
        documents.add(document);
      }
    }
    return documents;
  }

  private static List<Value> roots(List<PlacedDocument> documents) {
    return documents.stream().map(document -> document.yaml().root()).toList();
  }
}
