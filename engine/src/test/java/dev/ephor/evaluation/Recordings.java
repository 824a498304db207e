package dev.ephor.evaluation;

import dev.ephor.value.GoJsonReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Answers of the reference, where somebody has laid them beside the project. */
final class Recordings {

  private Recordings() {}

  /** A folder of recordings; a test is skipped where there is none. */
  static Path folder(String part, String section) {
    String named = System.getenv("EPHOR_CONFORMANCE");
    Path folder = Path.of(named == null ? "../../shared/conformance" : named).resolve(part);
    Assumptions.assumeTrue(Files.isDirectory(folder.resolve(section)), "no recordings here");
    return folder;
  }

  /** The lines of a section. */
  static List<MapValue> answers(Path folder, String section) throws IOException {
    List<MapValue> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(folder.resolve(section + "/expected.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add((MapValue) GoJsonReader.read(line));
      }
    }
    return answers;
  }

  /** The documents of a YAML file that are maps. */
  static List<MapValue> documents(Path file) throws IOException {
    String text = Files.readString(file);
    List<MapValue> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      Value root =
          YamlParser.parse(new Source(file.toString()), text.substring(slice.start(), slice.end()))
              .root();
      if (root instanceof MapValue map) {
        documents.add(map);
      }
    }
    return documents;
  }
}
