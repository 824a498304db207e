package dev.ephor.lsp;

import dev.ephor.ide.completion.Completions;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.workspace.Workspace;
import java.util.List;

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
    workspace.update(FeaturesBenchmark.shop(manifests, policies));
    AnswerTimes.head(manifests, policies);
    places().forEach(place -> AnswerTimes.print(workspace, place, asked));
  }

  private static Place place(String name, String file, String text) {
    return new Place(
        name, file, text, (snapshot, in, at) -> Completions.at(snapshot, in, at).size());
  }

  /** The places at which is asked. */
  static List<Place> places() {
    String manifest = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    String pattern = RULE + "        pattern:\n          spec:\n            ";
    return List.of(
        place(
            "field of a container",
            "/w/shop/m7.yaml",
            manifest.replace("          env:", "          im‸\n          env:")),
        place(
            "key of a label",
            "/w/shop/m7.yaml",
            manifest.replace("  labels:\n    app", "  labels:\n    te‸\n    app")),
        place(
            "value of a label",
            "/w/shop/m7.yaml",
            manifest.replace("  labels:\n    app: shop-7", "  labels:\n    team1: ‸")),
        place("field in a pattern", "/w/policies/p5.yaml", pattern + "te‸"),
        place("field below an anchor", "/w/policies/p5.yaml", pattern + "template: {spec: {=(‸"),
        place(
            "kind of a match",
            "/w/policies/p5.yaml",
            RULE.replace("kinds: [Deployment]", "kinds: [St‸]")),
        place(
            "object in a filter",
            "/w/policies/p5.yaml",
            RULE.replace("kinds: [Deployment]", "kinds: [Deployment], names: [‸]")),
        place(
            "expression in a message",
            "/w/policies/p5.yaml",
            RULE.replace("no #", "\"no # {{ request.object.spec.te‸\"")),
        place(
            "policy in a test",
            "/w/tests/kyverno-test.yaml",
            "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t#}\n"
                + "results:\n  - policy: ‸\n"),
        place(
            "resource in a test",
            "/w/tests/kyverno-test.yaml",
            "apiVersion: cli.kyverno.io/v1alpha1\nkind: Test\nmetadata: {name: t#}\n"
                + "results:\n  - policy: policy-5\n    resources: [‸]\n"));
  }
}
