package dev.ephor.lsp;

import dev.ephor.ide.completion.Completions;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long an answer takes after a letter was typed: from {@code Workspace.update} with a text that
 * was never there before to the ranked proposals, on one thread. How to run it is in
 * docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.CompletionBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class CompletionBenchmark {

  /**
   * A place to type at.
   *
   * @param file the file that is edited
   * @param text its text; {@code ‸} is the cursor, {@code #} a number that changes each time
   */
  private record Place(String name, String file, String text) {}

  private static final String RULE =
      "apiVersion: kyverno.io/v1\n"
          + "kind: ClusterPolicy\n"
          + "metadata: {name: policy-5}\n"
          + "spec:\n"
          + "  rules:\n"
          + "    - name: check\n"
          + "      match: {any: [{resources: {kinds: [Deployment]}}]}\n"
          + "      validate:\n"
          + "        message: no #\n";

  private CompletionBenchmark() {}

  public static void main(String[] args) {
    int manifests = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int policies = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int asked = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    Workspace workspace = new Workspace();
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      all.add(change("/w/policies/p" + i + ".yaml", Shop.policy(i)));
    }
    for (int i = 0; i < manifests; i++) {
      all.add(change("/w/shop/m" + i + ".yaml", Shop.manifest(i)));
    }
    workspace.update(all);
    System.out.printf(
        Locale.ROOT,
        "%d manifests, %d policies, ms%n%-32s p50 / p95 / p99 (of the processor)%n",
        manifests,
        policies,
        "");
    for (Place place : places()) {
      measure(workspace, place, asked); // warms up
      Times times = measure(workspace, place, asked);
      System.out.printf(
          Locale.ROOT, "%-32s %s (%s)%n", place.name, shown(times.wall), shown(times.processor));
    }
  }

  private static List<Place> places() {
    String manifest = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    String pattern = RULE + "        pattern:\n          spec:\n            ";
    return List.of(
        new Place(
            "field of a container",
            "/w/shop/m7.yaml",
            manifest.replace("          env:", "          im‸\n          env:")),
        new Place(
            "key of a label",
            "/w/shop/m7.yaml",
            manifest.replace("  labels:\n    app", "  labels:\n    te‸\n    app")),
        new Place(
            "value of a label",
            "/w/shop/m7.yaml",
            manifest.replace("  labels:\n    app: shop-7", "  labels:\n    team1: ‸")),
        new Place("field in a pattern", "/w/policies/p5.yaml", pattern + "te‸"),
        new Place(
            "field below an anchor", "/w/policies/p5.yaml", pattern + "template: {spec: {=(‸"),
        new Place(
            "kind of a match",
            "/w/policies/p5.yaml",
            RULE.replace("kinds: [Deployment]", "kinds: [St‸]")),
        new Place(
            "object in a filter",
            "/w/policies/p5.yaml",
            RULE.replace("kinds: [Deployment]", "kinds: [Deployment], names: [‸]")),
        new Place(
            "expression in a message",
            "/w/policies/p5.yaml",
            RULE.replace("no #", "\"no # {{ request.object.spec.te‸\"")),
        new Place(
            "policy in a test",
            "/w/tests/kyverno-test.yaml",
            "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t#}\n"
                + "results:\n  - policy: ‸\n"),
        new Place(
            "resource in a test",
            "/w/tests/kyverno-test.yaml",
            "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t#}\n"
                + "results:\n  - policy: policy-5\n    resources: [‸]\n"));
  }

  /** What some questions took, in milliseconds. */
  private record Times(double[] wall, double[] processor) {}

  private static Times measure(Workspace workspace, Place place, int asked) {
    Times times = new Times(new double[asked], new double[asked]);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < asked; i++) {
      String text = place.text.replace("#", String.valueOf(number++));
      int cursor = text.indexOf('‸');
      Change edit = change(place.file, text.replace("‸", ""));
      long start = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      Snapshot snapshot = workspace.update(List.of(edit));
      int found = Completions.at(snapshot, new FileId(place.file), cursor).size();
      times.processor[i] = (threads.getCurrentThreadCpuTime() - used) / 1e6;
      times.wall[i] = (System.nanoTime() - start) / 1e6;
      if (found == 0) {
        throw new IllegalStateException("nothing is proposed for " + place.name);
      }
    }
    return times;
  }

  private static int number = 10;

  private static Change change(String file, String text) {
    return new Change.InEditor(new FileId(file), SourceText.of(text));
  }

  private static String shown(double[] times) {
    Arrays.sort(times);
    return String.format(
        Locale.ROOT, "%.2f / %.2f / %.2f", at(times, 0.5), at(times, 0.95), at(times, 0.99));
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
  }
}
