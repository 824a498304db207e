package dev.ephor.ide.action;

import dev.ephor.ide.view.View;
import dev.ephor.lint.LintFinding;
import dev.ephor.lint.PolicyLints;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be done about a lint: mend it where that is certain, or ignore it here. */
final class LintActions {

  private LintActions() {}

  static List<Action> at(View view, Span selection) {
    List<Action> actions = new ArrayList<>();
    SourceText text = view.snapshot().text(view.file());
    if (text == null) {
      return actions;
    }
    for (PolicyLints.Shown shown : view.lints().of(view.snapshot(), view.file())) {
      Span span = shown.diagnostic().span();
      if (span.start() <= selection.end() && selection.start() <= span.end()) {
        shown.edit().ifPresent(edit -> actions.add(mending(view, shown, edit)));
        if (shown.above() >= 0) {
          actions.add(ignoring(view, shown, text.content()));
        }
      }
    }
    return actions;
  }

  private static Action mending(View view, PolicyLints.Shown shown, LintFinding.Edit edit) {
    return action(view, shown, edit.title(), true, edit.edits());
  }

  /** The reason is for the author to write; until then the suppression asks for it. */
  private static Action ignoring(View view, PolicyLints.Shown shown, String text) {
    int start = text.lastIndexOf('\n', shown.above() - 1) + 1;
    int indent = start;
    while (indent < text.length() && text.charAt(indent) == ' ') {
      indent++;
    }
    String comment = text.substring(start, indent) + "# ephor: ignore[" + shown.lint() + "] \n";
    return action(
        view,
        shown,
        "Ignore " + shown.lint() + " here",
        false,
        List.of(new TextEdit(Span.at(start), comment)));
  }

  private static Action action(
      View view, PolicyLints.Shown shown, String title, boolean preferred, List<TextEdit> edits) {
    return new Action(
        title,
        Action.Kind.QUICK_FIX,
        Optional.of(shown.diagnostic()),
        preferred,
        new Action.Edits(() -> List.of(new FileEdit.Change(view.file(), edits))));
  }
}
