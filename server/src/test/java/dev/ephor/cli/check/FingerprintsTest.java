package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.RuleOutcome.Action;
import dev.ephor.rule.Status;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  private static Diagnostic diagnostic(int start, String name) {
    return new Diagnostic(
        Span.at(start),
        Severity.ERROR,
        "p/r",
        "message",
        List.of(),
        new Verdict("p", "r", Status.FAIL, Action.AUDIT, "v1", "Pod", "default", name));
  }

  @Test
  void stayWhenLinesMoveAndFilesAreRenamed() {
    assertThat(new Fingerprints().of("a.yaml", diagnostic(0, "web")))
        .isEqualTo(new Fingerprints().of("b.yaml", diagnostic(99, "web")))
        .hasSize(32);
  }

  @Test
  void tellResourcesAndRepetitionsApart() {
    Fingerprints fingerprints = new Fingerprints();

    assertThat(
            List.of(
                fingerprints.of("a.yaml", diagnostic(0, "web")),
                fingerprints.of("a.yaml", diagnostic(0, "web")),
                fingerprints.of("a.yaml", diagnostic(0, "api"))))
        .doesNotHaveDuplicates();
  }
}
