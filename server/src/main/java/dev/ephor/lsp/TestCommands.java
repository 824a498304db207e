package dev.ephor.lsp;

import dev.ephor.ide.command.FilePlace;
import dev.ephor.ide.tests.TestRows;
import dev.ephor.ide.view.View;
import dev.ephor.testing.ExpectationUpdate;
import dev.ephor.testing.ExpectationUpdates;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.PolicyTests;
import dev.ephor.testing.PolicyTests.Row;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The commands of tests. */
final class TestCommands {

  private TestCommands() {}

  /** {@code ephor.test}: results with their reasons. */
  static Object results(Question question, Arguments arguments) {
    TextPlaces places = arguments.places(question);
    View view = question.view(places.file());
    List<Row> rows =
        LiveTests.isTest(places.file())
            ? TestRows.at(view, arguments.line(places).orElse(-1))
            : TestRows.of(
                view,
                arguments.optionalText("policy").orElse(""),
                arguments.optionalText("rule").orElse(""));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("passed", PolicyTests.count(rows, Verdict.PASS));
    answer.put("failed", PolicyTests.count(rows, Verdict.FAIL));
    answer.put("skipped", PolicyTests.count(rows, Verdict.SKIP));
    answer.put("left", 0);
    answer.put("resources", rows.stream().map(TestCommands::json).toList());
    return Invocations.json(question, answer);
  }

  private static Map<String, Object> json(Row shown) {
    ResultRow row = shown.result().row();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("location", new FilePlace(shown.test(), shown.result().span()));
    json.put("resource", row.resource());
    json.put("policy", row.policy());
    json.put("rule", row.rule());
    json.put("verdict", row.verdict().shown().toLowerCase(Locale.ROOT));
    json.put("reason", row.reason());
    json.put("message", row.message());
    List<Object> because = new ArrayList<>();
    for (Diagnostic.Related related : shown.result().related()) {
      because.add(
          Map.of(
              "location",
              new FilePlace(related.file(), related.span()),
              "message",
              related.message()));
    }
    json.put("because", because);
    return json;
  }

  /** {@code ephor.updateExpectation}: what an expectation would say, and that it says so. */
  static Object update(Question question, Arguments arguments) {
    TextPlaces places = arguments.places(question);
    View view = question.view(places.file());
    int offset =
        arguments.line(places).orElseThrow(() -> arguments.wrong("needs the number 'line'"));
    for (ExpectationUpdate update :
        ExpectationUpdates.of(view.snapshot(), view.tests(), view.file())) {
      if (update.span().touches(offset)) {
        if (!update.refused().isEmpty()) {
          throw arguments.wrong("cannot update this expectation: " + update.refused());
        }
        List<FileEdit> edits = List.of(new FileEdit.Change(places.file(), update.edits()));
        if (!arguments.flag("preview")) {
          WorkspaceEdits.apply(
              question,
              update.title(),
              edits,
              reason -> question.session().log().info("The expectation stays: " + reason));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("title", update.title());
        answer.put("text", update.text());
        return Invocations.json(question, answer);
      }
    }
    throw arguments.wrong("finds no expectation in this line that did not come true");
  }
}
