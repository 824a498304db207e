package dev.ephor.policy.check;

import dev.ephor.expression.cel.CelCompilation;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.expression.cel.CelProblem;
import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The {@code matchConditions} of {@code webhookConfiguration}: names, and expressions of CEL that a
 * cluster must be able to compile before it asks Kyverno at all. {@code apply} of the reference
 * crashes on them, so that it has no words for what is wrong.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-matchconditions">Kubernetes:
 *     match conditions</a>
 */
final class WebhookConditions implements PolicyCheck {

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    MapValue webhook = PolicyView.map(policy.spec(), "webhookConfiguration");
    Set<String> names = new HashSet<>();
    for (MapValue condition : PolicyView.maps(webhook.list("matchConditions"))) {
      String name = PolicyView.text(condition, "name");
      Value named = condition.child("name");
      if (named != null && !name.isEmpty() && !names.add(name)) {
        found.accept(
            fault(
                named, Place.Part.VALUE, "a condition named " + name + " stands above: rename it"));
      }
      Value expression = condition.child("expression");
      String text = PolicyView.text(condition, "expression");
      if (text.isBlank() || expression == null) {
        found.accept(
            fault(
                Objects.requireNonNullElse(expression, condition),
                Place.Part.KEY,
                "a match condition needs an expression of CEL"));
      } else {
        for (String problem : problems(text)) {
          found.accept(fault(expression, Place.Part.VALUE, problem));
        }
      }
    }
  }

  private static List<String> problems(String text) {
    CelCompilation compiled = CelEnvironment.of(CelDialect.ADMISSION).compile(text, "bool");
    return compiled instanceof CelProblem problem
        ? problem.findings().stream().map(CelProblem.Finding::message).toList()
        : List.of();
  }

  private static Finding fault(Value at, Place.Part part, String message) {
    return new Finding(at.place(part), Severity.ERROR, "webhook-condition", message, null);
  }
}
