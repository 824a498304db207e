package dev.ephor.testing;

import dev.ephor.policy.Policy;
import dev.ephor.testing.LiveResults.NamedPolicy;
import dev.ephor.value.Source;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The test to which a case of a policy belongs: the nearest that is about the policy, or a new one.
 *
 * @param file the test's file
 * @param document where it stands in it; null for a new one
 * @param test what it says
 * @param text of a new one, to the line before its results; empty otherwise
 */
record CaseHome(FileId file, @Nullable PlacedDocument document, TestDocument test, String text) {

  static CaseHome of(
      Snapshot snapshot,
      LiveTests tests,
      PlacedDocument placed,
      Policy policy,
      Cancellation cancellation) {
    NamedPolicy self = new NamedPolicy(placed.file(), placed.start(), policy.name());
    List<FileId> covering =
        new ArrayList<>(
            tests.byPolicyFile(snapshot, cancellation).getOrDefault(placed.file(), List.of()));
    covering.sort(
        java.util.Comparator.comparingInt((FileId test) -> distance(placed.file(), test))
            .thenComparing(test -> test));
    for (FileId test : covering) {
      if (!tests.of(snapshot, test).policies().contains(self)) {
        continue;
      }
      for (PlacedDocument document : snapshot.documents(test)) {
        TestDocument read = TestReader.read(document.yaml().root()).test();
        boolean about =
            read != null
                && !read.isDeprecated()
                && read.results().stream()
                    .anyMatch(result -> result.policyName().equals(policy.name()));
        if (read != null && about) {
          return new CaseHome(test, document, read, "");
        }
      }
    }
    return fresh(snapshot, placed.file(), policy);
  }

  /** How many folders lie between two files. */
  private static int distance(FileId one, FileId other) {
    String[] a = one.path().split("/", -1);
    String[] b = other.path().split("/", -1);
    int same = 0;
    while (same < a.length - 1 && same < b.length - 1 && a[same].equals(b[same])) {
      same++;
    }
    return a.length + b.length - 2 * same;
  }

  /** {@code tests/POLICY/kyverno-test.yaml} beside the policy. */
  private static CaseHome fresh(Snapshot snapshot, FileId policyFile, Policy policy) {
    String folder = "tests/" + policy.name();
    FileId file = policyFile.resolve(folder + "/kyverno-test.yaml");
    for (int i = 2; snapshot.text(file) != null; i++) {
      file = policyFile.resolve(folder + "-" + i + "/kyverno-test.yaml");
    }
    String name = policyFile.path().substring(policyFile.path().lastIndexOf('/') + 1);
    String text =
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata:
          name: %s
        policies:
          - ../../%s
        """
            .formatted(policy.name(), name);
    TestDocument test =
        TestReader.read(YamlParser.parse(new Source("new test"), text + "results: []\n").root())
            .test();
    return new CaseHome(file, null, Objects.requireNonNull(test), text);
  }

  /**
   * The file into which more resources are put: one that the test names and that lies beside it or
   * below; null where there is none.
   */
  @Nullable FileId resources(Snapshot snapshot) {
    FileId folder = file.parent();
    String start = folder == null ? "/" : folder.path() + "/";
    for (String path : test.resources()) {
      FileId named = file.resolve(path);
      if (named.path().startsWith(start)
          && snapshot.text(named) != null
          && !snapshot.documents(named).isEmpty()) {
        return named;
      }
    }
    return null;
  }

  /** A name for a file beside the test that no file has. */
  String free(Snapshot snapshot, String name) {
    String candidate = name + ".yaml";
    for (int i = 2; snapshot.text(file.resolve(candidate)) != null; i++) {
      candidate = name + "-" + i + ".yaml";
    }
    return candidate;
  }
}
