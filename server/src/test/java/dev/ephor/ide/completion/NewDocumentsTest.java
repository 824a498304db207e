package dev.ephor.ide.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.ide.Typed;
import dev.ephor.text.Severity;
import dev.ephor.workspace.Cancellation;
import org.junit.jupiter.api.Test;

/** Documents that are begun. */
class NewDocumentsTest {

  @Test
  void anEmptyFileMayBecomeADocument() {
    assertThat(Proposed.at("|").labels()).startsWith("ClusterPolicy (validate)");
    assertThat(Proposed.at("# mine\nValid|\n").labels()).startsWith("ValidatingPolicy");
    assertThat(Proposed.of("kyverno-test.yaml", "|").labels()).startsWith("Test");
    assertThat(Proposed.at("apiVersion: v1\nkind: Pod\n---\nDep|\n").labels())
        .startsWith("Deployment");
  }

  @Test
  void whatIsWrittenIsWhatItSays() {
    for (NewDocuments.Blank blank : NewDocuments.ALL) {
      String text = Proposed.at("|").take(blank.label());
      Typed typed = Typed.in("a.yaml", text);
      assertThat(typed.snapshot().diagnostics(typed.file(), Cancellation.NEVER))
          .as(text)
          .noneMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
      assertThat(text).as(blank.label()).contains("kind: " + blank.label().split(" ")[0]);
    }
  }
}
