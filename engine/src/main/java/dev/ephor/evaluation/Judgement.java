package dev.ephor.evaluation;

import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.value.Place;
import java.util.List;

/** What a check says of a resource or an element of one, before it becomes a rule's outcome. */
record Judgement(Status status, String message, List<Finding> findings) {

  static Judgement of(Status status, String message, Place manifest, Place clause) {
    return new Judgement(status, message, List.of(new Finding(manifest, clause)));
  }

  static Judgement passed(String message) {
    return new Judgement(Status.PASS, message, List.of());
  }

  /** Tells that a step ends which came to this. */
  void endOf(Trace trace) {
    if (trace.on()) {
      trace.end(Trace.Answer.of(status), status == Status.PASS ? "" : message);
    }
  }

  /** The same of an element, as Kyverno says it of the whole. */
  Judgement ofElement() {
    return new Judgement(status, "validation failure: " + message, findings);
  }
}
