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
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mutated documents held against those that the reference wrote for the same input. */
class RecordedMutationsTest {

  @ParameterizedTest
  @CsvSource({"'', 8600", "fuzz, 860"})
  void agrees(String part, int atLeast) throws IOException {
    Path folder = Recordings.folder(part, "mutate");
    List<Resource> resources = Recordings.resources(folder);
    Facts world = Recordings.world(resources);
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (MapValue entry : Recordings.answers(folder, "mutate")) {
      String policy = entry.string("policy");
      Map<String, String> made = made(folder.resolve(policy), resources, world);
      MapValue wanted = Objects.requireNonNull(entry.map("documents"));
      for (int i = 0; i < wanted.size() && !made.isEmpty(); i++) {
        String key = wanted.keyAt(i);
        if (key.contains("-mutated.yaml|")) {
          compared++;
          String theirs = GoJson.write(wanted.valueAt(i), 1_000_000);
          String mine = made.getOrDefault(key, "nothing");
          if (!theirs.equals(mine)) {
            differences.add(policy + " " + key + "\n  kyverno " + theirs + "\n  ephor   " + mine);
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(atLeast);
    assertThat(differences).isEmpty();
  }

  private static Map<String, String> made(Path file, List<Resource> resources, Facts world)
      throws IOException {
    List<PreparedPolicy> policies = new ArrayList<>();
    for (MapValue document : Recordings.documents(file)) {
      if (PolicyReader.isPolicy(document)
          && PolicyDecoding.refusal(document).isEmpty()
          && PolicyAdmission.refusal(document).isEmpty()) {
        Policy policy = PolicyReader.read(document).policy();
        if (policy instanceof KyvernoPolicy) {
          policies.add(PreparedPolicy.of(policy));
        }
      }
    }
    Map<String, String> made = new TreeMap<>();
    for (Resource resource : resources) {
      PolicyEngine.Admission admission =
          PolicyEngine.admit(policies, resource, AdmissionRequest.CREATE, world);
      for (MutatedDocument document : MutatedDocument.of(admission)) {
        List<MapValue> roots = new ArrayList<>(document.targets());
        roots.add(0, document.root());
        for (MapValue root : roots) {
          if (root.string("kind") != null) {
            made.putIfAbsent(
                document.name() + "-mutated.yaml|" + id(root), GoJson.write(root, 1_000_000));
          }
        }
      }
    }
    return made;
  }

  private static String id(MapValue root) {
    MapValue metadata = Objects.requireNonNull(root.map("metadata"));
    String namespace = Objects.requireNonNullElse(metadata.string("namespace"), "");
    String name = Objects.requireNonNullElse(metadata.string("name"), "None");
    return root.string("kind") + "/" + namespace + "/" + name;
  }
}
