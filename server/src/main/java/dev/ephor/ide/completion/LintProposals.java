package dev.ephor.ide.completion;

import dev.ephor.lint.Lint;
import dev.ephor.lint.LintPage;
import dev.ephor.lint.Lints;
import dev.ephor.text.Span;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of lints: in suppressions, and where {@code ephor.yaml} gives them levels. */
final class LintProposals {

  private static final Pattern SUPPRESSION =
      Pattern.compile("(?:^|\\s)#\\s*ephor:\\s*ignore\\s*\\[(?:[^\\]]*,)?\\s*([a-z-]*)$");

  private LintProposals() {}

  /** In the brackets of a suppression; nothing elsewhere. */
  static List<Proposal> inComment(PlacedDocument document, int offset) {
    String text = document.yaml().text();
    int start = text.lastIndexOf('\n', offset - 1) + 1;
    Matcher suppression = SUPPRESSION.matcher(text.substring(start, offset));
    if (!suppression.find()) {
      return List.of();
    }
    Span typed = new Span(start + suppression.start(1), offset).shift(document.start());
    return Lints.all().stream()
        .filter(lint -> !lint.name().equals(Lints.SUPPRESSIONS))
        .map(lint -> proposal(lint, typed, lint.name()))
        .toList();
  }

  /** As keys of {@code severity.lints}. */
  static List<Proposal> keys(Cursor cursor) {
    List<String> steps =
        cursor.path().steps().stream().map(NodePath.Step::key).map(String::valueOf).toList();
    return cursor.meaning().declarations().stream()
                .noneMatch(
                    declared ->
                        declared.owner().name().equals("SeverityRules")
                            && declared.field().name().equals("lints"))
            || !steps.equals(List.of("severity", "lints"))
        ? List.of()
        : Lints.all().stream()
            .filter(lint -> !cursor.siblings().contains(lint.name()))
            .map(
                lint ->
                    proposal(
                        lint,
                        cursor.replace(),
                        cursor.site().lead() + lint.name() + (cursor.site().colon() ? "" : ": ")))
            .toList();
  }

  private static Proposal proposal(Lint lint, Span replace, String text) {
    return new Proposal(
        lint.name(),
        Proposal.Kind.NAME,
        "lint",
        () -> Optional.of(LintPage.of(lint).text()),
        replace,
        text,
        false,
        lint.name(),
        0,
        false);
  }
}
