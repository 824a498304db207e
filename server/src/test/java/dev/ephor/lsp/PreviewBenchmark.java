package dev.ephor.lsp;

import dev.ephor.context.HostNames;
import dev.ephor.ide.lens.Lenses;
import dev.ephor.ide.view.View;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.preview.PolicyPreview;
import dev.ephor.preview.Previews;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How long previews take after a letter was typed in a manifest, and after one in a policy that
 * changes it; a tenth of the policies change manifests. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.PreviewBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class PreviewBenchmark {

  private static final String MUTATING =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: change-%d}
      spec:
        rules:
          - name: label
            match: {any: [{resources: {kinds: [Deployment]}}]}
            mutate: {patchStrategicMerge: {metadata: {labels: {label-%d: "a"}}}}
      """;

  private PreviewBenchmark() {}

  public static void main(String[] args) {
    int manifests = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int policies = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int asked = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    Workspace workspace = new Workspace();
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      all.add(disk("/w/policies/p" + i + ".yaml", i % 10 == 5 ? mutating(i) : Shop.policy(i)));
    }
    for (int i = 0; i < manifests; i++) {
      all.add(disk("/w/shop/m" + i + ".yaml", Shop.manifest(i)));
    }
    workspace.update(all);
    AnswerTimes.head(manifests, policies);
    String manifest = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    AnswerTimes.print(
        workspace,
        new Place("preview, an edit in it", "/w/shop/m7.yaml", manifest, (in, f, at) -> lines(in)),
        asked);
    AnswerTimes.print(
        workspace,
        new Place("lenses, an edit in it", "/w/shop/m7.yaml", manifest, (in, f, at) -> lenses(in)),
        asked);
    String policy = mutating(5).replace("\"a\"", "\"a#\"");
    AnswerTimes.print(
        workspace,
        new Place(
            "preview, an edit in a policy",
            "/w/policies/p5.yaml",
            policy,
            (in, f, at) -> lines(in)),
        asked);
    AnswerTimes.print(
        workspace,
        new Place(
            "the policy's over all manifests",
            "/w/policies/p5.yaml",
            policy,
            (in, f, at) ->
                PolicyPreview.of(in, "ClusterPolicy change-5", false, Cancellation.NEVER)
                    .map(preview -> preview.files().size())
                    .orElse(0)),
        Math.min(asked, 10));
  }

  private static String mutating(int i) {
    return MUTATING.formatted(i, i);
  }

  private static Change disk(String file, String text) {
    return new Change.OnDisk(new FileId(file), SourceText.of(text));
  }

  private static int lines(Snapshot snapshot) {
    return (int)
        Previews.of(snapshot, new FileId("/w/shop/m7.yaml"), false, Cancellation.NEVER)
            .orElseThrow()
            .lines()
            .stream()
            .filter(line -> !line.rules().isEmpty())
            .count();
  }

  private static int lenses(Snapshot snapshot) {
    View view =
        new View(
            snapshot,
            new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE)),
            new FileId("/w/shop/m7.yaml"),
            Cancellation.NEVER);
    return Lenses.TABLE.stream()
        .filter(source -> source.name().equals("previews"))
        .mapToInt(source -> source.source().of(view).size())
        .sum();
  }
}
