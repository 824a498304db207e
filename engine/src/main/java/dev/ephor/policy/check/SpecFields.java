package dev.ephor.policy.check;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.function.Consumer;

/** Fields of {@code spec} that contradict their successors, targets that are missing, timeouts. */
final class SpecFields implements PolicyCheck {

  private static final long MAX_SECONDS = 30;

  @Override
  public void check(PolicyView policy, Consumer<Finding> found) {
    MapValue spec = policy.spec();
    MapValue webhook = PolicyView.map(spec, "webhookConfiguration");
    if (PolicyView.set(spec, "webhookTimeoutSeconds")
        && PolicyView.set(webhook, "timeoutSeconds")) {
      twice(spec, "webhookTimeoutSeconds", "spec.webhookConfiguration.timeoutSeconds", found);
    }
    if (PolicyView.set(spec, "failurePolicy") && PolicyView.set(webhook, "failurePolicy")) {
      twice(spec, "failurePolicy", "spec.webhookConfiguration.failurePolicy", found);
    }
    for (RuleView rule : policy.rules()) {
      if (PolicyView.set(rule.generate(), "generateExisting")) {
        if (PolicyView.set(spec, "generateExistingOnPolicyUpdate")) {
          twice(spec, "generateExistingOnPolicyUpdate", "spec.generate[*].generateExisting", found);
        }
        if (PolicyView.flag(spec, "generateExisting", false)) {
          twice(spec, "generateExisting", "spec.generate[*].generateExisting", found);
        }
      }
      if (PolicyView.set(rule.mutate(), "mutateExistingOnPolicyUpdate")
          && PolicyView.flag(spec, "mutateExistingOnPolicyUpdate", false)) {
        twice(
            spec,
            "mutateExistingOnPolicyUpdate",
            "spec.mutate[*].mutateExistingOnPolicyUpdate",
            found);
      }
    }
    targets(policy, found);
    timeout(spec, "webhookTimeoutSeconds", "spec.webhookTimeoutSeconds", found);
    timeout(webhook, "timeoutSeconds", "spec.webhookConfiguration.timeoutSeconds", found);
  }

  private static void twice(MapValue spec, String field, String instead, Consumer<Finding> found) {
    Value child = spec.child(field);
    if (child != null) {
      found.accept(
          Finding.refusal(
              child.place(Place.Part.KEY),
              "set-twice",
              field + " and its successor are both set: keep " + instead,
              "spec."
                  + field
                  + ": Forbidden: remove the deprecated field and use "
                  + instead
                  + " instead"));
    }
  }

  private static void targets(PolicyView policy, Consumer<Finding> found) {
    if (!mutatesOnUpdate(policy)) {
      return;
    }
    for (RuleView rule : policy.rules()) {
      if (rule.mutates() && PolicyView.maps(rule.mutate().list("targets")).isEmpty()) {
        found.accept(
            Finding.refusal(
                rule.at("mutate", "mutateExistingOnPolicyUpdate"),
                "no-targets",
                "mutating existing resources needs mutate.targets",
                "spec.mutateExistingOnPolicyUpdate: Forbidden: rules["
                    + rule.index()
                    + "].mutate.targets has to be specified when mutateExistingOnPolicyUpdate is"
                    + " set"));
      }
    }
  }

  /** The first rule that says so decides, then the policy. */
  private static boolean mutatesOnUpdate(PolicyView policy) {
    for (RuleView rule : policy.rules()) {
      if (rule.mutates() && PolicyView.set(rule.mutate(), "mutateExistingOnPolicyUpdate")) {
        return PolicyView.flag(rule.mutate(), "mutateExistingOnPolicyUpdate", false);
      }
    }
    return PolicyView.flag(policy.spec(), "mutateExistingOnPolicyUpdate", false);
  }

  private static void timeout(MapValue map, String field, String path, Consumer<Finding> found) {
    if (map.child(field) instanceof Scalar scalar
        && scalar.content() instanceof Long seconds
        && (seconds < 1 || seconds > MAX_SECONDS)) {
      found.accept(
          Finding.refusal(
              scalar.place(Place.Part.VALUE),
              "bad-timeout",
              "a webhook's timeout is between 1 and 30 seconds",
              path
                  + ": Invalid value: "
                  + seconds
                  + ": the timeout value must be between 1 and 30 seconds"));
    }
  }
}
