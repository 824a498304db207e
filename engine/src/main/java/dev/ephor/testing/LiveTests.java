package dev.ephor.testing;

import dev.ephor.rule.Finding;
import dev.ephor.testing.LiveResults.NamedPolicy;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a workspace, run whenever something that they read has changed and not otherwise.
 * Safe for any number of threads.
 */
public final class LiveTests {

  /** The names under which the reference looks for tests. */
  private static final List<String> NAMES = List.of("kyverno-test.yaml", "kyverno-test.yml");

  private static final LiveResults NONE = new LiveResults(List.of(), List.of(), Set.of(), Map.of());

  private final Surroundings surroundings;
  private final LoadedFiles loaded = new LoadedFiles();
  private final Map<FileId, LiveResults> known = new ConcurrentHashMap<>();

  /** The files of policies that each test names, or has named. */
  private final Map<FileId, Set<FileId>> named = new ConcurrentHashMap<>();

  private volatile @Nullable Kept<List<FileId>> testFiles;
  private volatile @Nullable Kept<Map<FileId, List<FileId>>> byPolicyFile;

  /** What was found in a snapshot, which it does not keep alive. */
  private record Kept<T>(WeakReference<Snapshot> snapshot, T found) {
    static <T> Kept<T> of(Snapshot snapshot, T found) {
      return new Kept<>(new WeakReference<>(snapshot), found);
    }

    boolean isOf(Snapshot other) {
      return snapshot.get() == other;
    }
  }

