package dev.ephor.ide.action;

import dev.ephor.ide.view.View;
import dev.ephor.testing.ExpectationUpdate;
import dev.ephor.testing.ExpectationUpdates;
import dev.ephor.testing.LiveTests;
import dev.ephor.text.Span;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For an expectation that did not come true: to expect what came. */
final class UpdateExpectation {

  private UpdateExpectation() {}

  static List<Action> at(View view, Span selection) {
    List<Action> actions = new ArrayList<>();
    if (!LiveTests.isTest(view.file())) {
      return actions;
    }
    for (ExpectationUpdate update :
        ExpectationUpdates.of(view.snapshot(), view.tests(), view.file())) {
      boolean touched =
          update.span().start() <= selection.end() && selection.start() <= update.span().end();
      if (touched && update.refused().isEmpty()) {
        Optional<Diagnostic> mends =
            view.tests().of(view.snapshot(), view.file()).diagnostics().stream()
                .filter(one -> one.code().equals("test-failed"))
                .filter(one -> update.span().covers(one.span()))
                .findFirst();
        actions.add(
            new Action(
                update.title(),
                Action.Kind.QUICK_FIX,
                mends,
                false,
                new Action.Edits(() -> List.of(new FileEdit.Change(view.file(), update.edits())))));
      }
    }
    return actions;
  }
}
