package dev.ephor.lsp;

import dev.ephor.context.HostNames;
import dev.ephor.ide.action.Actions;
import dev.ephor.ide.hints.Hints;
import dev.ephor.ide.lens.Lenses;
import dev.ephor.ide.view.View;
import dev.ephor.lsp.AnswerTimes.Asked;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.NewCase;
import dev.ephor.testing.NewCases;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How long lenses, hints and actions of tests take after a letter was typed, where every policy has
 * a test of ten resources. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.TestsBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class TestsBenchmark {

  private static final LiveTests TESTS =
      new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE));

  private TestsBenchmark() {}

  public static void main(String[] args) {
    int manifests = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int policies = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int asked = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    Workspace workspace = new Workspace();
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      all.add(disk("/w/policies/p" + i + ".yaml", Shop.policy(i)));
      all.add(disk("/w/tests/p" + i + "/kyverno-test.yaml", test(i)));
      StringBuilder resources = new StringBuilder();
      for (int j = 0; j < 10; j++) {
        resources.append("---\n").append(Shop.manifest(j));
      }
      all.add(disk("/w/tests/p" + i + "/resources.yaml", resources.toString()));
    }
    for (int i = 0; i < manifests; i++) {
      all.add(disk("/w/shop/m" + i + ".yaml", Shop.manifest(i)));
    }
    workspace.update(all);
    AnswerTimes.head(manifests, policies);
    String manifest = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    String policy = Shop.policy(5).replace("\"?*\"", "\"?*#|s*\"");
    String test = test(5).replace("name: t", "name: t#");
    FileId policyFile = new FileId("/w/policies/p5.yaml");
    FileId testFile = new FileId("/w/tests/p5/kyverno-test.yaml");
    Asked lenses = (in, file, at) -> lenses(in, file);
    Asked ofPolicy = (in, file, at) -> lenses(in, policyFile);
    print(
        workspace, "policy's lenses, in a manifest", "/w/shop/m7.yaml", manifest, ofPolicy, asked);
    print(workspace, "policy's lenses, in the policy", policyFile.path(), policy, lenses, asked);
    print(workspace, "test's lenses, in the test", testFile.path(), test, lenses, asked);
    print(
        workspace,
        "test's hints, in its policy",
        policyFile.path(),
        policy,
        (in, file, at) -> Hints.TABLE.get(0).source().of(view(in, testFile)).size(),
        asked);
    print(
        workspace,
        "actions of tests, in a manifest",
        "/w/shop/m7.yaml",
        manifest,
        (in, file, at) -> actions(in, file, 5),
        asked);
    print(
        workspace,
        "a near-miss, in a manifest",
        "/w/shop/m7.yaml",
        manifest,
        (in, file, at) -> nearMiss(in, policyFile, file),
        asked);
  }

  private static void print(
      Workspace workspace, String name, String file, String text, Asked feature, int asked) {
    AnswerTimes.print(workspace, new Place(name, file, text, feature), asked);
  }

  private static String test(int policy) {
    StringBuilder text = new StringBuilder();
    text.append("apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t}\n");
    text.append("policies: [../../policies/p").append(policy).append(".yaml]\n");
    text.append("resources: [resources.yaml]\nresults:\n");
    for (int i = 0; i < 10; i++) {
      String name = Shop.manifest(i).replaceFirst("(?s).*?\\n  name: (\\S+).*", "$1");
      text.append("- policy: policy-").append(policy).append("\n  rule: check\n  resources: [");
      text.append(name).append("]\n  kind: Deployment\n  result: pass\n");
    }
    return text.toString();
  }

  private static Change disk(String file, String text) {
    return new Change.OnDisk(new FileId(file), SourceText.of(text), List.of());
  }

  private static View view(Snapshot snapshot, FileId file) {
    return new View(snapshot, TESTS, file, Cancellation.NEVER);
  }

  private static int lenses(Snapshot snapshot, FileId file) {
    return Lenses.TABLE.stream()
        .filter(source -> source.name().equals("tests"))
        .mapToInt(source -> source.source().of(view(snapshot, file)).size())
        .sum();
  }

  private static int actions(Snapshot snapshot, FileId file, int at) {
    return Actions.TABLE.stream()
        .filter(source -> source.name().equals("cases"))
        .mapToInt(source -> source.source().at(view(snapshot, file), Span.at(at)).size())
        .sum();
  }

  private static int nearMiss(Snapshot snapshot, FileId policy, FileId manifest) {
    NewCases cases =
        new NewCases(snapshot, TESTS, snapshot.documents(policy).get(0), Cancellation.NEVER);
    return cases.nearMiss(snapshot.documents(manifest).get(0), "")
            instanceof NewCase.Written written
        ? written.edits().size()
        : 0;
  }
}
