package dev.ephor.rule.podsecurity;

import java.util.List;

/**
 * A control that a pod does not meet.
 *
 * @param control which
 * @param reason in the reference's words
 * @param violations the fields in question, never empty
 * @param blamed the names of the containers that the reference names first; empty for none
 */
record Breach(Control control, String reason, List<Violation> violations, List<String> blamed) {

  Breach {
    violations = List.copyOf(violations);
    blamed = List.copyOf(blamed);
  }

  Breach with(List<Violation> others) {
    return new Breach(control, reason, others, blamed);
  }
}
