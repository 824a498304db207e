package dev.ephor.explain;

import dev.ephor.text.Position;
import dev.ephor.text.PositionEncoding;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedResource;
import dev.ephor.workspace.Workspace;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.List;

/** A workspace of a policy and some manifests, and its explanations as text. */
final class Explained {

  static final FileId POLICY = new FileId("file:///p.yaml");
  static final FileId MANIFEST = new FileId("file:///m.yaml");

  private Explained() {}

  /** A ClusterPolicy of one rule for pods. */
  static String rule(String body) {
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata:
      name: p
      annotations: {pod-policies.kyverno.io/autogen-controllers: none}
    spec:
      rules:
      - name: r
        match: {any: [{resources: {kinds: [Pod]}}]}
    """
        + body.indent(4);
  }

  static Snapshot snapshot(String policies, String manifests) {
    return new Workspace()
        .update(
            List.of(
                new Change.OnDisk(POLICY, SourceText.of(policies), List.of()),
                new Change.OnDisk(MANIFEST, SourceText.of(manifests), List.of())));
  }

  /** Every policy on every resource. */
  static List<Explanation> all(Snapshot snapshot, boolean secrets) {
    List<Explanation> all = new ArrayList<>();
    for (PlacedResource resource : snapshot.resources(Cancellation.NEVER)) {
      for (WorkspacePolicy policy : snapshot.policies(Edition.TYPED, Cancellation.NEVER)) {
        all.addAll(
            Explanations.of(
                policy, Explanations.judged(snapshot, resource, Cancellation.NEVER), secrets));
      }
    }
    return all;
  }

  static String text(Snapshot snapshot, boolean secrets) {
    Whereabouts whereabouts = new Whereabouts(snapshot);
    StringBuilder text = new StringBuilder();
    for (Explanation explanation : all(snapshot, secrets)) {
      text.append(
          TextTree.of(
              explanation, whereabouts, where -> name(snapshot, where), TextTree.Style.PLAIN));
    }
    return text.toString();
  }

  static String text(String policies, String manifests) {
    return text(snapshot(policies, manifests), false);
  }

  private static String name(Snapshot snapshot, Whereabouts.Where where) {
    Position at =
        snapshot.text(where.file()).position(where.span().start(), PositionEncoding.UTF_16);
    String file = where.file().path();
    return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('/') + 2)
        + (at.line() + 1)
        + ":"
        + (at.character() + 1);
  }
}
