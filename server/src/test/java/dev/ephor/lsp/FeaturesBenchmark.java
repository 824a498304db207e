package dev.ephor.lsp;

import dev.ephor.ide.expression.Signatures;
import dev.ephor.ide.hover.Hovers;
import dev.ephor.ide.names.Navigation;
import dev.ephor.ide.names.Renaming;
import dev.ephor.ide.tokens.SemanticTokens;
import dev.ephor.lsp.AnswerTimes.Asked;
import dev.ephor.lsp.AnswerTimes.Place;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * How long hover, signature help, definition, references, rename and semantic tokens take after a
 * letter was typed: from {@code Workspace.update} with a text that was never there before to the
 * answer, on one thread. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.FeaturesBenchmark [MANIFESTS] [POLICIES] [ASKED]
 * </pre>
 */
final class FeaturesBenchmark {

  private static final int LINES = 2000;

  private static final String RULE =
      """
      apiVersion: kyverno.io/v1
      kind: ClusterPolicy
      metadata: {name: policy-5}
      spec:
        rules:
          - name: check
            match: {any: [{resources: {kinds: [Deployment]}}]}
            context:
              - name: team
                variable: {jmesPath: request.object.metadata.labels.team}
            validate:
              message: "no # {{ to_upper(team) }} {{ request.object.spec.replicas }}"
              pattern:
                spec:
                  =(replicas): ">1"
      """;

  private FeaturesBenchmark() {}

  public static void main(String[] args) {
    int manifests = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int policies = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    int asked = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    Workspace workspace = new Workspace();
    workspace.update(shop(manifests, policies));
    AnswerTimes.head(manifests, policies);
    features().forEach(feature -> AnswerTimes.print(workspace, feature, asked));
  }

  /** The workspace in which is asked. */
  static List<Change> shop(int manifests, int policies) {
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      all.add(AnswerTimes.change("/w/policies/p" + i + ".yaml", Shop.policy(i)));
      all.add(AnswerTimes.change("/w/exceptions/e" + i + ".yaml", exception(i)));
    }
    for (int i = 0; i < manifests; i++) {
      all.add(AnswerTimes.change("/w/shop/m" + i + ".yaml", Shop.manifest(i)));
    }
    return all;
  }

  private static String exception(int i) {
    return """
    apiVersion: kyverno.io/v2
    kind: PolicyException
    metadata: {name: e%1$d, namespace: shop}
    spec:
      exceptions: [{policyName: policy-%1$d, ruleNames: ["*"]}]
      match: {any: [{resources: {kinds: [Deployment], names: [none]}}]}
    """
        .formatted(i);
  }

  /** The places at which is asked. */
  static List<Place> features() {
    Cancellation never = Cancellation.NEVER;
    Asked hover = (in, file, at) -> Hovers.at(in, file, at, never).isPresent() ? 1 : 0;
    String manifest = Shop.manifest(7).replace("replicas: 2", "replicas: #");
    String policy = "/w/policies/p5.yaml";
    return List.of(
        new Place(
            "hover on a field of a manifest",
            "/w/shop/m7.yaml",
            manifest.replace("          env:", "          e‸nv:"),
            hover),
        new Place("hover in a pattern", policy, RULE.replace("(replicas", "(repl‸icas"), hover),
        new Place("hover in an expression", policy, RULE.replace(".replicas", ".repl‸icas"), hover),
        new Place("hover on a function", policy, RULE.replace("to_upper", "to_u‸pper"), hover),
        new Place(
            "signature help",
            policy,
            RULE.replace("to_upper(team", "to_upper(team‸"),
            (in, file, at) -> Signatures.at(in, file, at).isPresent() ? 1 : 0),
        new Place(
            "definition of a policy",
            "/w/exceptions/e5.yaml",
            exception(5).replace("policy-5", "policy‸-5").replace("name: e5", "name: e#"),
            (in, file, at) -> Navigation.definition(in, file, at, never).size()),
        new Place(
            "references of a policy",
            policy,
            RULE.replace("name: policy-5", "name: policy‸-5"),
            (in, file, at) -> Navigation.references(in, file, at, true, never).size()),
        new Place(
            "rename of a policy",
            policy,
            RULE.replace("name: policy-5", "name: policy‸-5"),
            (in, file, at) ->
                Renaming.rename(in, file, at, "another", never) instanceof Renaming.Edits edits
                    ? edits.edits().size()
                    : 0),
        new Place(
            "semantic tokens of " + LINES + " lines",
            policy,
            longPolicy() + "‸",
            (in, file, at) -> SemanticTokens.of(in, file).size()));
  }

  /** A policy of many rules. */
  private static String longPolicy() {
    String head = RULE.substring(0, RULE.indexOf("    - name"));
    String rule = RULE.substring(RULE.indexOf("    - name"));
    StringBuilder text = new StringBuilder(head);
    for (int lines = 5; lines < LINES; lines += rule.lines().count()) {
      text.append(rule.replace("name: check", "name: check-" + lines));
    }
    return text.toString();
  }
}
