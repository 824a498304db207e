package dev.ephor.cli.test;

import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
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
  private final Map<Path, LoadedPolicies> policies = new ConcurrentHashMap<>();
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
  record ReadFile(List<ReadDocument> documents, @Nullable String error) {}

  private record LoadedPolicies(
      List<LoadedPolicy> policies, List<MapValue> bindings, @Nullable String error) {

    static LoadedPolicies none(String error) {
      return new LoadedPolicies(List.of(), List.of(), error);
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
        LoadedPolicies loaded = loaded(file);
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

  private LoadedPolicies loaded(Path file) throws IOException {
    Path key = file.toAbsolutePath().normalize();
    LoadedPolicies known = policies.get(key);
    if (known == null) {
      LoadedPolicies loaded = load(read(file));
      LoadedPolicies first = policies.putIfAbsent(key, loaded);
      known = first == null ? loaded : first;
    }
    return known;
  }

  private static LoadedPolicies load(ReadFile file) {
    if (file.error() != null) {
      return LoadedPolicies.none(file.error());
    }
    List<LoadedPolicy> loaded = new ArrayList<>();
    List<MapValue> bindings = new ArrayList<>();
    for (ReadDocument read : file.documents()) {
      if (!(read.document().root() instanceof MapValue root)) {
        continue;
      }
      String kind = root.string("kind");
      if (kind != null && kind.endsWith("AdmissionPolicyBinding")) {
        bindings.add(root);
      }
      if (!PolicyReader.isPolicy(root)) {
        continue;
      }
      String undecodable = PolicyDecoding.refusal(root).orElse(null);
      if (undecodable != null) {
        return LoadedPolicies.none(undecodable);
      }
      Policy policy = PolicyReader.read(root).policy();
      if (policy != null) {
        loaded.add(
            new LoadedPolicy(
                PreparedPolicy.of(policy), PolicyAdmission.refusal(root).orElse(null)));
      }
    }
    return new LoadedPolicies(List.copyOf(loaded), List.copyOf(bindings), null);
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
        for (ReadDocument document : read.documents()) {
          addObjects(document.document().root(), objects);
        }
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

  /** A list of objects stands for its items. */
  private static void addObjects(Value root, List<MapValue> objects) {
    if (!(root instanceof MapValue map)) {
      return;
    }
    ListValue items = map.list("items");
    if ("List".equals(map.string("kind")) && items != null) {
      items.values().forEach(item -> addObjects(item, objects));
    } else if (map.string("kind") != null) {
      objects.add(map);
    }
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
