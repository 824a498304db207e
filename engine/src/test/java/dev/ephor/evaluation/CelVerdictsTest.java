package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelPolicy;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies with CEL held against what the reference said of the same resources, row by row. */
class CelVerdictsTest {

  /** Knows the documents of the policy's file, as bindings are, and nothing else. */
  private static Facts world(List<MapValue> documents) {
    return new Facts() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T ask(Question<T> question) {
        return question instanceof Question.Objects asked
            ? (T)
                documents.stream()
                    .filter(document -> Resource.of(document).type().equals(asked.type()))
                    .toList()
            : Recordings.NOTHING_KNOWN.ask(question);
      }
    };
  }

  /** Rows are compared by status, and those that agree by message. */
  private static final class Tally {
    int rows;
    int sameStatus;
    int sameMessage;
    final List<String> differences = new ArrayList<>();

    void compare(String where, String theirs, String mine) {
      rows++;
      boolean status = status(theirs).equals(status(mine));
      sameStatus += status ? 1 : 0;
      sameMessage += theirs.equals(mine) ? 1 : 0;
      if (!theirs.equals(mine)) {
        differences.add(where + "\n  kyverno " + theirs + "\n  ephor   " + mine);
      }
    }

    private static String status(String row) {
      int colon = row.indexOf(':');
      return colon < 0 ? row : row.substring(0, colon);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', cel, 99.9",
    "'', ValidatingPolicy, 98",
    "fuzz-cel, ValidatingPolicy, 99.9",
    "'', MutatingPolicy, 99.9",
    "fuzz-cel, MutatingPolicy, 99.9",
    "fuzz-cel, ValidatingAdmissionPolicy, 99.9",
    "'', GeneratingPolicy, 80"
  })
  void agrees(String part, String kind, double share) throws IOException {
    Path folder = Recordings.folder(part, "apply");
    List<Resource> resources =
        Recordings.documents(folder.resolve("apply/resources.yaml")).stream()
            .filter(map -> map.string("kind") != null)
            .map(Resource::of)
            .toList();
    Tally tally = new Tally();
    Map<String, Integer> byPolicy = new HashMap<>();
    for (MapValue entry : Recordings.answers(folder, "apply")) {
      Path file = folder.resolve(entry.string("policy"));
      List<Policy> policies = policies(file, kind);
      if (policies.isEmpty()) {
        continue;
      }
      Map<String, String> wanted = wanted(entry);
      Map<String, String> said = said(policies, resources, world(Recordings.documents(file)));
      Set<String> rows = new TreeSet<>(said.keySet());
      rows.addAll(wanted.keySet());
      for (String row : rows) {
        tally.compare(
            entry.string("policy") + " " + row,
            wanted.getOrDefault(row, "nothing"),
            said.getOrDefault(row, "nothing"));
      }
    }
    System.out.printf(
        "%s %s: %d rows, %.2f %% status, %.2f %% message%n",
        part,
        kind,
        tally.rows,
        100.0 * tally.sameStatus / tally.rows,
        100.0 * tally.sameMessage / tally.rows);
    for (String difference : tally.differences) {
      String policy = difference.substring(0, difference.indexOf(' '));
      if (byPolicy.merge(policy, 1, Integer::sum) <= 2) {
        System.out.println(difference);
      }
    }
    byPolicy.forEach((policy, count) -> System.out.println(count + " differ in " + policy));
    assertThat(100.0 * tally.sameMessage / tally.rows).isGreaterThanOrEqualTo(share);
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

  /** The policies of a file, where all of them are of the wanted sort. */
  private static List<Policy> policies(Path file, String kind) throws IOException {
    List<Policy> policies = new ArrayList<>();
    for (MapValue document : Recordings.documents(file)) {
      if (PolicyReader.isPolicy(document)
          && PolicyDecoding.refusal(document).isEmpty()
          && PolicyAdmission.refusal(document).isEmpty()) {
        Policy policy = PolicyReader.read(document).policy();
        if (!isWanted(policy, kind)) {
          return List.of();
        }
        policies.add(policy);
      }
    }
    return policies;
  }

  private static boolean isWanted(Policy policy, String kind) {
    if (policy instanceof KyvernoPolicy) {
      String text = GoJson.write(policy.document(), 1_000_000);
      return kind.equals("cel") && (text.contains("\"cel\"") || text.contains("celPreconditions"));
    }
    return policy instanceof CelPolicy && policy.kind().equals(kind);
  }

  private static Map<String, String> said(
      List<Policy> policies, List<Resource> resources, Facts facts) {
    Map<String, String> rows = new TreeMap<>();
    for (Policy policy : policies) {
      PreparedPolicy prepared = PreparedPolicy.of(policy);
      prepared.refusal().ifPresent(refusal -> System.out.println("REFUSED " + refusal));
      for (Resource resource : resources) {
        for (RuleOutcome outcome : prepared.evaluate(resource, AdmissionRequest.CREATE, facts)) {
          rows.put(
              policy.qualifiedName()
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
    return rows;
  }
}
