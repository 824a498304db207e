package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Status;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ValidatingAdmissionPolicy as the reference's command line runs it: its bindings are looked for
 * among the objects that there are. Where there is one, and no cluster, only bindings decide what
 * the policy concerns, and of several that concern an object the last one's row is shown.
 */
final class AdmissionPolicyProgram implements CelProgram {

  private final String name;
  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final AdmissionProgram program;
  private final @Nullable MapValue paramKind;

  private AdmissionPolicyProgram(
      String name,
      CelSpec spec,
      ConstraintMatcher matcher,
      AdmissionProgram program,
      @Nullable MapValue paramKind) {
    this.paramKind = paramKind;
    this.name = name;
    this.spec = spec;
    this.matcher = matcher;
    this.program = program;
  }

  static AdmissionPolicyProgram of(CelPolicy policy, CelSpec spec, CelBody.Admit body) {
    return new AdmissionPolicyProgram(
        policy.name(),
        spec,
        ConstraintMatcher.ofAdmission(spec.constraints()),
        AdmissionProgram.of(
            body, spec.matchConditions(), spec.variables(), spec.failurePolicy(), ""),
        body.paramKind());
  }

  @Override
  public List<FieldError> errors() {
    return program.errors();
  }

  /** A binding may concern what the policy does not. */
  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return true;
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    List<Binding> bindings =
        Binding.of(name, "ValidatingAdmissionPolicyBinding", List.of("v1"), facts);
    if (bindings.isEmpty()) {
      return matcher.matches(object, facts)
          ? List.of(row(object, null, Map.of(), facts))
          : List.of();
    } else if (Binding.isWithinPolicy(facts) && !matcher.matches(object, facts)) {
      return List.of();
    }
    CelRow last = null;
    for (Binding binding : bindings) {
      if (binding.concerns(object, facts)) {
        MapValue params = binding.params(paramKind, facts);
        last = row(object, params, Map.of("binding", binding.name()), facts);
      }
    }
    return last == null ? List.of() : List.of(last);
  }

  private CelRow row(
      AdmittedObject object,
      @Nullable MapValue params,
      Map<String, String> properties,
      Facts facts) {
    AdmissionProgram.Decision decision =
        program.decide(new AdmissionInput(object, namespace(object, facts), params), facts);
    if (decision instanceof AdmissionProgram.NotMet notMet) {
      Value clause = notMet.condition().node();
      return row(
          Status.SKIP,
          "match conditions aren't met",
          new Reason(object.finding(clause)),
          properties);
    } else if (decision instanceof AdmissionProgram.Refused refused) {
      Status status = refused.error() ? Status.ERROR : Status.FAIL;
      return row(status, refused.message(), refused.reason(), properties);
    }
    return row(Status.PASS, "", new Reason(object.finding(spec.node())), properties);
  }

  private CelRow row(Status status, String message, Reason reason, Map<String, String> properties) {
    return CelRow.of(name, status, message, reason, properties);
  }

  static @Nullable MapValue namespace(AdmittedObject object, Facts facts) {
    String namespace = object.resource().namespace();
    return namespace.isEmpty() || object.isNamespace()
        ? null
        : NamespaceMap.of(namespace, facts.ask(new Question.NamespaceLabels(namespace)));
  }
}
