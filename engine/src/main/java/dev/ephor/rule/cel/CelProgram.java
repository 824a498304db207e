package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import java.util.List;

/** What a policy that is written in CEL does with one resource. */
interface CelProgram {

  /** Whether the policy could concern a resource of this type; false is certain. */
  boolean mayMatch(GroupVersionKind type);

  /**
   * How often the reference writes the object down when the policy mutates.
   *
   * @param rows what the policy says of the object
   */
  default int documents(List<CelRow> rows) {
    return rows.isEmpty() ? 0 : 1;
  }

  /** Expressions that cannot be compiled, and that say so when they are asked. */
  default List<FieldError> errors() {
    return List.of();
  }

  /** Conditions of exceptions from the policy that cannot be compiled. */
  default List<FieldError> exceptionErrors(Facts facts) {
    return List.of();
  }

  /** Tells the object's trace why the policy cannot concern a type. */
  default void tellWhyNot(AdmittedObject object, Facts facts) {}

  /** The rows of a report; none where the policy does not concern the object. */
  List<CelRow> judge(AdmittedObject object, Facts facts);
}
