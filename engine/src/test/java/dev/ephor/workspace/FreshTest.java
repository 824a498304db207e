package dev.ephor.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.UserInfo;
import dev.ephor.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Invariant 8: the same texts give the same bytes, whatever was typed before. A person types,
 * breaks and mends, creates, renames and deletes at random; now and then everything that is shown
 * is compared with what a workspace shows that only saw the last texts.
 */
class FreshTest {

  private static final List<String> PATHS =
      List.of(
          "/w/a.yaml",
          "/w/b.yaml",
          "/w/policies/p.yaml",
          "/w/policies/q.yaml",
          "/w/test/kyverno-test.yaml",
          "/w/test/fixture.yaml");

  private static final List<String> DOCUMENTS =
      List.of(
          "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  namespace: shop\n",
          "apiVersion: v1\nkind: Pod\nmetadata: {name: db, labels: {team: x}}\n",
          "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  labels:\n    app: web\n",
          "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: prod}}\n",
          "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {tier: test}}\n",
          "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n"
              + "    name: one\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: two}\n",
          "kind: ClusterPolicy\napiVersion: kyverno.io/v1\nmetadata: {name: team}\n"
              + "spec:\n  kinds: [Pod]\n  label: team\n",
          "kind: ClusterPolicy\napiVersion: kyverno.io/v1\nmetadata: {name: owner}\n"
              + "spec:\n  kinds: [Pod, Service]\n  label: owner\n  where: {tier: prod}\n",
          "kind: ClusterPolicy\napiVersion: kyverno.io/v1\nmetadata: {name: near}\n"
              + "spec:\n  kinds: [Pod]\n  label: port\n  near: Service\n",
          "kind: ClusterPolicy\napiVersion: kyverno.io/v1\nmetadata: {name: any}\n"
              + "spec:\n  label: app\n",
          "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t}\n"
              + "resources: [fixture.yaml, ../b.yaml]\n",
          "not: a manifest\n");

  private static final List<String> SNIPPETS =
      List.of(
          "\n",
          "# comment\n",
          " ",
          "  ",
          ":",
          "- ",
          "label",
          "x: [",
          "}",
          "\"",
          "\t",
          "---\n",
          "labels: {team: a}\n",
          "é",
          "😀",
          "&a ",
          "*a",
          "|\n",
          "\r\n");

  @Property(tries = 120)
  void equalsAFreshWorkspace(@ForAll long seed, @ForAll @IntRange(min = 5, max = 60) int edits) {
    play(new LabelEngine(), DOCUMENTS, new Random(seed), edits);
  }

  @Property(tries = 40)
  void equalsAFreshWorkspaceWherePoliciesChangeAndCreate(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 40) int edits) {
    play(RuleEngine.KYVERNO, ChangingDocuments.ALL, new Random(seed), edits);
  }

  private static void play(RuleEngine engine, List<String> documents, Random random, int edits) {
    Player player = new Player(new Desk(engine), documents, random);
    for (int i = 0; i < edits; i++) {
      player.act();
      if (random.nextInt(4) == 0) {
        Snapshot snapshot = player.desk.snapshot;
        assertThat(Desk.shown(snapshot)).isEqualTo(Desk.shown(fresh(engine, snapshot)));
      }
    }
    Snapshot snapshot = player.desk.snapshot;
    assertThat(Desk.shown(snapshot)).isEqualTo(Desk.shown(fresh(engine, snapshot)));
    assertThat(snapshot.counts(Cancellation.NEVER))
        .isEqualTo(fresh(engine, snapshot).counts(Cancellation.NEVER));
  }

  static Snapshot fresh(RuleEngine engine, Snapshot snapshot) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.Configured(snapshot.configuration()));
    for (FileId file : snapshot.files()) {
      changes.add(new Change.OnDisk(file, SourceText.of(snapshot.text(file).content())));
    }
    return new Workspace(engine, new Evaluations()).update(changes);
  }

  /** Someone who edits, checks what is affected, and loses patience at times. */
  static final class Player {
    private final Desk desk;
    private final List<String> documents;
    private final Random random;
    private Snapshot seen;
    private final Map<FileId, String> shown = new java.util.HashMap<>();

    Player(Desk desk, List<String> documents, Random random) {
      this.desk = desk;
      this.documents = documents;
      this.random = random;
      this.seen = desk.snapshot;
    }

    void act() {
      String path = PATHS.get(random.nextInt(PATHS.size()));
      SourceText now = desk.snapshot.text(new FileId(path));
      switch (now == null ? 0 : random.nextInt(12)) {
        case 0, 1 -> desk.file(path, documents());
        case 2 -> desk.delete(path);
        case 3 -> {
          desk.delete(path);
          desk.file(PATHS.get(random.nextInt(PATHS.size())), now.content());
        }
        case 4 -> desk.close(path);
        case 5 -> desk.change(new Change.Configured(configuration()));
        default -> desk.type(path, typed(now.content()));
      }
      switch (random.nextInt(3)) {
        case 0 -> loseInterest();
        case 1 -> lookAtAffected();
        default -> {}
      }
    }

    private String documents() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(4); i >= 0; i--) {
        text.append(documents.get(random.nextInt(documents.size()))).append(i == 0 ? "" : "---\n");
      }
      return text.toString();
    }

    private String typed(String text) {
      int at = random.nextInt(text.length() + 1);
      return switch (random.nextInt(4)) {
        case 0 -> { // delete a line
          int start = text.lastIndexOf('\n', at - 1) + 1;
          int end = text.indexOf('\n', at);
          yield text.substring(0, start) + (end < 0 ? "" : text.substring(end + 1));
        }
        case 1 -> // delete a few characters
            text.substring(0, at)
                + text.substring(Math.min(text.length(), at + 1 + random.nextInt(4)));
        case 2 -> // paste a document
            text + "---\n" + documents.get(random.nextInt(documents.size()));
        default ->
            text.substring(0, at)
                + SNIPPETS.get(random.nextInt(SNIPPETS.size()))
                + text.substring(at);
      };
    }

    private Configuration configuration() {
      return random.nextBoolean()
          ? Configuration.DEFAULT
          : new Configuration(
              Map.of("shop", Map.of("tier", random.nextBoolean() ? "prod" : "dev")),
              UserInfo.UNKNOWN);
    }

    /** Asks for diagnostics and cancels after a few checkpoints. */
    private void loseInterest() {
      int[] patience = {random.nextInt(6)};
      for (FileId file : desk.snapshot.files()) {
        try {
          desk.snapshot.diagnostics(file, () -> patience[0]-- <= 0);
        } catch (CancellationException expected) {
          return;
        }
      }
    }

    /** What is shown is right when only the affected files are asked for again. */
    private void lookAtAffected() {
      for (FileId file : desk.snapshot.affectedSince(seen)) {
        shown.put(file, Desk.shown(desk.snapshot, file));
      }
      seen = desk.snapshot;
      shown.keySet().retainAll(seen.files());
      StringBuilder all = new StringBuilder();
      for (FileId file : seen.files()) {
        all.append(shown.getOrDefault(file, ""));
      }
      assertThat(all.toString()).isEqualTo(Desk.shown(seen));
    }
  }
}
