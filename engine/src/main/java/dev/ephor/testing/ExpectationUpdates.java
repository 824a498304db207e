package dev.ephor.testing;

import dev.ephor.testing.ExpectationUpdate.Flip;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Expectations that did not come true, each with the edit that makes it say what is. */
public final class ExpectationUpdates {

  private ExpectationUpdates() {}

  /** The updates of a test file, in the order of the text. */
  public static List<ExpectationUpdate> of(Snapshot snapshot, LiveTests tests, FileId file) {
    Map<Source, PlacedDocument> documents = new HashMap<>();
    for (PlacedDocument document : snapshot.documents(file)) {
      documents.put(document.yaml().root().source(), document);
    }
    Map<Place, List<ResultRow>> byExpectation = new LinkedHashMap<>();
    for (LiveResult result : tests.of(snapshot, file).rows()) {
      Place place = result.row().expected().node().place(Place.Part.VALUE);
      byExpectation.computeIfAbsent(place, one -> new ArrayList<>()).add(result.row());
    }
    List<ExpectationUpdate> updates = new ArrayList<>();
    byExpectation.forEach(
        (place, rows) -> {
          PlacedDocument document = documents.get(place.source());
          if (document != null && rows.stream().anyMatch(ExpectationUpdates::failed)) {
            updates.add(update(document, rows));
          }
        });
    return updates;
  }

  private static boolean failed(ResultRow row) {
    return row.verdict() == Verdict.FAIL;
  }

  private static ExpectationUpdate update(PlacedDocument document, List<ResultRow> rows) {
    ExpectedResult expected = rows.get(0).expected();
    Span span = document.span(expected.node().place(Place.Part.VALUE));
    List<Flip> flips = new ArrayList<>();
    for (ResultRow row : rows) {
      if (failed(row) && row.got().isEmpty()) {
        return refused(span, row.resource() + ": " + row.reason() + ", which no result mends");
      } else if (failed(row)) {
        flips.add(new Flip(expected.result(), row.got(), cause(row)));
      }
    }
    List<String> names = expected.resources() == null ? List.of() : expected.resources();
    Set<String> all = new LinkedHashSet<>();
    rows.stream().filter(row -> !row.got().isEmpty()).forEach(row -> all.add(row.got()));
    ResultEntry entry = new ResultEntry(document, expected);
    if (all.size() == 1) {
      return entry
          .said(all.iterator().next())
          .map(edits -> new ExpectationUpdate(span, flips, "", edits))
          .orElseGet(() -> refused(span, "its result is not written here"));
    }
    if (names.size() < 2 || !expected.specs().isEmpty()) {
      return refused(
          span,
          "its resources or rules say "
              + String.join(" and ", all)
              + "; name one rule and each"
              + " resource under 'resources'");
    }
    Map<String, List<Integer>> byResult = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      Set<String> own = new LinkedHashSet<>();
      for (ResultRow row : rows) {
        if (row.resource().endsWith("/" + names.get(i))) {
          own.add(row.got().isEmpty() ? expected.result() : row.got());
        }
      }
      if (own.size() > 1) {
        return refused(
            span,
            names.get(i) + ": " + String.join(" and ", own) + "; name one rule and its namespace");
      }
      String result = own.isEmpty() ? expected.result() : own.iterator().next();
      byResult.computeIfAbsent(result, one -> new ArrayList<>()).add(i);
    }
    return entry
        .split(byResult)
        .map(edits -> new ExpectationUpdate(span, flips, "", edits))
        .orElseGet(() -> refused(span, "it is written in a way that cannot be split"));
  }

  private static ExpectationUpdate refused(Span span, String reason) {
    return new ExpectationUpdate(span, List.of(), reason, List.of());
  }

  private static String cause(ResultRow row) {
    String rule = row.rule().isEmpty() ? "" : "/" + row.rule();
    String message = row.message().isBlank() ? "" : ": " + row.message().strip();
    return row.policy() + rule + " on " + resource(row) + " " + verb(row.got()) + message;
  }

  /** {@code apps/v1/Deployment/shop/cart} as {@code Deployment shop/cart}. */
  static String resource(ResultRow row) {
    String[] parts = row.resource().split("/", -1);
    int last = parts.length - 1;
    if (last < 3) {
      return row.resource();
    }
    String namespace = parts[last - 1].isEmpty() ? "" : parts[last - 1] + "/";
    return parts[last - 2] + " " + namespace + parts[last];
  }

  private static String verb(String result) {
    return switch (result) {
      case "pass" -> "passes";
      case "fail" -> "fails";
      case "skip" -> "is skipped";
      case "warn" -> "warns";
      case "error" -> "is an error";
      default -> result;
    };
  }
}
