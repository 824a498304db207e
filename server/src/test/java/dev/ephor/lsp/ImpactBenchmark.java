package dev.ephor.lsp;

import dev.ephor.context.HostNames;
import dev.ephor.ide.lens.Lenses;
import dev.ephor.ide.view.View;
import dev.ephor.lsp.AnswerTimes.Asked;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the lenses of a policy take after a letter was typed in a manifest, and after one in the
 * policy itself, where they say what flips since it was saved. How to run it is in
 * docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.ImpactBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class ImpactBenchmark {

  private ImpactBenchmark() {}

  public static void main(String[] args) {
    int manifests = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int policies = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int asked = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    Workspace workspace = new Workspace();
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      all.add(disk("/w/policies/p" + i + ".yaml", Shop.policy(i)));
    }
    for (int i = 0; i < manifests; i++) {
      all.add(disk("/w/shop/m" + i + ".yaml", Shop.manifest(i)));
    }
    workspace.update(all);
    AnswerTimes.head(manifests, policies);
    Asked whole = (in, file, at) -> lenses(in, new FileId("/w/policies.yaml"));
    Asked lenses = (in, file, at) -> lenses(in, new FileId("/w/policies/p5.yaml"));
    AnswerTimes.print(
        workspace,
        new Place(
            "lenses, an edit in a manifest",
            "/w/shop/m7.yaml",
            Shop.manifest(7).replace("replicas: 2", "replicas: #"),
            lenses),
        asked);
    AnswerTimes.print(
        workspace,
        new Place(
            "lenses and flips, in the policy",
            "/w/policies/p5.yaml",
            Shop.policy(5).replace("\"?*\"", "\"?*#|s*\""),
            lenses),
        asked);
    List<Change> together = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < policies; i++) {
      together.add(new Change.Removed(new FileId("/w/policies/p" + i + ".yaml")));
      together.add(new Change.ClosedInEditor(new FileId("/w/policies/p" + i + ".yaml")));
      text.append("---\n").append(Shop.policy(i));
    }
    together.add(disk("/w/policies.yaml", text.toString()));
    workspace.update(together);
    AnswerTimes.print(
        workspace,
        new Place(
            "all policies in one file, a manifest",
            "/w/shop/m7.yaml",
            Shop.manifest(7).replace("replicas: 2", "replicas: #"),
            whole),
        asked);
    AnswerTimes.print(
        workspace,
        new Place(
            "all policies in one file, a policy",
            "/w/policies.yaml",
            text.toString().replace("team5: \"?*\"", "team5: \"?*#|s*\""),
            whole),
        asked);
  }

  private static Change disk(String file, String text) {
    return new Change.OnDisk(new FileId(file), SourceText.of(text));
  }

  private static int lenses(dev.ephor.workspace.Snapshot snapshot, FileId file) {
    View view =
        new View(
            snapshot,
            new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE)),
            file,
            Cancellation.NEVER);
    return Lenses.TABLE.stream()
        .filter(source -> source.name().equals("impact"))
        .mapToInt(source -> source.source().of(view).size())
        .sum();
  }
}