  public LiveTests(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether a file holds tests, as its name says. */
  public static boolean isTest(FileId file) {
    return NAMES.contains(file.path().substring(file.path().lastIndexOf('/') + 1));
  }

  /**
   * The results of a file's tests.
   *
   * @return nothing for a file that holds none
   */
  public LiveResults of(Snapshot snapshot, FileId file) {
    if (!isTest(file) || snapshot.text(file) == null) {
      return NONE;
    }
    LiveResults before = known.get(file);
    if (before != null && SnapshotFiles.holds(before.read(), snapshot)) {
      return before;
    }
    LiveResults results = run(snapshot, file);
    Set<FileId> policies = named.computeIfAbsent(file, one -> ConcurrentHashMap.newKeySet());
    results.policies().forEach(policy -> policies.add(policy.file()));
    known.put(file, results);
    return results;
  }

  /** The test files of a workspace, in order. Looks at the names of its files once. */
  List<FileId> testFiles(Snapshot snapshot) {
    Kept<List<FileId>> before = testFiles;
    if (before != null && before.isOf(snapshot)) {
      return before.found;
    }
    List<FileId> found = snapshot.files().stream().filter(LiveTests::isTest).toList();
    testFiles = Kept.of(snapshot, found);
    return found;
  }

  /**
   * The test files of a workspace that name a policy of each file. Runs tests that have not been
   * run.
   */
  public Map<FileId, List<FileId>> byPolicyFile(Snapshot snapshot, Cancellation cancellation) {
    Kept<Map<FileId, List<FileId>>> before = byPolicyFile;
    if (before != null && before.isOf(snapshot)) {
      return before.found;
    }
    Map<FileId, List<FileId>> found = new HashMap<>();
    for (FileId file : testFiles(snapshot)) {
      cancellation.check();
      of(snapshot, file).policies().stream()
          .map(NamedPolicy::file)
          .distinct()
          .forEach(named -> found.computeIfAbsent(named, one -> new ArrayList<>()).add(file));
    }
    byPolicyFile = Kept.of(snapshot, found);
    return found;
  }

  /**
   * The files about which the tests of a workspace may say something else than in an earlier
   * snapshot: test files of which something was changed that they read, and those of the policies
   * that they name or named. Whether somebody has asked in the meantime makes no difference.
   */
  public List<FileId> outdated(Snapshot earlier, Snapshot now) {
    for (FileId file : testFiles(now)) {
      if (!known.containsKey(file)) {
        of(now, file);
      }
    }
    Set<FileId> outdated = new TreeSet<>();
    known.forEach(
        (test, results) -> {
          boolean gone = now.text(test) == null && earlier.text(test) == null;
          if (!gone
              && (!SnapshotFiles.holds(results.read(), now)
                  || !SnapshotFiles.holds(results.read(), earlier))) {
            outdated.add(test);
            outdated.addAll(named.getOrDefault(test, Set.of()));
          }
        });
    return List.copyOf(outdated);
  }

  /** What a test reads. */
  SnapshotFiles files(Snapshot snapshot, FileId test) {
    return new SnapshotFiles(snapshot, test, loaded);
  }

  /** What is real in the world of tests. */
  Surroundings surroundings() {
    return surroundings;
  }

  private LiveResults run(Snapshot snapshot, FileId file) {
    List<LiveResult> results = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    Set<NamedPolicy> policies = new HashSet<>();
    Map<FileId, Object> read = new HashMap<>();
    read.put(file, java.util.Objects.requireNonNull(snapshot.text(file)));
    for (PlacedDocument document : snapshot.documents(file)) {
      TestDocument test = TestReader.read(document.yaml().root()).test();
      if (test == null || test.isDeprecated()) {
        continue; // the check of the document says what is wrong with it
      }
      SnapshotFiles files = new SnapshotFiles(snapshot, file, loaded);
      try {
        TestMaterial material = TestMaterial.of(test, files, surroundings);
        policies.addAll(policies(material, files));
        TestReport report = TestRun.run(test, test.results(), material, files);
        for (ResultRow row : report.rows()) {
          results.add(new LiveResult(span(document, row), row, related(row, files)));
        }
        for (TestProblem problem : report.problems()) {
          diagnostics.add(
              plain(
                  document, problem.place(), Severity.WARNING, problem.code(), problem.message()));
        }
        diagnostics.addAll(failures(document, report.rows(), files));
      } catch (TestFiles.Unreadable unreadable) {
        diagnostics.add(
            plain(
                document,
                document.yaml().root().place(Place.Part.VALUE),
                Severity.ERROR,
                "test-not-run",
                "This test cannot be run: " + unreadable.getMessage()));
      }
      read.putAll(files.read());
    }
    return new LiveResults(results, diagnostics, policies, read);
  }

  private static List<NamedPolicy> policies(TestMaterial material, SnapshotFiles files) {
    List<NamedPolicy> policies = new ArrayList<>();
    for (LoadedPolicy loaded : material.policies()) {
      PlacedDocument document = files.document(loaded.policy().document().source());
      if (document != null) {
        policies.add(new NamedPolicy(document.file(), document.start(), loaded.policy().name()));
      }
    }
    return policies;
  }

  private static List<Diagnostic> failures(
      PlacedDocument document, List<ResultRow> rows, SnapshotFiles files) {
    List<Diagnostic> failures = new ArrayList<>();
    for (ResultRow row : rows) {
      if (row.verdict() == ResultRow.Verdict.FAIL) {
        failures.add(
            new Diagnostic(
                span(document, row),
                Severity.ERROR,
                "test-failed",
                message(row),
                related(row, files),
                null));
      }
    }
    return failures;
  }

  private static String message(ResultRow row) {
    String rule = row.rule().isEmpty() ? "" : "/" + row.rule();
    String first = row.policy() + rule + " on " + row.resource() + ": " + row.reason();
    return row.message().isEmpty() ? first : first + "\n" + row.message().strip();
  }

  private static List<Diagnostic.Related> related(ResultRow row, SnapshotFiles files) {
    Map<Diagnostic.Related, Boolean> places = new LinkedHashMap<>();
    ResultRow.Evidence evidence = row.evidence();
    if (evidence != null) {
      for (Difference difference : evidence.differences()) {
        Value expected = difference.expected();
        if (expected != null) {
          add(files, expected.place(Place.Part.VALUE), "expected " + difference.path(), places);
        }
      }
      for (Finding finding : evidence.outcome().findings()) {
        add(files, finding.clause(), "the policy's clause", places);
        add(files, finding.manifest(), "in the resource", places);
      }
    }
    return List.copyOf(places.keySet());
  }

  private static void add(
      SnapshotFiles files, Place place, String what, Map<Diagnostic.Related, Boolean> places) {
    PlacedDocument document = files.document(place.source());
    if (document != null) {
      places.put(new Diagnostic.Related(document.file(), document.span(place), what), true);
    }
  }

  private static Diagnostic plain(
      PlacedDocument document, Place place, Severity severity, String code, String message) {
    return new Diagnostic(document.span(place), severity, code, message, List.of(), null);
  }

  /** The name of the row's resource in the expectation, or else the expected result. */
  private static Span span(PlacedDocument document, ResultRow row) {
    Value found = row.expected().node().child("result");
    if (row.expected().node().child("resources") instanceof ListValue names) {
      for (Value name : names.values()) {
        String text = name.asString();
        if (text != null && row.resource().endsWith("/" + text)) {
          found = name;
        }
      }
    }
    @Nullable Value shown = found;
    return document.span(
        shown == null
            ? row.expected().node().place(Place.Part.VALUE)
            : shown.place(Place.Part.VALUE));
  }
}
