package dev.ephor.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.Decoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedResource;
import dev.ephor.workspace.Workspace;
import dev.ephor.workspace.WorkspacePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The root of every tree says what the verdict says, over all samples. */
class SamplesExplainedTest {

  @Test
  void theRootSaysTheVerdict() throws IOException {
    int compared = 0;
    Snapshot snapshot = new Workspace().update(samples());
    List<WorkspacePolicy> policies = snapshot.policies(Edition.TYPED, Cancellation.NEVER);
    for (PlacedResource resource : snapshot.resources(Cancellation.NEVER)) {
      Judged judged = Explanations.judged(snapshot, resource, Cancellation.NEVER);
      for (WorkspacePolicy policy : policies) {
        List<Status> verdicts = judged.outcomes(policy).stream().map(RuleOutcome::status).toList();
        List<Status> told =
            Explanations.of(policy, judged, false).stream()
                .flatMap(explanation -> explanation.statuses().stream())
                .toList();
        assertThat(told)
            .as(policy.key() + " on " + judged.resource().shownName())
            .isEqualTo(verdicts);
        compared += verdicts.size();
      }
    }
    assertThat(compared).isGreaterThan(50);
  }

  private static List<Change> samples() throws IOException {
    List<Change> changes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("../samples"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        String text = Decoding.of(Files.readAllBytes(file)).text();
        changes.add(
            new Change.OnDisk(new FileId("file:///" + file), SourceText.of(text), List.of()));
      }
    }
    return changes;
  }
}
