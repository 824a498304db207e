package dev.ephor.ide.lens;

import dev.ephor.ide.command.Invocation;
import dev.ephor.ide.tests.TestRows;
import dev.ephor.ide.view.View;
import dev.ephor.testing.ExpectationUpdate;
import dev.ephor.testing.ExpectationUpdates;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.PolicyTests;
import dev.ephor.testing.PolicyTests.Row;
import dev.ephor.testing.PolicyTests.RuleTests;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Above a test file and each of its expectations what came of it, and what it should say; above
 * policies and rules which tests are about them.
 */
final class TestLenses {

  /** The command that lists results. */
  static final String RESULTS = "ephor.test";

  /** The command that changes an expectation. */
  static final String UPDATE = "ephor.updateExpectation";

  private TestLenses() {}

  static List<Lens> of(View view) {
    return LiveTests.isTest(view.file()) ? ofTest(view) : ofPolicies(view);
  }

  private static List<Lens> ofTest(View view) {
    List<Lens> lenses = new ArrayList<>();
    List<TestRows.Entry> entries = TestRows.entries(view);
    if (entries.isEmpty()) {
      return lenses;
    }
    List<Row> all = new ArrayList<>();
    for (TestRows.Entry entry : entries) {
      List<Row> rows =
          entry.results().stream().map(result -> new Row(view.file(), result)).toList();
      all.addAll(rows);
      lenses.add(
          new Lens(
              entry.span(),
              TestRows.counted(rows) + ": explain",
              Optional.of(new Invocation(RESULTS, at(view, entry.span())))));
    }
    for (ExpectationUpdate update :
        ExpectationUpdates.of(view.snapshot(), view.tests(), view.file())) {
      if (update.refused().isEmpty()) {
        ExpectationUpdate.Flip flip = update.flips().get(0);
        lenses.add(
            new Lens(
                update.span(),
                "update expectation: " + flip.is() + " instead of " + flip.was(),
                Optional.of(new Invocation(UPDATE, at(view, update.span())))));
      }
    }
    lenses.add(
        0,
        new Lens(
            Span.at(0),
            TestRows.counted(all) + ": explain",
            Optional.of(new Invocation(RESULTS, Map.of("uri", view.file())))));
    return lenses;
  }

  /** A place that needs no encoding: the start of the line behind the span's. */
  private static Map<String, Object> at(View view, Span span) {
    Map<String, Object> at = new LinkedHashMap<>();
    at.put("uri", view.file());
    SourceText text = view.snapshot().text(view.file());
    int line = text == null ? 0 : text.lineOf(span.start());
    at.put("line", line);
    return at;
  }

  private static List<Lens> ofPolicies(View view) {
    List<Lens> lenses = new ArrayList<>();
    for (PolicyTests policy :
        PolicyTests.of(view.snapshot(), view.tests(), view.file(), view.cancellation())) {
      String name = policy.policy().name();
      lens(view, policy.span(), policy.rows(), name, "").ifPresent(lenses::add);
      for (RuleTests rule : policy.rules()) {
        if (!rule.rule().isEmpty()) {
          lens(view, rule.span(), rule.rows(), name, rule.rule()).ifPresent(lenses::add);
        }
      }
    }
    return lenses;
  }

  private static Optional<Lens> lens(
      View view, Span span, List<Row> rows, String policy, String rule) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    long files = rows.stream().map(Row::test).distinct().count();
    return Optional.of(
        new Lens(
            span,
            files + (files == 1 ? " test: " : " tests: ") + TestRows.counted(rows),
            Optional.of(
                new Invocation(
                    RESULTS, Map.of("uri", view.file(), "policy", policy, "rule", rule)))));
  }
}
