package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Status;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A MutatingAdmissionPolicy as the reference's command line runs it. Where it is bound and there is
 * no cluster, only its bindings decide what it concerns; each starts from the object as it came,
 * and what the last one made of it counts.
 */
final class MutatingAdmissionPolicyProgram implements CelProgram {

  private static final List<String> VERSIONS = List.of("v1alpha1", "v1beta1", "v1");

  private final String name;
  private final ConstraintMatcher matcher;
  private final @Nullable MapValue paramKind;
  private final MutatingAdmissionProgram bare;
  private final MutatingAdmissionProgram withParameters;

  private MutatingAdmissionPolicyProgram(String name, CelSpec spec, CelBody.MutateAdmitted body) {
    this.name = name;
    this.matcher = ConstraintMatcher.ofAdmission(spec.constraints());
    this.paramKind = body.paramKind();
    this.bare = MutatingAdmissionProgram.of(spec, body, false);
    this.withParameters = MutatingAdmissionProgram.of(spec, body, true);
  }

  static MutatingAdmissionPolicyProgram of(
      CelPolicy policy, CelSpec spec, CelBody.MutateAdmitted body) {
    return new MutatingAdmissionPolicyProgram(policy.name(), spec, body);
  }

  @Override
  public List<FieldError> errors() {
    return paramKind == null ? bare.errors() : withParameters.errors();
  }

  /** A binding may concern what the policy does not. */
  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return true;
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    List<Binding> bindings = Binding.of(name, "MutatingAdmissionPolicyBinding", VERSIONS, facts);
    CelRow row;
    if (!bindings.isEmpty() && Binding.isWithinPolicy(facts) && !matcher.matches(object, facts)) {
      row = null;
    } else if (!bindings.isEmpty()) {
      row = bound(bindings, object, facts);
    } else if (matcher.matches(object, facts)) {
      row = row(decide(object, null, facts), object, object.resource().root(), Map.of());
    } else {
      row = null;
    }
    return row == null ? List.of() : List.of(row);
  }

  private @Nullable CelRow bound(List<Binding> bindings, AdmittedObject object, Facts facts) {
    MapValue left = object.resource().root();
    CelRow last = null;
    for (Binding binding : bindings) {
      if (!binding.concerns(object, facts)) {
        continue;
      }
      MutatingAdmissionProgram.Decision decision =
          decide(object, binding.params(paramKind, facts), facts);
      boolean passedOver =
          decision instanceof MutatingAdmissionProgram.Failed failed && failed.ofCondition();
      if (last != null && passedOver) {
        continue;
      }
      last = row(decision, object, left, Map.of("binding", binding.name()));
      if (last != null && last.effect() instanceof Effect.Mutated mutated) {
        left = mutated.root();
      }
    }
    return last;
  }

  private MutatingAdmissionProgram.Decision decide(
      AdmittedObject object, @Nullable MapValue params, Facts facts) {
    AdmissionInput input =
        new AdmissionInput(object, AdmissionPolicyProgram.namespace(object, facts), params);
    return (params == null ? bare : withParameters).decide(input, facts);
  }

  /**
   * What is said of a decision; null for what the policy's own problems tell.
   *
   * @param left what an earlier binding left of the object
   */
  private @Nullable CelRow row(
      MutatingAdmissionProgram.Decision decision,
      AdmittedObject object,
      MapValue left,
      Map<String, String> properties) {
    if (decision instanceof MutatingAdmissionProgram.Mutated mutated) {
      return new CelRow(
          name,
          Status.PASS,
          "mutation is successfully applied",
          List.of(),
          properties,
          new Effect.Mutated(mutated.root()));
    } else if (decision instanceof MutatingAdmissionProgram.NotMet notMet) {
      return row(
          Status.SKIP,
          "match conditions aren't met",
          object,
          notMet.condition(),
          properties,
          left == object.resource().root() ? Effect.NONE : new Effect.Mutated(left));
    }
    if (!errors().isEmpty()) {
      return null;
    }
    MutatingAdmissionProgram.Failed failed = (MutatingAdmissionProgram.Failed) decision;
    return row(
        Status.ERROR, failed.message(), object, failed.clause(), properties, new Effect.Untold());
  }

  private CelRow row(
      Status status,
      String message,
      AdmittedObject object,
      CelClause clause,
      Map<String, String> properties,
      Effect effect) {
    return CelRow.of(name, status, message, object.finding(clause.node()), properties).with(effect);
  }
}
