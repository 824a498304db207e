package dev.ephor.cli.test;

import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.manifests.WrittenPlace;
import dev.ephor.testing.TestProblem;
import dev.ephor.testing.TestReader;
import dev.ephor.testing.TestReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds test files: those of one name in a folder and below it, hidden folders included. */
final class TestDiscovery {

  /** How deep folders are searched, so that a loop of mounts ends. */
  private static final int DEEPEST = 200;

  private final ReadFiles files;
  private final String fileName;
  private final List<Path> found = new ArrayList<>();

  TestDiscovery(ReadFiles files, String fileName) {
    this.files = files;
    this.fileName = fileName;
  }

  /** The tests of the files that were found, in the order of the search. Reads several at once. */
  List<TestCase> tests() {
    return found.parallelStream().map(this::load).flatMap(List::stream).toList();
  }

  /**
   * Searches a folder, entries in the order of their names.
   *
   * @throws IOException when a folder cannot be listed
   */
  void search(Path folder) throws IOException {
    search(folder, 0);
  }

  private void search(Path folder, int depth) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.sorted().toList();
    }
    for (Path entry : entries) {
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (depth < DEEPEST) {
          search(entry, depth + 1);
        }
      } else if (entry.getFileName().toString().equals(fileName)) {
        found.add(entry);
      }
    }
  }

  private List<TestCase> load(Path file) {
    try {
      ManifestFile read = files.read(file);
      if (read.error() != null) {
        return List.of(
            new TestCase(file, null, "error converting YAML to JSON: yaml: " + read.error()));
      }
      List<TestCase> tests = new ArrayList<>();
      for (ManifestDocument document : read.documents()) {
        List<String> repeated = document.repeatedKeys();
        if (!repeated.isEmpty()) {
          tests.add(new TestCase(file, null, strictError(repeated)));
          continue;
        }
        TestReading reading = TestReader.read(document.root());
        tests.add(
            reading.test() != null
                ? new TestCase(file, reading.test(), null)
                : new TestCase(file, null, reason(reading.problems())));
      }
      return tests;
    } catch (IOException failure) {
      return List.of(
          new TestCase(file, null, "open " + file + ": " + ManifestFile.reason(failure)));
    }
  }

  private static String strictError(List<String> repeatedKeys) {
    return "error converting YAML to JSON: yaml: unmarshal errors:\n  "
        + String.join("\n  ", repeatedKeys);
  }

  private String reason(List<TestProblem> problems) {
    if (problems.isEmpty()) {
      return "the document is no object";
    }
    TestProblem first = problems.get(0);
    WrittenPlace place = files.find(first.place());
    return first.message() + (place == null ? "" : " (line " + place.line() + ")");
  }
}
