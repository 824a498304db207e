package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.CelScope;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.text.Span;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of {@code JSONPatch{path: "..."}} in CEL, segment by segment. */
final class CelPatchProposals {

  private static final Pattern PATH =
      Pattern.compile("JSONPatch\\s*\\{[^{}]*\\b(?:path|from)\\s*:\\s*([\"'])(?<path>[^\"']*)$");

  private CelPatchProposals() {}

  /** The proposals at an offset of a document; nothing where no such path is typed. */
  static List<Proposal> at(Snapshot snapshot, PlacedDocument document, int offset) {
    YamlDocument yaml = document.yaml();
    Optional<WrittenExpression> written =
        WrittenExpressions.at(yaml, offset)
            .filter(expression -> expression.language() == WrittenExpression.Language.CEL);
    if (written.isEmpty()) {
      return List.of();
    }
    WrittenExpression expression = written.get();
    int cursor = expression.offsetOf(offset);
    Matcher path = PATH.matcher(expression.text().substring(0, cursor));
    if (!path.find()) {
      return List.of();
    }
    int start = expression.map().toSource(path.start("path"));
    Span replace = new Span(Math.min(start, offset), offset).shift(document.start());
    CelScope scope = CelScope.of(NodePath.of(yaml, expression.node()), snapshot.schemas());
    String typed = path.group("path");
    String begun = typed.substring(0, Math.max(0, typed.lastIndexOf('/')));
    List<Proposal> proposals = new ArrayList<>();
    for (PathSegments.Segment segment : PathSegments.below(scope.object(), begun)) {
      String text = begun + "/" + segment.text();
      proposals.add(
          new Proposal(
              text,
              Proposal.Kind.FIELD,
              segment.detail(),
              Optional::empty,
              replace,
              text,
              false,
              text,
              segment.rank(),
              false));
    }
    return proposals;
  }
}
