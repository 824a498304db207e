package dev.ephor.testing.mutant;

import dev.ephor.testing.ExpectedResult;
import dev.ephor.testing.LoadedPolicy;
import dev.ephor.testing.PolicyDocuments;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.testing.TestMaterial;
import dev.ephor.testing.TestRun;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes a policy in many small ways and runs its tests on each. */
public final class MutantRun {

  private final YamlDocument document;
  private final LoadedPolicy policy;
  private final boolean alone;
  private final List<Baseline> tests = new ArrayList<>();

  private MutantRun(YamlDocument document, LoadedPolicy policy) {
    this.document = document;
    this.policy = policy;
    this.alone = !ChangedPolicy.changes(policy);
  }

  /**
   * A test, the expectations of it that may notice something, and those that fail already.
   *
   * @param failing what {@link #key} gives of their rows
   */
  private record Baseline(
      CoveringTest test, List<ExpectedResult> expected, Set<List<Object>> failing) {}

  /** What came of a change. */
  private enum Fate {
    KILLED,
    SURVIVED,
    DROPPED
  }

  /**
   * Tries the changes of a policy, on all cores.
   *
   * @param policy as the tests load it; its document is the root of {@code document}
   * @param covering the tests that name it
   * @param most how many changes are tried; of more, every so manieth
   */
  public static MutantReport of(
      YamlDocument document, LoadedPolicy policy, List<CoveringTest> covering, int most) {
    MutantRun run = new MutantRun(document, policy);
    List<String> names = covering.stream().map(CoveringTest::name).toList();
    String problem = policy.refusal() == null ? "" : "the policy is refused: " + policy.refusal();
    for (CoveringTest test : covering) {
      try {
        run.tests.add(run.baseline(test));
      } catch (Unreadable unreadable) {
        problem = test.name() + " cannot be run: " + unreadable.getMessage();
      }
    }
    int failing = run.tests.stream().mapToInt(test -> test.failing.size()).sum();
    if (!problem.isEmpty()) {
      return new MutantReport(
          policy.policy().name(), document, names, 0, List.of(), 0, 0, failing, problem);
    }
    List<Mutant> all = Mutants.of(document);
    List<Mutant> tried = some(all, most);
    Map<Mutant, Fate> fates = run.fates(tried);
    int killed = (int) fates.values().stream().filter(fate -> fate == Fate.KILLED).count();
    int dropped = (int) fates.values().stream().filter(fate -> fate == Fate.DROPPED).count();
    List<Mutant> survivors =
        tried.stream().filter(mutant -> fates.get(mutant) == Fate.SURVIVED).toList();
    return new MutantReport(
        policy.policy().name(),
        document,
        names,
        killed,
        survivors,
        dropped,
        all.size() - tried.size(),
        failing,
        "");
  }

  /** Evenly spread over the text, so that no rule is left out. */
  private static List<Mutant> some(List<Mutant> all, int most) {
    if (all.size() <= most) {
      return all;
    }
    List<Mutant> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * all.size() / most)));
    }
    return some;
  }

  /** Changes that leave the same document are judged once. */
  private Map<Mutant, Fate> fates(List<Mutant> mutants) {
    Map<Value, List<Mutant>> byDocument = new LinkedHashMap<>();
    Map<Mutant, Fate> fates = new LinkedHashMap<>();
    for (Mutant mutant : mutants) {
      Value root = changed(mutant);
      if (root == null || root.equals(document.root())) {
        fates.put(mutant, Fate.DROPPED);
      } else {
        byDocument.computeIfAbsent(root, one -> new ArrayList<>()).add(mutant);
      }
    }
    Map<Mutant, Fate> judged = new LinkedHashMap<>();
    byDocument.entrySet().parallelStream()
        .map(entry -> Map.entry(entry.getValue(), fate(entry.getKey())))
        .toList()
        .forEach(
            entry -> {
              List<Mutant> same = entry.getKey();
              judged.put(same.get(0), entry.getValue());
              same.subList(1, same.size()).forEach(other -> judged.put(other, Fate.DROPPED));
            });
    fates.putAll(judged);
    return fates;
  }

  /** The document with a change; null where it is no YAML any more. */
  private @Nullable Value changed(Mutant mutant) {
    YamlDocument other = YamlParser.parse(new Source("changed"), mutant.applied(document.text()));
    boolean broken =
        other.problems().stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
    return broken ? null : other.root();
  }

  private Fate fate(Value root) {
    PolicyDocuments read = PolicyDocuments.of(List.of(root));
    if (read.error() != null || read.policies().size() != 1) {
      return Fate.DROPPED;
    }
    LoadedPolicy other = read.policies().get(0);
    boolean compiles = other.prepared().errors().size() <= policy.prepared().errors().size();
    if (other.refusal() != null || !compiles || other.prepared().refusal().isPresent()) {
      return Fate.DROPPED;
    }
    int refusing = 0;
    for (Baseline baseline : tests) {
      try {
        if (!baseline.failing.containsAll(failing(baseline.test, baseline.expected, other))) {
          return Fate.KILLED;
        }
      } catch (Unreadable refused) {
        // The reference stops at such a policy: it is none.
        refusing++;
      }
    }
    return refusing == 0 ? Fate.SURVIVED : Fate.DROPPED;
  }

  private Baseline baseline(CoveringTest test) throws Unreadable {
    List<ExpectedResult> expected =
        alone
            ? test.test().results().stream()
                .filter(one -> one.policyName().equals(policy.policy().name()))
                .toList()
            : test.test().results();
    return new Baseline(test, expected, failing(test, expected, policy));
  }

  /** The expectations that fail where a policy stands for the one that is changed. */
  private Set<List<Object>> failing(
      CoveringTest test, List<ExpectedResult> expected, LoadedPolicy other) throws Unreadable {
    ChangedPolicy files = new ChangedPolicy(test.files(), (MapValue) document.root(), other, alone);
    TestMaterial material = TestMaterial.of(test.test(), files, test.surroundings());
    Set<List<Object>> failing = new HashSet<>();
    for (ResultRow row : TestRun.run(test.test(), expected, material, files).rows()) {
      if (row.verdict() == Verdict.FAIL) {
        failing.add(key(row));
      }
    }
    return failing;
  }

  private static List<Object> key(ResultRow row) {
    return List.of(row.expected().node().node(), row.resource());
  }
}
