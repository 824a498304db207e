package dev.ephor.bench;

import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * What an edit costs, from the new text to the diagnostics of the last affected file, and what a
 * workspace weighs. Every measured edit is a text not seen before. {@code docs/benchmarks.md} has
 * the command and the figures.
 */
public final class WorkspaceBenchmark {

  private static final int POLICIES = 100;
  private static final FileId STREAM = new FileId("/w/stream.yaml");

  private final Random random = new Random(42);
  private final Workspace workspace = new Workspace();
  private final int manifests;
  private Snapshot shown = workspace.current();
  private long diagnostics;

  private WorkspaceBenchmark(int manifests) {
    this.manifests = manifests;
  }

  /** Runs all; arguments are the numbers of manifests, by default 100, 1000 and 5000. */
  public static void main(String[] arguments) {
    int[] sizes =
        arguments.length == 0
            ? new int[] {100, 1000, 5000}
            : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    for (int size : sizes) {
      new WorkspaceBenchmark(size).run();
    }
    new WorkspaceBenchmark(1000).runStream();
    new WorkspaceBenchmark(200).soak(10_000);
  }

  private void run() {
    System.out.printf("%d manifests x %d policies%n", manifests, POLICIES);
    List<Change> changes = new ArrayList<>(policies());
    for (int i = 0; i < manifests; i++) {
      changes.add(new Change.OnDisk(file(i), SourceText.of(Corpus.manifest(i))));
    }
    double first = first(changes);
    heap();
    int rounds = 400;
    measure("edit in a manifest", rounds, first, this::editManifest);
    measure("blank line above a manifest", rounds, first, this::moveManifest);
    measure("edit in a policy", 60, first, this::editPolicy);
    measure("blank line above a policy", 60, first, this::movePolicy);
    heap();
  }

  private void runStream() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < manifests; i++) {
      text.append(Corpus.manifest(i)).append("---\n");
    }
    SourceText stream = SourceText.of(text.toString());
    System.out.printf("one file of %d documents, %d lines%n", manifests, stream.lineCount());
    List<Change> changes = new ArrayList<>(policies());
    changes.add(new Change.InEditor(STREAM, stream));
    double first = first(changes);
    heap();
    measure("edit in a document", 200, first, this::editStream);
    heap();
  }

  private List<Change> policies() {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      changes.add(new Change.OnDisk(policyFile(i), SourceText.of(Corpus.policy(i))));
    }
    return changes;
  }

  private double first(List<Change> changes) {
    long start = System.nanoTime();
    shown = workspace.update(changes);
    diagnostics = 0;
    shown.files().parallelStream()
        .mapToInt(file -> shown.diagnostics(file, Cancellation.NEVER).size())
        .forEach(count -> add(count));
    double millis = (System.nanoTime() - start) / 1e6;
    System.out.printf(
        "  first full result: %.0f ms, %d diagnostics, %d evaluations%n",
        millis, diagnostics, workspace.evaluations());
    return millis;
  }

  private synchronized void add(int count) {
    diagnostics += count;
  }

  private void measure(String what, int rounds, double first, IntFunction<Change> edit) {
    for (int i = 0; i < rounds / 2; i++) {
      apply(edit.apply(i));
    }
    double[] millis = new double[rounds];
    long evaluations = workspace.evaluations();
    long files = 0;
    for (int i = 0; i < rounds; i++) {
      Change change = edit.apply(rounds + i);
      long start = System.nanoTime();
      files += apply(change);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "  %-28s p50 %7.2f  p95 %7.2f  p99 %7.2f ms; %.1f files, %.1f evaluations an edit;"
            + " full run is %.0f x p50%n",
        what,
        millis[rounds / 2],
        millis[rounds * 95 / 100],
        millis[rounds * 99 / 100],
        (double) files / rounds,
        (double) (workspace.evaluations() - evaluations) / rounds,
        first / millis[rounds / 2]);
  }

  private int apply(Change change) {
    Snapshot before = shown;
    shown = workspace.update(List.of(change));
    List<FileId> affected = shown.affectedSince(before);
    for (FileId file : affected) {
      diagnostics += shown.diagnostics(file, Cancellation.NEVER).size();
    }
    return affected.size();
  }

  private Change editManifest(int round) {
    int number = random.nextInt(manifests);
    return typed(
        file(number),
        Corpus.manifest(number).replace("team: ", "team: t" + round + random.nextInt(1000)));
  }

  private Change moveManifest(int round) {
    int number = random.nextInt(manifests);
    return typed(file(number), "# " + round + "\n\n" + shown.text(file(number)).content());
  }

  private Change editPolicy(int round) {
    int number = random.nextInt(POLICIES);
    return typed(
        policyFile(number),
        Corpus.policy(number).replace("wants it otherwise", "says no, " + round));
  }

  private Change movePolicy(int round) {
    int number = random.nextInt(POLICIES);
    return typed(
        policyFile(number), "# " + round + "\n" + shown.text(policyFile(number)).content());
  }

  private Change editStream(int round) {
    String text = shown.text(STREAM).content();
    int at = text.indexOf("team: ", random.nextInt(text.length() - 10_000));
    return typed(STREAM, text.substring(0, at + 6) + "t" + round + text.substring(at + 6));
  }

  /** Random edits of every kind: the heap must be where it was. */
  private void soak(int edits) {
    System.out.printf("soak: %d edits, %d manifests x %d policies%n", edits, manifests, POLICIES);
    List<Change> changes = new ArrayList<>(policies());
    for (int i = 0; i < manifests; i++) {
      changes.add(new Change.OnDisk(file(i), SourceText.of(Corpus.manifest(i))));
    }
    first(changes);
    for (int i = 1; i <= edits; i++) {
      int number = random.nextInt(manifests);
      switch (random.nextInt(8)) {
        case 0 -> apply(editPolicy(i));
        case 1 -> apply(new Change.ClosedInEditor(file(number)));
        case 2 -> {
          apply(new Change.ClosedInEditor(file(number)));
          apply(new Change.Removed(file(number)));
          apply(new Change.OnDisk(file(number), SourceText.of(Corpus.manifest(number))));
        }
        case 3 ->
            apply(typed(file(number), Corpus.manifest(number).replace("kind: ", "kind: K" + i)));
        default -> apply(editManifest(i));
      }
      if (i == edits / 10 || i == edits) {
        System.out.printf("  after %d edits:", i);
        heap();
      }
    }
  }

  private static Change typed(FileId file, String text) {
    return new Change.InEditor(file, SourceText.of(text));
  }

  private static FileId file(int number) {
    return new FileId("/w/apps/team-" + number % 20 + "/app-" + number + ".yaml");
  }

  private static FileId policyFile(int number) {
    return new FileId("/w/policies/policy-" + number + ".yaml");
  }

  private void heap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    System.out.printf(
        "  live heap %.1f MB (%d files)%n",
        (runtime.totalMemory() - runtime.freeMemory()) / 1e6, shown.files().size());
  }
}
