package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelReason;
import dev.ephor.rule.Finding;
import dev.ephor.value.Place;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of a validation that is not true where it is so: in the expression, and in the manifest. */
final class Reasons {

  private Reasons() {}

  /**
   * The reason why a condition is not true, found when somebody asks.
   *
   * @param variables the policy's own; a condition that is only the name of one is explained by
   *     that one
   */
  static Reason of(
      Program condition, Map<String, Program> variables, Scope scope, AdmittedObject object) {
    return new Reason(
        object.finding(condition.clause().node()),
        () -> closer(condition, variables, scope, object));
  }

  private static Finding closer(
      Program condition, Map<String, Program> variables, Scope scope, AdmittedObject object) {
    Program told = condition;
    Optional<CelReason> reason = condition.explain(scope);
    for (int hops = 0; hops < variables.size(); hops++) {
      String name = reason.map(CelReason::variable).orElse(null);
      Program variable = name == null ? null : variables.get(name);
      Optional<CelReason> deeper =
          variable == null ? Optional.<CelReason>empty() : variable.explain(scope);
      if (variable == null || deeper.isEmpty()) {
        break;
      }
      told = variable;
      reason = deeper;
    }
    Finding whole = object.finding(told.clause().node());
    if (reason.isEmpty()) {
      return whole;
    }
    CelReason known = reason.get();
    return new Finding(
        place(known.place(), object),
        whole.clause(),
        new Finding.Part(told.clause().expression(), known.within()),
        note(known));
  }

  /** The place that was read, where it is one inside this object. */
  private static Place place(@Nullable Place read, AdmittedObject object) {
    return read != null && read.source() == object.resource().root().source() && read.node() > 0
        ? read
        : object.whole();
  }

  private static String note(CelReason reason) {
    String seen =
        reason.seen().stream().map(CelReason.Seen::text).collect(Collectors.joining(", "));
    return reason.outcome() + (seen.isEmpty() ? "" : ", as " + seen);
  }
}
