package dev.ephor.yaml;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one document, up to {@link YamlLimits#MAX_PROBLEMS}. */
final class Problems {

  private final List<Problem> found = new ArrayList<>();
  private int dropped;

  void error(Span span, String code, String message) {
    add(new Problem(span, Severity.ERROR, code, message));
  }

  void warning(Span span, String code, String message) {
    add(new Problem(span, Severity.WARNING, code, message));
  }

  void add(Problem problem) {
    if (found.size() < YamlLimits.MAX_PROBLEMS) {
      found.add(problem);
    } else {
      dropped++;
    }
  }

  /** The problems in the order in which they were found, with a line that counts the dropped. */
  List<Problem> list() {
    if (dropped == 0) {
      return found;
    }
    List<Problem> all = new ArrayList<>(found);
    String message =
        "This document has %d more problems; only the first %d are listed."
            .formatted(dropped, YamlLimits.MAX_PROBLEMS);
    all.add(new Problem(Span.at(0), Severity.INFORMATION, "more-problems", message));
    return all;
  }
}
