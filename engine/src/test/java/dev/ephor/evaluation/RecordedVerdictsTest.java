package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole policies held against what the reference said of the same resources. Whatever is not "not
 * evaluated by this build" must be right, status and message.
 */
class RecordedVerdictsTest {

  @ParameterizedTest
  @CsvSource({"'', 11000", "fuzz, 3900"})
  void agrees(String part, int atLeast) throws IOException {
    Path folder = Recordings.folder(part, "apply");
    List<Resource> resources = Recordings.resources(folder);
    Facts world = Recordings.world(resources);
    int evaluated = 0;
    List<String> differences = new ArrayList<>();
    for (MapValue entry : Recordings.answers(folder, "apply")) {
      Map<String, String> wanted = wanted(entry);
      Set<String> policies = new HashSet<>();
      Map<String, String> said =
          said(folder.resolve(entry.string("policy")), resources, world, policies);
      Set<String> rows = new TreeSet<>(said.keySet());
      wanted.keySet().stream()
          .filter(row -> policies.contains(row.substring(0, row.indexOf(' '))))
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

  /** What a file's policies say; of a resource under the name that the one before has left. */
  private static Map<String, String> said(
      Path file, List<Resource> resources, Facts world, Set<String> names) throws IOException {
    List<PreparedPolicy> policies = new ArrayList<>();
    for (MapValue document : Recordings.documents(file)) {
      if (!PolicyReader.isPolicy(document)
          || PolicyDecoding.refusal(document).isPresent()
          || PolicyAdmission.refusal(document).isPresent()) {
        continue;
      }
      Policy policy = PolicyReader.read(document).policy();
      if (policy instanceof KyvernoPolicy && !hasCel(document)) {
        names.add(policy.name());
        policies.add(PreparedPolicy.of(policy));
      }
    }
    Map<String, String> rows = new TreeMap<>();
    for (Resource resource : resources) {
      for (PolicyEngine.Step step :
          PolicyEngine.admit(policies, resource, AdmissionRequest.CREATE, world).steps()) {
        String policy = policies.get(step.policy()).policy().name();
        for (RuleOutcome outcome : step.answer().outcomes()) {
          rows.put(
              policy + " " + outcome.rule() + " " + id(step.resource()),
              outcome.status().name().toLowerCase(Locale.ROOT) + ": " + outcome.message());
        }
      }
    }
    return rows;
  }

  /** CelVerdictsTest has these. */
  private static boolean hasCel(MapValue document) {
    return GoJson.write(document, 1_000_000).contains("\"cel\"");
  }

  private static String id(Resource resource) {
    return resource.type().kind() + "/" + resource.namespace() + "/" + resource.name();
  }
}
