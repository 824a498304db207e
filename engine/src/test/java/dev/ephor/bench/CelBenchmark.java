package dev.ephor.bench;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyReader;
import dev.ephor.text.SourceText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import dev.ephor.yaml.YamlParser;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What policies in CEL cost: making one ready, judging a resource once everything is warm, and an
 * edit inside an expression over many manifests. {@code docs/benchmarks.md} has the figures.
 */
public final class CelBenchmark {

  private static final int POLICIES = 40;
  private static final int ROUNDS = 60;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Facts NOTHING_KNOWN =
      GivenWorld.ofApply(
          ValuesFile.NONE, List.of(), Clock.systemUTC(), bound -> 0, HostNames.OFFLINE);

  private CelBenchmark() {}

  /** Runs all; the argument is the number of manifests, by default 1000. */
  public static void main(String[] arguments) {
    int manifests = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
    prepare();
    judge(manifests);
    edit(manifests);
  }

  private static void prepare() {
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < POLICIES; i++) {
        prepared(CelCorpus.policy(1000 * (round + 1) + i));
      }
      System.out.printf(
          "making a policy ready, round %d: %.2f ms%n",
          round, (System.nanoTime() - start) / 1e6 / POLICIES);
    }
  }

  private static void judge(int manifests) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < manifests; i++) {
      resources.add(Resource.of(parsed(Corpus.manifest(i))));
    }
    for (int shape = 0; shape < 4; shape++) {
      PreparedPolicy policy = prepared(CelCorpus.policy(shape));
      List<Resource> matched =
          resources.stream()
              .filter(
                  resource ->
                      policy.mayMatch(resource.type()) && !judged(policy, resource).isEmpty())
              .toList();
      double[] micros = new double[ROUNDS];
      for (int round = -ROUNDS; round < ROUNDS; round++) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (Resource resource : matched) {
          judged(policy, resource);
        }
        if (round >= 0) {
          micros[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / matched.size();
        }
      }
      Arrays.sort(micros);
      System.out.printf(
          "shape %d, %d resources: median %.2f, p95 %.2f microseconds of the processor a rule and"
              + " resource%n",
          shape, matched.size(), micros[ROUNDS / 2], micros[ROUNDS * 95 / 100]);
    }
  }

  private static List<?> judged(PreparedPolicy policy, Resource resource) {
    return PolicyEngine.judge(policy, resource, AdmissionRequest.CREATE, NOTHING_KNOWN);
  }

  private static void edit(int manifests) {
    Workspace workspace = new Workspace();
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < POLICIES; i++) {
      changes.add(new Change.OnDisk(policyFile(i), SourceText.of(CelCorpus.policy(i))));
    }
    for (int i = 0; i < manifests; i++) {
      changes.add(
          new Change.OnDisk(
              new FileId("/w/app-" + i + ".yaml"), SourceText.of(Corpus.manifest(i))));
    }
    long begin = System.nanoTime();
    Snapshot shown = workspace.update(changes);
    int diagnostics = 0;
    for (FileId file : shown.files()) {
      diagnostics += shown.diagnostics(file, Cancellation.NEVER).size();
    }
    System.out.printf(
        "%d manifests x %d CEL policies: first full result %.0f ms, %d diagnostics%n",
        manifests, POLICIES, (System.nanoTime() - begin) / 1e6, diagnostics);
    double[] millis = new double[ROUNDS];
    for (int round = -ROUNDS / 2; round < ROUNDS; round++) {
      int number = Math.floorMod(round, POLICIES);
      String text =
          CelCorpus.policy(number)
              .replace("':latest'", "':latest" + round + "'")
              .replace("(true) == false", "(true) != true && " + (round + 100) + " > 1")
              .replace("!= ''", "!= 'x" + round + "'")
              .replace("'ExternalName'", "'ExternalName', 'T" + round + "'");
      long start = System.nanoTime();
      Snapshot before = shown;
      shown =
          workspace.update(List.of(new Change.InEditor(policyFile(number), SourceText.of(text))));
      for (FileId file : shown.affectedSince(before)) {
        diagnostics += shown.diagnostics(file, Cancellation.NEVER).size();
      }
      if (round >= 0) {
        millis[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        "edit in an expression: p50 %.1f  p95 %.1f  max %.1f ms (%d diagnostics in all)%n",
        millis[ROUNDS / 2], millis[ROUNDS * 95 / 100], millis[ROUNDS - 1], diagnostics);
  }

  private static FileId policyFile(int number) {
    return new FileId("/w/policies/cel-" + number + ".yaml");
  }

  private static PreparedPolicy prepared(String policy) {
    return PreparedPolicy.of(PolicyReader.read(parsed(policy)).policy());
  }

  private static MapValue parsed(String text) {
    return (MapValue) YamlParser.parse(new Source("manifest"), text).root();
  }
}
