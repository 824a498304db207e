package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.bench.Corpus;
import dev.ephor.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The guards with the engine of this build: it has places and facts that the tiny one has not. */
class RealEngineTest {

  private static final int POLICIES = 20;
  private static final int MANIFESTS = 30;

  private final Workspace workspace = new Workspace();
  private final Random random = new Random(7);

  private Snapshot open() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      changes.add(new Change.OnDisk(policy(i), SourceText.of(Corpus.policy(i))));
    }
    for (int i = 0; i < MANIFESTS; i++) {
      changes.add(new Change.OnDisk(manifest(i), SourceText.of(Corpus.manifest(i))));
    }
    return workspace.update(changes);
  }

  private static FileId policy(int number) {
    return new FileId("/w/policies/" + number + ".yaml");
  }

  private static FileId manifest(int number) {
    return new FileId("/w/apps/" + number + ".yaml");
  }

  @Test
  void typingAnywhereGivesWhatAFreshWorkspaceGives() {
    Snapshot snapshot = open();
    assertThat(Desk.shown(snapshot)).contains("policy-1/autogen-disallow-latest");
    for (int i = 0; i < 150; i++) {
      FileId file =
          random.nextInt(3) == 0
              ? policy(random.nextInt(POLICIES))
              : manifest(random.nextInt(MANIFESTS));
      snapshot =
          workspace.update(
              List.of(
                  new Change.InEditor(
                      file, SourceText.of(mangled(snapshot.text(file).content())))));
      snapshot.diagnostics(file, Cancellation.NEVER);
      if (i % 15 == 0) {
        assertThat(Desk.shown(snapshot))
            .isEqualTo(Desk.shown(FreshTest.fresh(RuleEngine.KYVERNO, snapshot)));
      }
    }
  }

  private String mangled(String text) {
    int at = random.nextInt(text.length() + 1);
    String[] typed = {"\n", " ", "x", "# c\n", ":", "- a\n", "[", "\"", "*"};
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + typed[random.nextInt(typed.length)] + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 3));
      default -> Corpus.manifest(random.nextInt(MANIFESTS));
    };
  }

  @Test
  void commentsCostNothingAndMoveBothEnds() {
    Snapshot snapshot = open();
    String before = Desk.shown(snapshot);
    long evaluations = workspace.evaluations();
    List<Change> changes = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      String text = "# a comment\n\n" + snapshot.text(file).content();
      changes.add(new Change.InEditor(file, SourceText.of(text)));
    }
    Snapshot after = workspace.update(changes);

    assertThat(Desk.shown(after)).isEqualTo(moved(before)).isNotEqualTo(before);
    assertThat(workspace.evaluations()).isEqualTo(evaluations);
  }

  /** Every place two lines further down. */
  private static String moved(String shown) {
    return java.util.regex.Pattern.compile("(yaml):(\\d+):(\\d+)-(\\d+):(\\d+)")
        .matcher(shown)
        .replaceAll(
            place ->
                "yaml:%d:%s-%d:%s"
                    .formatted(
                        Integer.parseInt(place.group(2)) + 2,
                        place.group(3),
                        Integer.parseInt(place.group(4)) + 2,
                        place.group(5)));
  }

  @Test
  void theHeapIsWhereItWas() {
    Snapshot snapshot = open();
    long settled = 0;
    for (int i = 0; i < 1_500; i++) {
      FileId file = random.nextInt(10) == 0 ? policy(random.nextInt(POLICIES)) : manifest(i % 30);
      String text =
          file.path().contains("policies")
              ? Corpus.policy(i % POLICIES).replace("otherwise", "so" + i)
              : Corpus.manifest(i % 30).replace("kind: ", "kind: K" + i % 700);
      snapshot = workspace.update(List.of(new Change.InEditor(file, SourceText.of(text))));
      for (FileId affected : snapshot.files()) {
        if (i % 50 == 0 || affected.equals(file)) {
          snapshot.diagnostics(affected, Cancellation.NEVER);
        }
      }
      if (i == 300) {
        settled = liveHeap();
      }
    }
    assertThat(snapshot.files()).hasSize(POLICIES + MANIFESTS);
    assertThat(liveHeap() - settled).as("bytes more than after 300 edits").isLessThan(4_000_000);
  }

  private static long liveHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
