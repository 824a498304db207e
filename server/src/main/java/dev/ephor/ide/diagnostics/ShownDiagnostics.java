package dev.ephor.ide.diagnostics;

import dev.ephor.lint.PolicyLints;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.UntestedRules;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The diagnostics that a file shows. */
public final class ShownDiagnostics {

  /** The code of the line that counts what is not shown. */
  public static final String MORE = "more";

  private ShownDiagnostics() {}

  /**
   * What somebody wants to see of a file.
   *
   * @param limit how many diagnostics besides the one that counts the rest
   * @param structure whether also what the structure of manifests' kinds does not allow
   * @param lints whether also what lints say of policies
   */
  public record Wishes(int limit, boolean structure, boolean lints) {}

  /**
   * The diagnostics of a file by place or, when they are more than the limit, the worst of them and
   * one that counts the rest. An editor keeps about a thousand a file anyway, and picks by chance.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static List<Diagnostic> of(
      Snapshot snapshot,
      LiveTests tests,
      PolicyLints lints,
      FileId file,
      Wishes wishes,
      Cancellation cancellation) {
    List<Diagnostic> all = all(snapshot, tests, file, cancellation);
    List<Diagnostic> linted = wishes.lints() ? lints.diagnostics(snapshot, file) : List.of();
    List<Diagnostic> untested = UntestedRules.of(snapshot, tests, file, cancellation);
    if (!linted.isEmpty() || !untested.isEmpty()) {
      all = new ArrayList<>(all);
      all.addAll(linted);
      all.addAll(untested);
      all.sort(Diagnostic.BY_PLACE);
    }
    return limit(
        wishes.structure()
            ? all
            : all.stream().filter(diagnostic -> !diagnostic.isStructure()).toList(),
        wishes.limit());
  }

  /**
   * Everything that judges a file, by place: what the workspace says, and what came of the tests in
   * it.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static List<Diagnostic> all(
      Snapshot snapshot, LiveTests tests, FileId file, Cancellation cancellation) {
    List<Diagnostic> said = snapshot.diagnostics(file, cancellation);
    List<Diagnostic> tested = tests.of(snapshot, file).diagnostics();
    if (tested.isEmpty()) {
      return said;
    }
    List<Diagnostic> all = new ArrayList<>(said);
    all.addAll(tested);
    all.sort(Diagnostic.BY_PLACE);
    return all;
  }

  static List<Diagnostic> limit(List<Diagnostic> all, int limit) {
    if (all.size() <= limit) {
      return all;
    }
    List<Diagnostic> worst = new ArrayList<>(all);
    worst.sort(Comparator.comparing(Diagnostic::severity)); // stable: by place within a severity
    List<Diagnostic> shown = new ArrayList<>(worst.subList(0, limit));
    shown.add(rest(worst.subList(limit, worst.size())));
    return shown;
  }

  private static Diagnostic rest(List<Diagnostic> hidden) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    hidden.forEach(each -> counts.merge(each.severity(), 1, Integer::sum));
    String summary =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + noun(count.getKey(), count.getValue()))
            .collect(Collectors.joining(", "));
    return new Diagnostic(
        Span.at(0),
        hidden.get(0).severity(),
        MORE,
        "and " + hidden.size() + " more that are not shown: " + summary,
        List.of(),
        null);
  }

  private static String noun(Severity severity, int count) {
    String word =
        severity == Severity.INFORMATION ? "note" : severity.name().toLowerCase(Locale.ROOT);
    return count == 1 ? word : word + "s";
  }
}
