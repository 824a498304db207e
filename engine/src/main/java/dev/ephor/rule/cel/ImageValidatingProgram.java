package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import dev.ephor.expression.cel.function.ImageChecks;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.cel.ConstraintMatcher.Match;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ImageValidatingPolicy, written or generated. Kyverno 1.19: an expression that cannot be
 * compiled is an error of each resource that the policy concerns; images must first have digests
 * and be reachable, then come the validations, and at last every image must have been verified.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/image-validating-policy/">Kyverno:
 *     ImageValidatingPolicy</a>
 */
final class ImageValidatingProgram implements CelProgram {

  private final CelPolicy policy;
  private final CelSpec spec;
  private final CelBody.ValidateImages body;
  private final ConstraintMatcher matcher;
  private final @Nullable Parts parts;
  private final List<FieldError> errors;

  /** What was compiled. */
  private record Parts(
      MatchConditions conditions,
      ImageReferences references,
      ImageLists lists,
      Map<String, Program> variables,
      Map<String, Program> computed,
      List<Validation> validations,
      AuditAnnotations annotations,
      CelExemptions exemptions) {}

  private ImageValidatingProgram(
      CelPolicy policy,
      CelSpec spec,
      CelBody.ValidateImages body,
      @Nullable Parts parts,
      List<FieldError> errors) {
    this.policy = policy;
    this.spec = spec;
    this.body = body;
    this.matcher = ConstraintMatcher.ofKyverno(spec.constraints());
    this.parts = parts;
    this.errors = errors;
  }

  /** Compiles; what cannot be compiled says so when it is asked. */
  static ImageValidatingProgram of(
      CelPolicy policy, CelSpec spec, CelBody.ValidateImages body, KyvernoCompiler compiler) {
    try {
      Parts parts = parts(policy, spec, body, compiler);
      return new ImageValidatingProgram(policy, spec, body, parts, List.of());
    } catch (BrokenPolicy broken) {
      return new ImageValidatingProgram(policy, spec, body, null, broken.errors());
    }
  }

  private static Parts parts(
      CelPolicy policy, CelSpec spec, CelBody.ValidateImages body, KyvernoCompiler compiler)
      throws BrokenPolicy {
    List<Program> conditions = compiler.conditions("spec.matchConditions", spec.matchConditions());
    ImageReferences references = ImageReferences.of(body.references());
    ImageLists lists = ImageLists.of(body.extractors(), compiler);
    Map<String, Program> variables = compiler.variables("spec.variables", spec.variables());
    Map<String, Program> computed = new HashMap<>();
    for (int i = 0; i < body.attestors().size(); i++) {
      for (CelClause clause : AttestorExpressions.of(body.attestors().get(i))) {
        computed.put(clause.expression(), compiler.any("spec.attestors[" + i + "]", clause));
      }
    }
    List<Validation> validations = Validation.of(body.validations(), compiler);
    return new Parts(
        new MatchConditions(conditions),
        references,
        lists,
        variables,
        computed,
        validations,
        AuditAnnotations.ofJudging(body.auditAnnotations(), compiler),
        new CelExemptions(policy, compiler));
  }

