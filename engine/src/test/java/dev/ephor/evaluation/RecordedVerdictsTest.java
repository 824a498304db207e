package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.ListValue;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole policies held against what the reference said of the same resources. Whatever is not "not
 * evaluated by this build" must be right, status and message.
 */
class RecordedVerdictsTest {

  private static final Facts UNKNOWN_WORLD =
      new Facts() {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T ask(Question<T> question) {
          return question instanceof Question.CloneSources ? (T) List.of() : (T) Map.of();
        }
      };

  @ParameterizedTest
  @CsvSource({"'', 11000", "fuzz, 3900"})
  void agrees(String part, int atLeast) throws IOException {
    String named = System.getenv("EPHOR_CONFORMANCE");
    Path folder = Path.of(named == null ? "../../shared/conformance" : named).resolve(part);
    Assumptions.assumeTrue(Files.isDirectory(folder.resolve("apply")), "no recordings here");
    List<Resource> resources =
        documents(folder.resolve("apply/resources.yaml")).stream()
            .filter(map -> map.string("kind") != null)
            .map(Resource::of)
            .toList();
    int evaluated = 0;
    List<String> differences = new ArrayList<>();
    for (MapValue entry : answers(folder)) {
      Map<String, String> wanted = wanted(entry);
      Set<String> policies = new HashSet<>();
      Map<String, String> said = said(folder.resolve(entry.string("policy")), resources, policies);
      Set<String> rows = new TreeSet<>(said.keySet());
      boolean mutated = said.values().stream().anyMatch(RecordedVerdictsTest::isMutation);
      wanted.keySet().stream()
          .filter(row -> !mutated && policies.contains(row.substring(0, row.indexOf(' '))))
          .forEach(rows::add);
      for (String row : rows) {
        String mine = said.getOrDefault(row, "nothing");
        if (mine.contains("not evaluated by this build")) {
          continue;
        }
        evaluated++;
        String theirs = wanted.getOrDefault(row, "nothing");
        if (!mine.equals(theirs)) {
          String where = entry.string("policy") + " " + row;
          differences.add(where + "\n  kyverno " + theirs + "\n  ephor   " + mine);
        }
      }
    }
    assertThat(evaluated).isGreaterThan(atLeast);
    assertThat(differences).isEmpty();
  }

  /** The reference reports a mutated resource under its new name. */
  private static boolean isMutation(String outcome) {
    return outcome.contains("not evaluated by this build: mutate rules");
  }

  private static Map<String, String> wanted(MapValue entry) {
    Map<String, String> rows = new TreeMap<>();
    for (Value value : entry.list("rows").values()) {
      ListValue row = (ListValue) value;
      rows.put(
          row.get(0) + " " + row.get(1) + " " + row.get(2) + "/" + row.get(3) + "/" + row.get(4),
          row.get(5) + ": " + row.get(6));
    }
    return rows;
  }

  private static Map<String, String> said(Path file, List<Resource> resources, Set<String> policies)
      throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (MapValue document : documents(file)) {
      if (!PolicyReader.isPolicy(document)
          || PolicyDecoding.refusal(document).isPresent()
          || PolicyAdmission.refusal(document).isPresent()) {
        continue;
      }
      Policy policy = PolicyReader.read(document).policy();
      if (policy instanceof KyvernoPolicy) {
        policies.add(policy.name());
        PreparedPolicy prepared = PreparedPolicy.of(policy);
        for (Resource resource : resources) {
          for (RuleOutcome outcome :
              prepared.evaluate(resource, AdmissionRequest.CREATE, UNKNOWN_WORLD)) {
            rows.put(
                policy.name()
                    + " "
                    + outcome.rule()
                    + " "
                    + resource.type().kind()
                    + "/"
                    + resource.namespace()
                    + "/"
                    + resource.name(),
                outcome.status().name().toLowerCase(Locale.ROOT) + ": " + outcome.message());
          }
        }
      }
    }
    return rows;
  }

  private static List<MapValue> answers(Path folder) throws IOException {
    List<MapValue> answers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(folder.resolve("apply/expected.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add((MapValue) GoJsonReader.read(line));
      }
    }
    return answers;
  }

  private static List<MapValue> documents(Path file) throws IOException {
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
