package dev.ephor.lsp;

import dev.ephor.lint.PolicyLints;
import dev.ephor.lsp.AnswerTimes.Asked;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What lints add to an edit: which other files are affected, and the findings of all of them. The
 * policies of the shop are made of five patterns, so nearly each is shadowed by another. How to run
 * it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.LintBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class LintBenchmark {

  private final PolicyLints lints = new PolicyLints();
  private Snapshot last;

  private LintBenchmark(Workspace workspace) {
    last = workspace.current();
    for (FileId file : last.files()) {
      lints.diagnostics(last, file);
    }
  }

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
    LintBenchmark benchmark = new LintBenchmark(workspace);
    AnswerTimes.head(manifests, policies);
    Asked added = (in, file, at) -> benchmark.added(in, file);
    AnswerTimes.print(
        workspace,
        new Place(
            "an edit in a manifest",
            "/w/shop/m7.yaml",
            Shop.manifest(7).replace("replicas: 2", "replicas: #"),
            added),
        asked);
    AnswerTimes.print(
        workspace,
        new Place(
            "a message of a policy",
            "/w/policies/p5.yaml",
            Shop.policy(5).replace("is the number", "is # the number"),
            added),
        asked);
    AnswerTimes.print(
        workspace,
        new Place(
            "the pattern of a policy",
            "/w/policies/p5.yaml",
            Shop.policy(5).replace("\"?*\"", "\"?*#|s*\""),
            added),
        asked);
  }

  /** How many files were looked at. */
  private int added(Snapshot now, FileId edited) {
    Set<FileId> files = new LinkedHashSet<>(lints.affected(last, now));
    files.add(edited);
    files.forEach(file -> lints.diagnostics(now, file));
    last = now;
    return files.size();
  }

  private static Change disk(String file, String text) {
    return new Change.OnDisk(new FileId(file), SourceText.of(text));
  }
}
