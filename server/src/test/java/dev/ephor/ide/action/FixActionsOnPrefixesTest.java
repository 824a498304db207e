package dev.ephor.ide.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.ide.view.View;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change.InEditor;
import dev.ephor.workspace.FileEdit;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Half of every text is broken: at each prefix nothing throws, and no edit is out of range. */
class FixActionsOnPrefixesTest {

  private static final FileId FILE = new FileId("/w/a.yaml");

  private static final String TEXT =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        validationFailureAction: Audit
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Pod]}}]}
          validate: {mesage: no, pattern: {spec: {=(hostNetwork): false}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostNetwork: true
        restartPolicy: alway
        containers: [{name: a, image: b}]
      """;

  @Test
  void nothingThrows() {
    LiveTests tests =
        new LiveTests(new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));
    Workspace workspace = new Workspace();
    int offered = 0;
    for (int end = 0; end <= TEXT.length(); end += 2) {
      String text = TEXT.substring(0, end);
      Snapshot snapshot = workspace.update(List.of(new InEditor(FILE, SourceText.of(text))));
      View view = new View(snapshot, tests, FILE, Cancellation.NEVER);
      for (Action action : FixActions.at(view, new Span(0, end))) {
        for (FileEdit edit : ((Action.Edits) action.effect()).edits().get()) {
          offered++;
          if (edit instanceof FileEdit.Change change) {
            for (TextEdit one : change.edits()) {
              assertThat(one.span().end()).isLessThanOrEqualTo(end);
            }
          }
        }
      }
    }
    assertThat(offered).isGreaterThan(100);
  }
}
