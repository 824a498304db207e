package dev.ephor.ide.tests;

import dev.ephor.ide.view.View;
import dev.ephor.testing.LiveResult;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.PolicyTests;
import dev.ephor.testing.PolicyTests.Row;
import dev.ephor.testing.PolicyTests.RuleTests;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of tests that belong to a place. */
public final class TestRows {

  private TestRows() {}

  /**
   * An expectation of a test file and what came of it.
   *
   * @param span the whole entry
   */
  public record Entry(Span span, List<LiveResult> results) {}

  /** The expectations of a test file that have results, in the order of the text. */
  public static List<Entry> entries(View view) {
    if (!LiveTests.isTest(view.file())) {
      return List.of();
    }
    Map<Integer, Entry> entries = new TreeMap<>();
    List<PlacedDocument> documents = view.snapshot().documents(view.file());
    for (LiveResult result : view.tests().of(view.snapshot(), view.file()).rows()) {
      Place place = result.row().expected().node().place(Place.Part.VALUE);
      for (PlacedDocument document : documents) {
        if (document.yaml().root().source() == place.source()) {
          Span span = document.span(place);
          entries
              .computeIfAbsent(span.start(), start -> new Entry(span, new ArrayList<>()))
              .results()
              .add(result);
        }
      }
    }
    return List.copyOf(entries.values());
  }

  /** The results at an offset of a test file; all of the file's where it is in no entry. */
  public static List<Row> at(View view, int offset) {
    List<Row> all = new ArrayList<>();
    for (Entry entry : entries(view)) {
      List<Row> own = entry.results().stream().map(result -> new Row(view.file(), result)).toList();
      if (entry.span().touches(offset)) {
        return own;
      }
      all.addAll(own);
    }
    return all;
  }

  /**
   * The results that are about a policy of a file.
   *
   * @param policy the policy's name; empty for all of the file
   * @param rule a rule's name; empty for all
   */
  public static List<Row> of(View view, String policy, String rule) {
    List<Row> rows = new ArrayList<>();
    for (PolicyTests tests :
        PolicyTests.of(view.snapshot(), view.tests(), view.file(), view.cancellation())) {
      if (policy.isEmpty() || tests.policy().name().equals(policy)) {
        if (rule.isEmpty()) {
          rows.addAll(tests.rows());
        }
        for (RuleTests own : tests.rules()) {
          if (!rule.isEmpty() && own.rule().equals(rule)) {
            rows.addAll(own.rows());
          }
        }
      }
    }
    return rows;
  }

  /** Such as {@code 3 passed, 1 failed}. */
  public static String counted(List<Row> rows) {
    List<String> words = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long count = PolicyTests.count(rows, verdict);
      if (count > 0) {
        String word =
            switch (verdict) {
              case PASS -> "passed";
              case FAIL -> "failed";
              case SKIP -> "skipped";
            };
        words.add(count + " " + word);
      }
    }
    return String.join(", ", words);
  }
}
