package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.FailureAction;
import dev.ephor.policy.PolicySpec;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.match.RuleMatcher;
import dev.ephor.rule.variable.GivenObject;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Forgives an update what was wrong before it: a rule that fails for the new object is skipped when
 * it would have failed for the old one, too.
 *
 * @param forgiveness what is then said
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/">Kyverno: allow
 *     existing violations</a>
 */
record ExistingViolations(String forgiveness) {

  /** For a rule; null where it never forgives. */
  static @Nullable ExistingViolations of(PolicySpec spec, Rule rule) {
    if (!(rule.body() instanceof RuleBody.Validate validate)) {
      return null;
    }
    boolean allowed =
        !(validate.node().child("allowExistingViolations") instanceof Scalar scalar)
            || !Boolean.FALSE.equals(scalar.content());
    FailureAction action =
        Objects.requireNonNullElse(validate.failureAction(), spec.failureAction());
    ValidateCheck check = validate.check();
    if (!allowed) {
      return null;
    } else if (check instanceof ValidateCheck.PodSecurity) {
      return new ExistingViolations(
          "skipping modified resource as validation results have not changed");
    }
    boolean other = check instanceof ValidateCheck.Cel || check instanceof ValidateCheck.Manifests;
    return other || action != FailureAction.ENFORCE
        ? null
        : new ExistingViolations(
            "skipping the rule evaluation as pre-existing violations are allowed");
  }

  /** The outcomes with those skipped that speak against the old object, too. */
  List<RuleOutcome> forgive(
      List<RuleOutcome> said,
      Trial trial,
      RuleMatcher matcher,
      RuleBodyJudge judge,
      RuleOutcomes outcomes) {
    AdmissionRequest request = trial.request();
    if (request.operation() != Operation.UPDATE || said.stream().noneMatch(this::fails)) {
      return said;
    }
    MapValue old = GivenObject.old(request);
    if (old == null || old.isEmpty()) {
      return said;
    }
    Resource before = Resource.of(old);
    AdmissionRequest creation =
        new AdmissionRequest(
            Operation.CREATE,
            request.user(),
            null,
            withoutObjects(request.variables()),
            request.ruleValues(),
            request.addressed(),
            request.review());
    if (!matcher.decide(before, creation, trial.facts()).matches()) {
      return said;
    }
    trial.trace().begin(Trace.Step.OLD_OBJECT, old, "");
    List<RuleOutcome> then =
        judge.judgeAll(
            new Trial(before, creation, trial.facts(), trial.detail(), trial.trace()), outcomes);
    trial.trace().end(then.stream().noneMatch(this::fails));
    if (then.stream().noneMatch(this::fails)) {
      return said;
    }
    List<RuleOutcome> forgiven = new ArrayList<>();
    for (RuleOutcome outcome : said) {
      forgiven.add(
          fails(outcome) ? outcomes.of(Status.SKIP, forgiveness, outcome.findings()) : outcome);
    }
    return forgiven;
  }

  private boolean fails(RuleOutcome outcome) {
    return outcome.status() == Status.FAIL;
  }

  private static MapValue withoutObjects(MapValue variables) {
    MapValue.Builder kept = MapValue.builder(Source.NONE, 0);
    for (int i = 0; i < variables.size(); i++) {
      String key = variables.keyAt(i);
      if (!key.startsWith("request.object")
          && !key.startsWith("request.oldObject")
          && !key.equals("request.operation")) {
        kept.put(key, variables.valueAt(i));
      }
    }
    return kept.build();
  }
}
