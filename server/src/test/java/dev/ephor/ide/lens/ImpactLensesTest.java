package dev.ephor.ide.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.ide.impact.ImpactPlaces;
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

class ImpactLensesTest {

  private static final FileId FILE = new FileId("/w/policy.yaml");

  private static final String POLICY =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata:
        name: labels
      spec:
        rules:
          - name: owner
            match: {any: [{resources: {kinds: [Service]}}]}
            validate: {message: who, pattern: {metadata: {labels: {owner: "?*"}}}}
          - name: tls
            match: {any: [{resources: {kinds: [Ingress]}}]}
            validate: {message: tls, pattern: {spec: {tls: "?*"}}}
      """;

  private final Workspace workspace = new Workspace();

  private View view(String disk, String typed) {
    for (String name : List.of("a", "b", "c")) {
      disk("/w/" + name + ".yaml", service(name, name.equals("b") ? "team" : "owner"));
    }
    disk(FILE.path(), disk);
    workspace.update(List.of(new Change.InEditor(FILE, SourceText.of(typed))));
    return new View(
        workspace.current(),
        new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE)),
        FILE,
        Cancellation.NEVER);
  }

  private void disk(String path, String text) {
    workspace.update(List.of(new Change.OnDisk(new FileId(path), SourceText.of(text))));
  }

  private static String service(String name, String label) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s, labels: {%s: x}}
    """
        .formatted(name, label);
  }

  private List<String> lenses(String disk, String typed) {
    return ImpactLenses.of(view(disk, typed)).stream()
        .map(
            lens ->
                typed.substring(0, lens.span().start()).lines().count()
                    + " "
                    + lens.title()
                    + (lens.invocation().isEmpty() ? " (no click)" : ""))
        .toList();
  }

  @Test
  void countsStandAboveThePolicyAndEachRule() {
    assertThat(lenses(POLICY, POLICY))
        .containsExactly(
            "4 2 pass, 1 fail: show", "7 2 pass, 1 fail: show", "10 matches nothing (no click)");
  }

  @Test
  void whatFlipsStandsBesideBeforeItIsSaved() {
    assertThat(lenses(POLICY, POLICY.replace("owner: ", "team: ")))
        .containsExactly(
            "4 1 pass, 2 fail: show",
            "4 since save: 2 pass -> fail, 1 fail -> pass: show",
            "7 1 pass, 2 fail: show",
            "7 since save: 2 pass -> fail, 1 fail -> pass: show",
            "10 matches nothing (no click)");
  }

  @Test
  void aTornTextHasNone() {
    assertThat(lenses(POLICY, POLICY.replace("[Service]", "[Serv"))).isEmpty();
    assertThat(lenses(POLICY, "")).isEmpty();
  }

  @Test
  void aClickGoesToTheOffendingText() {
    View view = view(POLICY, POLICY);

    ImpactPlaces.Answer answer = ImpactPlaces.judged(view, "ClusterPolicy labels", "owner");

    assertThat(answer.left()).isZero();
    assertThat(answer.shown())
        .extracting(
            shown ->
                shown.verdict()
                    + " "
                    + shown.resource()
                    + " at "
                    + workspace
                        .current()
                        .text(shown.place().file())
                        .content()
                        .substring(shown.place().span().start(), shown.place().span().end()))
        .containsExactly(
            "fail Service default/b at labels",
            "pass Service default/a at a",
            "pass Service default/c at c");
    assertThat(ImpactPlaces.judged(view, "ClusterPolicy gone", "").shown()).isEmpty();
  }

  @Test
  void aClickOnFlipsListsWhatFailsFirst() {
    View view = view(POLICY, POLICY.replace("owner: ", "team: "));

    assertThat(ImpactPlaces.flips(view, "ClusterPolicy labels", "owner").shown())
        .extracting(shown -> shown.verdict() + " " + shown.resource())
        .containsExactly(
            "pass -> fail Service default/a",
            "pass -> fail Service default/c",
            "fail -> pass Service default/b");
  }

  @Test
  void aListThatNobodyReadsIsCutAndSaysHowMuchIsLeft() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 2_010; i++) {
      many.append("---\n").append(service("s" + i, "owner"));
    }
    disk("/w/many.yaml", many.toString());

    ImpactPlaces.Answer answer =
        ImpactPlaces.judged(view(POLICY, POLICY), "ClusterPolicy labels", "owner");

    assertThat(answer.shown()).hasSize(2_000);
    assertThat(answer.shown().get(0).verdict()).isEqualTo("fail");
    assertThat(answer.left()).isEqualTo(13);
  }

  @Test
  void aManifestThatVanishesIsCountedNoMore() {
    View view = view(POLICY, POLICY);
    workspace.update(List.of(new Change.Removed(new FileId("/w/b.yaml"))));
    View after = new View(workspace.current(), view.tests(), view.file(), view.cancellation());

    assertThat(ImpactLenses.of(view).get(0).title()).isEqualTo("2 pass, 1 fail: show");
    assertThat(ImpactLenses.of(after).get(0).title()).isEqualTo("2 pass: show");
  }
}
