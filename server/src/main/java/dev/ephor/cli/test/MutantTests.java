package dev.ephor.cli.test;

import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.testing.ExpectedResult;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.Surroundings;
import dev.ephor.testing.TestDocument;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.testing.mutant.CoveringTest;
import dev.ephor.testing.mutant.MutantReport;
import dev.ephor.testing.mutant.MutantRun;
import dev.ephor.value.MapValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies that tests are about, each changed in small ways.
 *
 * @param reports of each policy, in the order in which tests name them
 * @param warnings what could not be tried at all
 */
record MutantTests(List<MutantReport> reports, List<String> warnings) {

  MutantTests {
    reports = List.copyOf(reports);
    warnings = List.copyOf(warnings);
  }

  /** A policy and the tests that expect something of it. */
  private record Covered(LoadedPolicy policy, List<CoveringTest> tests) {}

  static MutantTests of(
      List<TestCase> tests,
      Selector selected,
      ReadFiles files,
      Surroundings surroundings,
      int most) {
    // Time stands still and chance is steady, so that a difference is the change's.
    Surroundings steady =
        new Surroundings(
            Clock.fixed(surroundings.clock().instant(), surroundings.clock().getZone()),
            bound -> 0,
            surroundings.hosts(),
            surroundings.images());
    List<String> warnings = new ArrayList<>();
    IdentityHashMap<MapValue, Covered> known = new IdentityHashMap<>();
    List<Covered> ordered = new ArrayList<>();
    for (TestCase testCase : tests) {
      TestDocument test = testCase.test();
      if (test == null || test.isDeprecated()) {
        continue;
      }
      SuiteFiles suite = new SuiteFiles(testCase.folder(), files);
      CoveringTest covering = new CoveringTest(testCase.file().toString(), test, suite, steady);
      try {
        for (LoadedPolicy policy : policies(test, suite).values()) {
          if (test.results().stream().anyMatch(one -> concerns(one, policy, selected))) {
            known
                .computeIfAbsent(
                    policy.policy().document(),
                    document -> {
                      Covered covered = new Covered(policy, new ArrayList<>());
                      ordered.add(covered);
                      return covered;
                    })
                .tests
                .add(covering);
          }
        }
      } catch (Unreadable unreadable) {
        warnings.add(testCase.file() + ": " + unreadable.getMessage());
      }
    }
    List<MutantReport> reports = new ArrayList<>();
    for (Covered covered : ordered) {
      ManifestDocument document = files.document(covered.policy.policy().document().source());
      if (document == null || document.root() != covered.policy.policy().document()) {
        warnings.add(
            covered.policy.policy().name()
                + ": stands in a list and is not changed. Put it into a document of its own.");
      } else {
        reports.add(MutantRun.of(document.document(), covered.policy, covered.tests, most));
      }
    }
    return new MutantTests(reports, warnings);
  }

  /** Each policy once, however many of the test's paths lead to it. */
  private static Map<MapValue, LoadedPolicy> policies(TestDocument test, SuiteFiles suite)
      throws Unreadable {
    Map<MapValue, LoadedPolicy> policies = new LinkedHashMap<>();
    for (String path : test.policies()) {
      for (LoadedPolicy policy : suite.policies(path)) {
        policies.putIfAbsent(policy.policy().document(), policy);
      }
    }
    return policies;
  }

  private static boolean concerns(ExpectedResult expected, LoadedPolicy policy, Selector selected) {
    return expected.policyName().equals(policy.policy().name())
        && selected.select(expected) != null;
  }

  int killed() {
    return reports.stream().mapToInt(MutantReport::killed).sum();
  }

  int tried() {
    return reports.stream().mapToInt(MutantReport::tried).sum();
  }

  /** How many of a hundred changes are noticed, rounded down; 100 where none could be tried. */
  int score() {
    return tried() == 0 ? 100 : (int) (killed() * 100L / tried());
  }
}
