package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ValidatingAdmissionPolicy without bindings, as the reference's command line runs it. */
final class AdmissionPolicyProgram implements CelProgram {

  private final String name;
  private final CelSpec spec;
  private final ConstraintMatcher matcher;
  private final AdmissionProgram program;

  private AdmissionPolicyProgram(
      String name, CelSpec spec, ConstraintMatcher matcher, AdmissionProgram program) {
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
            body, spec.matchConditions(), spec.variables(), spec.failurePolicy(), ""));
  }

  @Override
  public List<FieldError> errors() {
    return program.errors();
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return matcher.mayMatch(type);
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    if (!(matcher.decide(object, facts) instanceof Match.Decided decided) || !decided.matches()) {
      return List.of();
    }
    AdmissionProgram.Decision decision =
        program.decide(new AdmissionInput(object, namespace(object, facts), null), facts);
    if (decision instanceof AdmissionProgram.NotMet notMet) {
      return List.of(
          row(Status.SKIP, "match conditions aren't met", object, notMet.condition().node()));
    } else if (decision instanceof AdmissionProgram.Refused refused) {
      return List.of(
          row(
              refused.error() ? Status.ERROR : Status.FAIL,
              refused.message(),
              object,
              refused.clause().node()));
    }
    return List.of(row(Status.PASS, "", object, spec.node()));
  }

  private CelRow row(Status status, String message, AdmittedObject object, Value clause) {
    List<Finding> findings =
        status == Status.PASS
            ? List.of()
            : List.of(new Finding(object.whole(), clause.place(Place.Part.VALUE)));
    return CelRow.of(name, status, message, findings, Map.of());
  }

  static @Nullable MapValue namespace(AdmittedObject object, Facts facts) {
    String namespace = object.resource().namespace();
    return namespace.isEmpty() || object.isNamespace()
        ? null
        : NamespaceMap.of(namespace, facts.ask(new Question.NamespaceLabels(namespace)));
  }
}
