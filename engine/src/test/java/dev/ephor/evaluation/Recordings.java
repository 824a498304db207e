package dev.ephor.evaluation;

import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Reads what the reference answered, where such answers are at hand. */
final class Recordings {

  private static final Clock NOW = Clock.fixed(Instant.now(), ZoneOffset.UTC);

  /** A world in which there is nothing. */
  static final Facts NOTHING_KNOWN = world(List.of());

  private Recordings() {}

  /** The folder that an environment variable names, or the usual one; it need not exist. */
  static Path folder() {
    String named = System.getenv("EPHOR_CONFORMANCE");
    return Path.of(named == null ? "../../shared/conformance" : named);
  }

  /** A part of the recordings; a test is skipped where there are none. */
  static Path folder(String part, String section) {
    Path folder = folder().resolve(part);
    Assumptions.assumeTrue(Files.isDirectory(folder.resolve(section)), "no recordings here");
    return folder;
  }

  /** The lines of a section. */
  static List<MapValue> answers(Path folder, String section) throws IOException {
    return lines(folder.resolve(section + "/expected.jsonl.gz"));
  }

  static List<Resource> resources(Path folder) throws IOException {
    return documents(folder.resolve("apply/resources.yaml")).stream()
        .filter(map -> map.string("kind") != null)
        .map(Resource::of)
        .toList();
  }

  /** The world of {@code apply} over some resources. */
  static Facts world(List<Resource> resources) {
    return GivenWorld.ofApply(
        ValuesFile.NONE,
        resources.stream().map(Resource::root).toList(),
        NOW,
        bound -> 0,
        HostNames.OFFLINE);
  }

  static List<MapValue> lines(Path file) throws IOException {
    List<MapValue> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add((MapValue) GoJsonReader.read(line));
      }
    }
    return answers;
  }

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
