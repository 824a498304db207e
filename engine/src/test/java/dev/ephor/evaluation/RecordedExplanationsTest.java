package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Explanations try everything anew, and must come to what an evaluation comes to. */
class RecordedExplanationsTest {

  @Test
  void anExplanationComesToTheSameOutcome() throws IOException {
    assertThat(compared(Recordings.folder("fuzz", "apply"))).isGreaterThan(3000);
  }

  @Test
  void thatOfAPolicyWrittenInCelToo() throws IOException {
    assertThat(compared(Recordings.folder("fuzz-cel", "apply"))).isGreaterThan(1000);
  }

  private static int compared(Path folder) throws IOException {
    List<Resource> resources = Recordings.resources(folder);
    int compared = 0;
    for (MapValue entry : Recordings.answers(folder, "apply")) {
      for (MapValue document : Recordings.documents(folder.resolve(entry.string("policy")))) {
        if (PolicyReader.isPolicy(document) && PolicyAdmission.refusal(document).isEmpty()) {
          PreparedPolicy prepared = PreparedPolicy.of(PolicyReader.read(document).policy());
          for (Resource resource : resources) {
            compared += compared(prepared, resource);
          }
        }
      }
    }
    return compared;
  }

  private static int compared(PreparedPolicy prepared, Resource resource) {
    List<RuleOutcome> explained =
        prepared.explain(resource, AdmissionRequest.CREATE, Recordings.NOTHING_KNOWN).stream()
            .flatMap(rule -> rule.outcomes().stream())
            .toList();
    List<RuleOutcome> outcomes =
        prepared.evaluate(resource, AdmissionRequest.CREATE, Recordings.NOTHING_KNOWN);
    if (outcomes.size() != explained.size()) {
      return 0; // applyRules: One ended the evaluation earlier
    }
    assertThat(explained).as(prepared.policy().qualifiedName()).isEqualTo(outcomes);
    return outcomes.size();
  }
}
