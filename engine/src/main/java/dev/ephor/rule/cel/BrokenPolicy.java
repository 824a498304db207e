package dev.ephor.rule.cel;

import java.util.List;

/** A policy has expressions that cannot be compiled. */
final class BrokenPolicy extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  BrokenPolicy(List<FieldError> errors) {
    super(errors.isEmpty() ? "" : errors.get(0).text());
    this.errors = List.copyOf(errors);
  }

  List<FieldError> errors() {
    return errors;
  }
}
