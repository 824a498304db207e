package dev.ephor.cli.check;

import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot.Counts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Everything that a check found, ready to be shown.
 *
 * @param files the files that have something to show, ordered by name
 * @param texts the text of every file that was read, for the clauses that diagnostics point at
 * @param judged the files that were looked at, ordered by name
 * @param counts how much was judged and with which verdicts
 * @param unreadable what could not be read, in the order in which it was met
 */
record CheckResult(
    List<Findings> files,
    Map<FileId, SourceText> texts,
    List<FileId> judged,
    Counts counts,
    List<Unreadable> unreadable) {

  CheckResult {
    files = List.copyOf(files);
    texts = Map.copyOf(texts);
    judged = List.copyOf(judged);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * What there is to show in one file.
   *
   * @param file which
   * @param text its content
   * @param diagnostics ordered by place, never empty
   */
  record Findings(FileId file, SourceText text, List<Diagnostic> diagnostics) {

    Findings {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * An input that could not be read.
   *
   * @param path as the user gave it or as it was found
   * @param reason why, without the path
   */
  record Unreadable(String path, String reason) {}

  /** How many diagnostics have this severity. */
  long count(Severity severity) {
    return files.stream()
        .flatMap(file -> file.diagnostics().stream())
        .filter(diagnostic -> diagnostic.severity() == severity)
        .count();
  }

  /** How many diagnostics make the check fail. */
  long failures(FailOn failOn) {
    return files.stream()
        .flatMap(file -> file.diagnostics().stream())
        .filter(diagnostic -> failOn.reachedBy(diagnostic.severity()))
        .count();
  }

  /** How many diagnostics there are. */
  long size() {
    return files.stream().mapToLong(file -> file.diagnostics().size()).sum();
  }

  /** The same result with only those diagnostics that make the check fail. */
  CheckResult only(FailOn failOn) {
    return only(diagnostic -> failOn.reachedBy(diagnostic.severity()));
  }

  /**
   * The same result with at most so many diagnostics: the worst, and of equals the first.
   *
   * @param limit how many a reader takes
   */
  CheckResult worst(int limit) {
    if (size() <= limit) {
      return this;
    }
    Map<Severity, Long> room = new EnumMap<>(Severity.class);
    long left = limit;
    for (Severity severity : Severity.values()) {
      room.put(severity, left);
      left = Math.max(0, left - count(severity));
    }
    return only(diagnostic -> room.merge(diagnostic.severity(), -1L, Long::sum) >= 0);
  }

  /** The same result with only some diagnostics. */
  CheckResult only(Predicate<Diagnostic> wanted) {
    List<Findings> kept =
        files.stream()
            .map(
                file ->
                    new Findings(
                        file.file(),
                        file.text(),
                        file.diagnostics().stream().filter(wanted).toList()))
            .filter(file -> !file.diagnostics().isEmpty())
            .toList();
    return new CheckResult(kept, texts, judged, counts, unreadable);
  }

  /** The same result with one more input that could not be read. */
  CheckResult andUnreadable(Unreadable one) {
    List<Unreadable> all = new ArrayList<>(unreadable);
    all.add(one);
    return new CheckResult(files, texts, judged, counts, all);
  }

  /** 0 clean, 1 something reaches {@code failOn}, 2 something could not be read. */
  int exitCode(FailOn failOn) {
    if (!unreadable.isEmpty()) {
      return 2;
    }
    return failures(failOn) > 0 ? 1 : 0;
  }
}
