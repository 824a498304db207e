package dev.ephor.lsp;

import dev.ephor.context.HostNames;
import dev.ephor.explain.Explanation;
import dev.ephor.explain.Explanations;
import dev.ephor.ide.hints.Hints;
import dev.ephor.ide.hover.WhyHover;
import dev.ephor.ide.lens.Lenses;
import dev.ephor.ide.view.View;
import dev.ephor.lsp.AnswerTimes.Asked;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import dev.ephor.workspace.WorkspacePolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How long explanations, the hints of values, the lenses and the hover that tell why take after a
 * letter was typed in a manifest. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.WhyBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class WhyBenchmark {

  private static final FileId POLICY = new FileId("/w/policies/values.yaml");
  private static final FileId MANIFEST = new FileId("/w/shop/m7.yaml");

  /** A policy with something to show: context, variables, a loop. */
  private static final String VALUES =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: values}
      spec:
        rules:
        - name: images
          match: {any: [{resources: {kinds: [Pod]}}]}
          context:
          - name: names
            variable: {jmesPath: "request.object.spec.containers[].name"}
          preconditions:
            all:
            - {key: "{{ request.operation }}", operator: Equals, value: CREATE}
          validate:
            message: "{{ names }} have no tag"
            foreach:
            - list: request.object.spec.containers
              deny:
                conditions:
                  any:
                  - {key: "{{ element.image }}", operator: NotEquals, value: "*:*"}
                  - {key: "{{ names | length(@) }}", operator: GreaterThan, value: 10}
      """;

  private WhyBenchmark() {}

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
    all.add(disk(POLICY.path(), VALUES));
    workspace.update(all);
    AnswerTimes.head(manifests, policies);
    print(workspace, "explain one policy", (in, file, at) -> explained(in, 5, 6), asked);
    print(workspace, "explain all policies", (in, file, at) -> explained(in, 0, policies), asked);
    print(workspace, "hints of values", (in, file, at) -> hints(in), asked);
    print(workspace, "lenses of why, policy", (in, file, at) -> lenses(in, POLICY), asked);
    print(workspace, "lenses of why, manifest", (in, file, at) -> lenses(in, MANIFEST), asked);
    print(
        workspace,
        "hover that tells why, policy",
        (in, file, at) -> WhyHover.at(view(in, POLICY), VALUES.indexOf("GreaterThan")).hashCode(),
        asked);
  }

  private static void print(Workspace workspace, String name, Asked what, int asked) {
    String typed = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    AnswerTimes.print(workspace, new Place(name, MANIFEST.path(), typed, what), asked);
  }

  private static Change disk(String file, String text) {
    return new Change.OnDisk(new FileId(file), SourceText.of(text));
  }

  private static int explained(Snapshot snapshot, int from, int to) {
    List<WorkspacePolicy> policies = snapshot.policies(Edition.TYPED, Cancellation.NEVER);
    Judged judged = snapshot.judged(MANIFEST, Cancellation.NEVER).get(0);
    int nodes = 0;
    for (WorkspacePolicy policy : policies.subList(from, to)) {
      for (Explanation one : Explanations.of(policy, judged, false)) {
        nodes += one.root().size();
      }
    }
    return nodes;
  }

  private static View view(Snapshot snapshot, FileId file) {
    LiveTests tests =
        new LiveTests(new Surroundings(Clock.systemUTC(), most -> 0, HostNames.OFFLINE));
    return new View(snapshot, tests, file, Cancellation.NEVER);
  }

  private static int hints(Snapshot snapshot) {
    return Hints.TABLE.stream()
        .filter(source -> source.name().equals(Hints.VALUES))
        .mapToInt(source -> source.source().of(view(snapshot, POLICY)).size())
        .sum();
  }

  private static int lenses(Snapshot snapshot, FileId file) {
    return Lenses.TABLE.stream()
        .filter(source -> source.name().equals("why"))
        .mapToInt(source -> source.source().of(view(snapshot, file)).size())
        .sum();
  }
}
