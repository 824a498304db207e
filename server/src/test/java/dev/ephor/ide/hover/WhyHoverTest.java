package dev.ephor.ide.hover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.ide.view.View;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyHoverTest {

  private static final FileId POLICY = new FileId("/w/p.yaml");
  private static final FileId MANIFEST = new FileId("/w/m.yaml");

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: p}
      spec:
        rules:
        - name: r
          match: {any: [{resources: {kinds: [Service]}}]}
          validate: {pattern: {spec: {type: "!NodePort"}}}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: a}
      spec: {type: NodePort}
      """;

  private static String at(FileId file, String text, int further) {
    Workspace workspace = new Workspace();
    workspace.update(
        List.of(
            new Change.OnDisk(POLICY, SourceText.of(RULE), List.of()),
            new Change.OnDisk(MANIFEST, SourceText.of(SERVICE), List.of())));
    String whole = file.equals(POLICY) ? RULE : SERVICE;
    View view =
        new View(
            workspace.current(),
            new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE)),
            file,
            Cancellation.NEVER);
    return WhyHover.at(view, whole.indexOf(text) + further)
        .map(hover -> hover.markdown())
        .orElse("");
  }

  @Test
  void aClauseTellsWhatItSawInTheManifestInFocus() {
    assertThat(at(POLICY, "!NodePort", 1))
        .isEqualTo(
            """
            ```text
            for Service default/a: ✗ spec.type wants "!NodePort", sees "NodePort"
            ```\
            """);
    assertThat(at(POLICY, "[Service]", 2))
        .contains("for Service default/a: ✓ kinds wants [\"Service\"], sees v1/Service");
  }

  @Test
  void aPlaceInAManifestTellsWhatSpeaksAgainstIt() {
    assertThat(at(MANIFEST, "NodePort", 1))
        .contains("p/r: ✗ spec.type wants \"!NodePort\", sees \"NodePort\"");
    assertThat(at(MANIFEST, "metadata", 1)).isEmpty();
  }
}
