package dev.ephor.evaluation;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.rule.cel.FieldError;
import dev.ephor.text.Severity;
import dev.ephor.value.Place;
import java.util.List;

/** Expressions that cannot be compiled, as problems of a policy at the very sign. */
final class CelErrors {

  private CelErrors() {}

  static List<PolicyProblem> problems(List<FieldError> errors) {
    return errors.stream().map(CelErrors::problem).toList();
  }

  private static PolicyProblem problem(FieldError error) {
    Place place = error.clause().node().place(Place.Part.VALUE);
    return new PolicyProblem(place, error.within(), Severity.ERROR, "cel", error.reason());
  }
}