  @Override
  public List<FieldError> errors() {
    return errors;
  }

  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return spec.mode() != EvaluationMode.KUBERNETES || matcher.mayMatch(type);
  }

  /** The policy's decision needs no more steps: this is its row. */
  private static final class Decided extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient CelRow row;

    Decided(CelRow row) {
      super(row.message(), null, false, false);
      this.row = row;
    }
  }

  @Override
  public void tellWhyNot(AdmittedObject object, Facts facts) {
    matcher.decide(object, facts);
  }

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    if (spec.mode() == EvaluationMode.KUBERNETES) {
      Match match = matcher.decide(object, facts);
      if (match instanceof Match.Failed failed) {
        String message = "failed to execute matching: " + failed.message();
        return List.of(row("match", Status.ERROR, message, object, spec.matching()));
      } else if (!((Match.Decided) match).matches()) {
        return List.of();
      }
    } else if (!object.type().kind().isEmpty()) {
      return List.of();
    }
    if (parts == null) {
      List<String> texts = errors.stream().map(FieldError::text).toList();
      String message = "failed to compile policy: " + AdmissionProgram.aggregate(texts);
      return List.of(
          row("evaluation", Status.ERROR, message, object, errors.get(0).clause().node()));
    }
    try {
      CelRow row = judge(parts, object, facts);
      return row == null ? List.of() : List.of(row);
    } catch (Decided decided) {
      return List.of(decided.row);
    }
  }

  private @Nullable CelRow judge(Parts compiled, AdmittedObject object, Facts facts)
      throws Decided {
    Map<String, @Nullable Object> bindings = bindings(object, facts);
    // Neither the policy's conditions nor those of exceptions see its variables.
    Scope bare = Scope.withoutVariables(bindings, facts, policy.namespace(), object.trace());
    boolean ignoresErrors = spec.failurePolicy() == FailurePolicy.IGNORE;
    MatchConditions.Result met = compiled.conditions().tryIn(bare);
    if (!met.met()) {
      if (met.errors().isEmpty() || ignoresErrors || met.decisive() == null) {
        return null;
      }
      throw failed(String.join("; ", met.errors()), object, met.decisive().node());
    }
    CelExemptions.Verdict verdict = compiled.exemptions().verdict(bare, facts, ignoresErrors);
    if (verdict instanceof CelExemptions.Exempt exempt) {
      return compiled.exemptions().row(exempt, object);
    } else if (verdict instanceof CelExemptions.Undecided undecided) {
      throw failed(undecided.error(), object, undecided.clause().node());
    }
    Map<String, List<String>> images =
        images(compiled, scope(compiled, bindings, facts, object.trace()), object);
    return validate(compiled, images, bindings, object, facts);
  }

  /** The images that the policy concerns, by the lists in which they are. */
  private Map<String, List<String>> images(Parts compiled, Scope scope, AdmittedObject object)
      throws Decided {
    ImageLists.Result found = compiled.lists().in(object, scope);
    if (found instanceof ImageLists.Failed failed) {
      throw failed(failed.message(), object, spec.matching());
    }
    Map<String, List<String>> concerned = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> list : ((ImageLists.Found) found).lists().entrySet()) {
      List<String> kept = new ArrayList<>();
      for (String image : list.getValue()) {
        ImageReferences.Answer answer = compiled.references().of(image);
        if (answer.problem() != null) {
          throw failed(answer.problem(), object, spec.matching());
        } else if (answer.meant()) {
          kept.add(image);
        }
      }
      concerned.put(list.getKey(), kept);
    }
    return concerned;
  }

  private CelRow validate(
      Parts compiled,
      Map<String, List<String>> lists,
      Map<String, @Nullable Object> bindings,
      AdmittedObject object,
      Facts facts)
      throws Decided {
    List<String> images = lists.values().stream().flatMap(List::stream).toList();
    for (String image : body.verifyDigest() ? images : List.<String>of()) {
      if (!image.contains("@")) {
        String message = "image " + image + " does not have a digest";
        return row(policy.name(), Status.FAIL, message, object, spec.matching());
      }
    }
    Registry registry = facts.ask(new Question.Images()).orElse(null);
    if (registry == null && !images.isEmpty()) {
      String message = "not evaluated by this build: images are not verified where no registry is";
      return row(policy.name(), Status.SKIP, message, object, spec.matching());
    }
    PolicyImages verifier =
        new PolicyImages(
            spec.node(),
            image -> compiled.references().of(image).meant(),
            body.attestations(),
            registry == null ? Registry.OFFLINE : registry,
            facts);
    for (String image : images) {
      String missing = verifier.missing(image);
      if (missing != null) {
        throw failed(missing, object, spec.matching());
      }
    }
    bindings.put("images", lists);
    Map<String, String> names = new HashMap<>();
    body.attestations().keySet().forEach(name -> names.put(name, name));
    bindings.put("attestations", names);
    bindings.put(ImageChecks.BINDING, verifier);
    bindings.put(
        "attestors", attestors(compiled, scope(compiled, bindings, facts, object.trace())));
    return validate(
        compiled, scope(compiled, bindings, facts, object.trace()), images, verifier, object);
  }

  private CelRow validate(
      Parts compiled,
      Scope scope,
      List<String> images,
      PolicyImages verifier,
      AdmittedObject object)
      throws Decided {
    for (int i = 0; i < compiled.validations().size(); i++) {
      Validation validation = compiled.validations().get(i);
      Program.Result result = validation.condition().evaluate(scope);
      if (result instanceof Program.Failed failed) {
        throw failed(failed.message(), reason(validation, compiled, scope, object));
      } else if (!((Program.Valued) result).isTrue()) {
        Reason reason = reason(validation, compiled, scope, object);
        return annotated(
            Status.FAIL, validation.message(i, scope), compiled, scope, object, reason);
      }
    }
    Reason demanded = new Reason(object.finding(spec.matching()));
    for (String image : body.required() ? images : List.<String>of()) {
      String unverified = verifier.unverified(image);
      if (unverified != null) {
        return annotated(Status.FAIL, unverified, compiled, scope, object, demanded);
      }
    }
    return annotated(Status.PASS, "success", compiled, scope, object, demanded);
  }

  private static Reason reason(
      Validation validation, Parts compiled, Scope scope, AdmittedObject object) {
    return Reasons.of(validation.condition(), compiled.variables(), scope, object);
  }

  /** Attestors by name; one whose key cannot be computed is an error to whoever names it. */
  private Map<String, Object> attestors(Parts compiled, Scope scope) {
    Map<String, Object> attestors = new HashMap<>();
    for (MapValue node : body.attestors()) {
      List<String> problems = new ArrayList<>();
      ImageAttestor attestor =
          ImageAttestor.of(node, holder -> computed(holder, compiled, scope, problems));
      attestors.put(attestor.name(), problems.isEmpty() ? attestor : new CelError(problems.get(0)));
    }
    return attestors;
  }

  private static String computed(
      MapValue holder, Parts compiled, Scope scope, List<String> problems) {
    Program program = compiled.computed().get(holder.string("expression"));
    Program.Result result = program == null ? null : program.evaluate(scope);
    if (result instanceof Program.Valued valued && valued.value() instanceof String text) {
      return text;
    }
    problems.add(result instanceof Program.Failed failed ? failed.message() : "no such overload");
    return "";
  }

  private CelRow annotated(
      Status status,
      String message,
      Parts compiled,
      Scope scope,
      AdmittedObject object,
      Reason reason)
      throws Decided {
    AuditAnnotations.Result told = compiled.annotations().evaluate(scope);
    if (told instanceof AuditAnnotations.Failed failed) {
      throw failed(failed.message(), object, failed.clause().node());
    }
    Map<String, String> properties = ((AuditAnnotations.Told) told).texts();
    return CelRow.of(policy.name(), status, message, reason, properties);
  }

  private Decided failed(String message, AdmittedObject object, Value clause) {
    return failed(message, new Reason(object.finding(clause)));
  }

  private Decided failed(String message, Reason reason) {
    String start =
        spec.mode() == EvaluationMode.KUBERNETES
            ? "failed to evaluate policy: "
            : "failed to evaluate policy for JSON: ";
    return new Decided(CelRow.of("evaluation", Status.ERROR, start + message, reason, Map.of()));
  }

  private static CelRow row(
      String rule, Status status, String message, AdmittedObject object, Value clause) {
    return CelRow.of(rule, status, message, object.finding(clause), Map.of());
  }

  private Scope scope(
      Parts compiled, Map<String, @Nullable Object> bindings, Facts facts, Trace trace) {
    return new Scope(
        bindings,
        compiled.variables(),
        Scope.VariableError.PLAIN,
        facts,
        policy.namespace(),
        trace);
  }

  private Map<String, @Nullable Object> bindings(AdmittedObject object, Facts facts) {
    if (spec.mode() == EvaluationMode.KUBERNETES) {
      return KyvernoBindings.of(object, facts);
    }
    Map<String, @Nullable Object> bindings = new HashMap<>();
    bindings.put("object", object.shown());
    return bindings;
  }
}
