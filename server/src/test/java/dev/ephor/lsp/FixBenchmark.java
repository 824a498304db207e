package dev.ephor.lsp;

import dev.ephor.context.HostNames;
import dev.ephor.ide.action.Action;
import dev.ephor.ide.action.Actions;
import dev.ephor.ide.view.View;
import dev.ephor.lsp.AnswerTimes.Asked;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Workspace;
import java.time.Clock;
import java.util.List;

/**
 * How long it takes to offer proven fixes after a letter was typed, their proofs before every
 * policy included. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.FixBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class FixBenchmark {

  private static final LiveTests TESTS =
      new LiveTests(new Surroundings(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE));

  private FixBenchmark() {}

  public static void main(String[] args) {
    int manifests = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int policies = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int asked = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    Workspace workspace = new Workspace();
    workspace.update(FeaturesBenchmark.shop(manifests, policies));
    AnswerTimes.head(manifests, policies);
    places().forEach(place -> AnswerTimes.print(workspace, place, asked));
  }

  /** The places at which is asked. */
  static List<Place> places() {
    Asked fixes =
        (in, file, at) -> {
          View view = new View(in, TESTS, file, Cancellation.NEVER);
          int offered = 0;
          for (Actions.Named source : Actions.TABLE) {
            if (source.kinds().contains(Action.Kind.FIX_ALL)) {
              offered += source.source().at(view, Span.at(at)).size();
            }
          }
          return offered;
        };
    String manifest = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    return List.of(
        new Place(
            "fixes of a label that is missing",
            "/w/shop/m7.yaml",
            manifest.replace("      labels:\n        app", "      la‸bels:\n        app"),
            fixes),
        new Place(
            "fixes of an image's tag",
            "/w/shop/m7.yaml",
            manifest.replace("web:1.7", "web:lat‸est"),
            fixes),
        new Place(
            "fixes of a host network",
            "/w/shop/m7.yaml",
            manifest.replace("      containers:", "      hostNetwork: tr‸ue\n      containers:"),
            fixes));
  }
}
