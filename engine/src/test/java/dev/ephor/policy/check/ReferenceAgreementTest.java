package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the reference refused and took, where its recordings are at hand. */
class ReferenceAgreementTest {

  private static final List<String> KINDS = List.of("ClusterPolicy", "Policy");

  @Test
  void refusesWhatTheReferenceRefusesInItsWords() throws IOException {
    Path fuzz = recordings().resolve("fuzz");
    Map<String, String> expected = new TreeMap<>();
    for (String line : Files.readAllLines(fuzz.resolve("refused.jsonl"))) {
      MapValue row = (MapValue) YamlParser.parse(new Source("row"), line).root();
      expected.put(String.valueOf(row.string("policy")), String.valueOf(row.string("reason")));
    }
    List<String> missed = new ArrayList<>();
    List<String> otherWords = new ArrayList<>();
    List<String> invented = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (Path file : policies(fuzz)) {
      String name = fuzz.relativize(file).toString();
      for (MapValue policy : documents(file)) {
        PolicyDecoding.refusal(policy).ifPresent(reason -> dropped.add(name + ": " + reason));
        Optional<String> reason = PolicyAdmission.refusal(policy);
        String want = expected.get(name);
        if (want == null) {
          reason.ifPresent(text -> invented.add(name + ": " + text));
        } else if (reason.isEmpty()) {
          missed.add(name + ": " + want);
        } else if (!reason.get().equals(want)) {
          otherWords.add(name + "\n  want " + want + "\n  have " + reason.get());
        }
      }
    }

    assertThat(missed).as("refused by the reference, taken here").isEmpty();
    assertThat(invented).as("taken by the reference, refused here").isEmpty();
    assertThat(dropped).as("decoded by the reference, dropped here").isEmpty();
    assertThat(otherWords).as("refused in other words").isEmpty();
  }

  @Test
  void takesThePublicPolicies() throws IOException {
    Path suites = recordings().resolve("suites");
    List<String> refused = new ArrayList<>();
    for (Path file : policies(suites)) {
      for (MapValue policy : documents(file)) {
        PolicyDecoding.refusal(policy).ifPresent(reason -> refused.add(file + ": D " + reason));
        PolicyAdmission.refusal(policy).ifPresent(reason -> refused.add(file + ": " + reason));
      }
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void findsNothingWrongWithPublicTestsValuesAndExceptions() throws IOException {
    List<String> wrong = new ArrayList<>();
    int files = 0;
    for (Path file : policies(recordings().resolve("suites"))) {
      for (MapValue document : maps(file)) {
        if (PolicySchemaCheck.schema(document) != null && !PolicyReader.isPolicy(document)) {
          files++;
          for (PolicyProblem problem : PolicySchemaCheck.check(document)) {
            wrong.add(file + ": " + problem.message());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(files).isGreaterThan(100);
  }

  private static Path recordings() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path here = at.resolve("shared/conformance");
      if (Files.isRegularFile(here.resolve("fuzz/refused.jsonl"))) {
        return here;
      }
    }
    assumeTrue(false, "the recordings are not at hand");
    throw new IllegalStateException();
  }

  private static List<Path> policies(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static List<MapValue> documents(Path file) throws IOException {
    // Expectations about a policy's status in a cluster are no policies: they have no spec.
    return maps(file).stream()
        .filter(root -> KINDS.contains(root.string("kind")) && PolicyReader.isPolicy(root))
        .filter(root -> root.child("spec") != null)
        .toList();
  }

  private static List<MapValue> maps(Path file) throws IOException {
    String text = Files.readString(file);
    List<MapValue> maps = new ArrayList<>();
    if (!text.contains("kyverno.io/")) {
      return maps;
    }
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      String part = text.substring(slice.start(), slice.end());
      if (YamlParser.parse(new Source(file.toString()), part).root() instanceof MapValue map) {
        maps.add(map);
      }
    }
    return maps;
  }
}
