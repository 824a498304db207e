package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.generate.Target;
import dev.ephor.value.MapValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Generated documents held against those that the reference wrote for the same resources. */
class RecordedGenerationTest {

  @Test
  void agrees() throws IOException {
    Path folder = Recordings.folder();
    Assumptions.assumeTrue(Files.isDirectory(folder.resolve("mutate")), "no recordings here");
    List<Resource> resources = Recordings.resources(folder);
    int compared = 0;
    List<String> differences = new ArrayList<>();
    for (MapValue entry : Recordings.lines(folder.resolve("mutate/expected.jsonl.gz"))) {
      Map<String, MapValue> wanted = wanted(entry.map("documents"));
      Map<String, MapValue> made = made(folder.resolve(entry.string("policy")), resources);
      if (made == null) {
        continue;
      }
      compared += wanted.size();
      if (!made.equals(wanted)) {
        differences.add(entry.string("policy") + "\n  " + wanted + "\n  " + made);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(80);
  }

  private static Map<String, MapValue> wanted(MapValue documents) {
    Map<String, MapValue> wanted = new HashMap<>();
    for (String key : documents.keys()) {
      if (key.substring(0, key.indexOf('|')).endsWith("-generated.yaml")) {
        MapValue document = documents.map(key);
        wanted.put(Target.of(document).toString(), document);
      }
    }
    return wanted;
  }

  /** What the policies of a file generate; null where there is none that we evaluate. */
  private static Map<String, MapValue> made(Path file, List<Resource> resources)
      throws IOException {
    Map<String, MapValue> made = new HashMap<>();
    boolean evaluated = false;
    for (MapValue document : Recordings.documents(file)) {
      Policy policy = PolicyReader.isPolicy(document) ? PolicyReader.read(document).policy() : null;
      if (!(policy instanceof KyvernoPolicy)) {
        continue;
      }
      evaluated = true;
      PreparedPolicy prepared = PreparedPolicy.of(policy);
      Facts world = Recordings.world(resources);
      for (Resource resource : resources) {
        for (RuleOutcome outcome : prepared.evaluate(resource, AdmissionRequest.CREATE, world)) {
          if (outcome.effect() instanceof Effect.Generated generated) {
            generated.roots().forEach(root -> made.put(Target.of(root).toString(), root));
          }
        }
      }
    }
    return evaluated ? made : null;
  }
}
