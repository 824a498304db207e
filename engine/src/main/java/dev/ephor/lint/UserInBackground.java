package dev.ephor.lint;

import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy in CEL that reads the user and is also asked in background scans, where there is none
 * (Kyverno 1.19: the scan's request has an empty {@code userInfo}). Of the older kinds the
 * reference refuses this itself, and a check says so.
 */
final class UserInBackground implements Lint.Check {

  private static final Set<String> SCANNED =
      Set.of(
          "ValidatingPolicy",
          "NamespacedValidatingPolicy",
          "ImageValidatingPolicy",
          "NamespacedImageValidatingPolicy");
  private static final Pattern USER = Pattern.compile("\\brequest\\s*\\.\\s*(userInfo)\\b");

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    CelPolicy policy = subject.cel();
    if (policy == null
        || !SCANNED.contains(policy.kind())
        || !policy.spec().background()
        || policy.spec().mode() != EvaluationMode.KUBERNETES) {
      return;
    }
    Source source = subject.root().source();
    for (WrittenExpression expression : subject.expressions()) {
      Matcher user = USER.matcher(expression.text());
      if (expression.language() == Language.CEL && user.find()) {
        found.accept(
            new LintFinding(
                new Place(source, expression.node(), Place.Part.VALUE),
                new Span(user.start(1), user.end(1)),
                "a background scan knows no user: set spec.evaluation.background.enabled to false",
                List.of(),
                Optional.empty()));
        return;
      }
    }
  }
}
