package dev.ephor.rule.validate;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** What the reference answered, where the recordings are at hand. */
final class Recorded {

  /** A row of a report. */
  record Row(String rule, String resource, String result, String message) {}

  /** A policy and its rows. */
  record Answers(String file, MapValue policy, List<Row> rows) {}

  private final Path folder;
  private final Map<String, MapValue> resources = new HashMap<>();

  private Recorded(Path folder) {
    this.folder = folder;
    for (Value document : documents(read(folder.resolve("apply/resources.yaml")))) {
      if (document instanceof MapValue map && map.map("metadata") != null) {
        MapValue metadata = map.map("metadata");
        String namespace = metadata.string("namespace");
        resources.putIfAbsent(
            map.string("kind")
                + "/"
                + (namespace == null ? "" : namespace)
                + "/"
                + metadata.string("name"),
            map);
      }
    }
  }

  /** The recordings beside the repository, or where EPHOR_CONFORMANCE says. */
  static Optional<Recorded> in(String part) {
    String named = System.getenv("EPHOR_CONFORMANCE");
    Path folder = Path.of(named == null ? "../../shared/conformance" : named).resolve(part);
    return Files.isDirectory(folder.resolve("apply"))
        ? Optional.of(new Recorded(folder))
        : Optional.empty();
  }

  Optional<MapValue> resource(String name) {
    MapValue found = resources.get(name);
    if (found != null) {
      return Optional.of(found);
    }
    return Optional.ofNullable(resources.get(name.replaceFirst("/default/", "//")))
        .map(
            resource ->
                resource.with(
                    "metadata", resource.map("metadata").with("namespace", Scalar.of("default"))));
  }

  List<Answers> answers() {
    List<Answers> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(folder.resolve("apply/expected.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        MapValue entry = (MapValue) YamlParser.parse(new Source("answers"), line).root();
        answers.addAll(answers(entry));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answers;
  }

  private List<Answers> answers(MapValue entry) {
    Map<String, List<Row>> rows = new HashMap<>();
    for (Value value : entry.list("rows").values()) {
      ListValue row = (ListValue) value;
      String resource = row.get(2) + "/" + row.get(3) + "/" + row.get(4);
      rows.computeIfAbsent((String) row.get(0), name -> new ArrayList<>())
          .add(new Row((String) row.get(1), resource, (String) row.get(5), (String) row.get(6)));
    }
    List<Answers> answers = new ArrayList<>();
    String file = entry.string("policy");
    for (Value document : documents(read(folder.resolve(file)))) {
      if (document instanceof MapValue policy && policy.map("metadata") != null) {
        List<Row> own = rows.get(policy.map("metadata").string("name"));
        if (own != null) {
          answers.add(new Answers(file, policy, own));
        }
      }
    }
    return answers;
  }

  private static List<Value> documents(String text) {
    List<Value> documents = new ArrayList<>();
    for (String part : text.split("(?m)^---.*$")) {
      documents.add(YamlParser.parse(new Source("document"), part).root());
    }
    return documents;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
