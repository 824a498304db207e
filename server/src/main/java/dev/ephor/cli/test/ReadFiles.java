package dev.ephor.cli.test;

import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.PolicyDocuments;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of all tests of one run, each read and parsed once however many tests name it. Safe for
 * any number of threads.
 */
final class ReadFiles {

  private final Map<Path, ReadFile> files = new ConcurrentHashMap<>();
  private final Map<Path, PolicyDocuments> policies = new ConcurrentHashMap<>();
  private final Map<Source, ReadDocument> sources = new ConcurrentHashMap<>();

  /**
   * A document and where it is.
   *
   * @param file as it was asked for
   * @param text of the whole file
   * @param offset where the document starts in it
   */
  record ReadDocument(Path file, String text, int offset, YamlDocument document) {

    /** The line, from 1, on which an offset of the document lies. */
    int line(int inDocument) {
      int end = Math.min(offset + inDocument, text.length());
      int line = 1;
      for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
        line++;
      }
      return line;
    }
  }

  /** A file's documents; the error, with its line, where one of them is no YAML. */
  record ReadFile(List<ReadDocument> documents, @Nullable String error) {

    List<Value> roots() {
      return documents.stream().map(read -> read.document().root()).toList();
    }
  }

  /** Where a value stands: file and line, and the text of the line; null for what nobody wrote. */
  @Nullable WrittenPlace find(Place place) {
    ReadDocument read = sources.get(place.source());
    if (read == null || place.node() >= read.document().nodeCount()) {
      return null;
    }
    int start = read.document().span(place.node(), place.part()).start();
    int at = Math.min(read.offset() + start, read.text().length());
    int lineStart = read.text().lastIndexOf('\n', at - 1) + 1;
    int lineEnd = read.text().indexOf('\n', at);
    return new WrittenPlace(
        read.file(),
        read.line(start),
        at - lineStart + 1,
        read.text().substring(lineStart, lineEnd < 0 ? read.text().length() : lineEnd));
  }

  /**
   * A place as people look for it.
   *
   * @param line from 1
   * @param column from 1
   * @param text of the line
   */
  record WrittenPlace(Path file, int line, int column, String text) {
    @Override
    public String toString() {
      return file + ":" + line + ":" + column;
    }
  }

  /** Reads a file. */
  ReadFile read(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    ReadFile known = files.get(key);
    if (known == null) {
      ReadFile read = parse(file, Files.readString(file, StandardCharsets.UTF_8));
      ReadFile first = files.putIfAbsent(key, read);
      known = first == null ? read : first;
    }
    return known;
  }

  private ReadFile parse(Path file, String text) {
    List<ReadDocument> documents = new ArrayList<>();
    String error = null;
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      Source source = new Source(file.toString());
      YamlDocument document = YamlParser.parse(source, text.substring(slice.start(), slice.end()));
      if (document.isEmpty()) {
        continue;
      }
      ReadDocument read = new ReadDocument(file, text, slice.start(), document);
      sources.put(source, read);
      Problem problem = firstError(document);
      if (problem != null && error == null) {
        error = "line " + read.line(problem.span().start()) + ": " + problem.message();
      }
      documents.add(read);
    }
    return new ReadFile(List.copyOf(documents), error);
  }

  private static @Nullable Problem firstError(YamlDocument document) {
    for (Problem problem : document.problems()) {
      if (problem.severity() == Severity.ERROR) {
        return problem;
      }
    }
    return null;
  }

  /** The policies of a file, or of a folder with all that is below it but hidden files. */
  List<LoadedPolicy> policies(Path path) throws Unreadable {
    List<LoadedPolicy> found = new ArrayList<>();
    try {
      for (Path file : policyFiles(path)) {
        PolicyDocuments loaded = loaded(file);
        if (loaded.error() != null) {
          throw new Unreadable(file + ": " + loaded.error());
        }
        found.addAll(loaded.policies());
      }
    } catch (IOException failure) {
      throw new Unreadable(path + ": " + reason(failure));
    }
    return found;
  }

  /** The bindings of admission policies in the same files. */
  List<MapValue> bindings(Path path) throws Unreadable {
    List<MapValue> found = new ArrayList<>();
    try {
      for (Path file : policyFiles(path)) {
        found.addAll(loaded(file).bindings());
      }
    } catch (IOException failure) {
      throw new Unreadable(path + ": " + reason(failure));
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

  private static PolicyDocuments load(ReadFile file) {
    return file.error() == null
        ? PolicyDocuments.of(file.roots())
        : PolicyDocuments.failed(file.error());
  }

  /** The objects of a file, or of a folder without what is in folders below it. */
  List<MapValue> objects(Path path) throws Unreadable {
    List<MapValue> objects = new ArrayList<>();
    try {
      for (Path file : resourceFiles(path)) {
        ReadFile read = read(file);
        if (read.error() != null) {
          throw new Unreadable(file + ": " + read.error());
        }
        objects.addAll(PolicyDocuments.objects(read.roots()));
      }
    } catch (IOException failure) {
      throw new Unreadable(path + ": " + reason(failure));
    }
    return objects;
  }

  /** The documents of a file that are maps. */
  List<MapValue> documents(Path file) throws Unreadable {
    List<MapValue> documents = new ArrayList<>();
    try {
      ReadFile read = read(file);
      if (read.error() != null) {
        throw new Unreadable(file + ": " + read.error());
      }
      for (ReadDocument document : read.documents()) {
        if (document.document().root() instanceof MapValue map) {
          documents.add(map);
        }
      }
    } catch (IOException failure) {
      throw new Unreadable(file + ": " + reason(failure));
    }
    return documents;
  }

  private static List<Path> policyFiles(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(file -> isYaml(file) && !isHidden(path.relativize(file)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static List<Path> resourceFiles(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(ReadFiles::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** Why a file cannot be read, without its name. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
