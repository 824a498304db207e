package dev.ephor.rule.cel;

import dev.ephor.autogen.CelAutogen;
import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.rule.Trace;
import dev.ephor.rule.TraceLog;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy that is written in CEL, compiled with what is generated from it. */
public final class PolicyProgram {

  private final CelPolicy policy;
  private final List<CelProgram> programs;
  private final List<FieldError> errors;
  private final @Nullable String refusal;

  private PolicyProgram(
      CelPolicy policy,
      List<CelProgram> programs,
      List<FieldError> errors,
      @Nullable String refusal) {
    this.policy = policy;
    this.programs = List.copyOf(programs);
    this.errors = List.copyOf(errors);
    this.refusal = refusal;
  }

  /** Compiles. A policy of which an expression cannot be compiled says nothing. */
  public static PolicyProgram of(CelPolicy policy) {
    List<CelProgram> programs = new ArrayList<>();
    try {
      programs.add(program(policy, policy.spec()));
      for (MapValue spec : generated(policy.spec())) {
        programs.add(program(policy, CelPolicyReader.spec(spec, policy)));
      }
      return new PolicyProgram(policy, programs, programs.get(0).errors(), null);
    } catch (BrokenPolicy broken) {
      return new PolicyProgram(
          policy, List.of(), broken.errors(), refusal(policy, broken.errors()));
    }
  }

  private static List<MapValue> generated(CelSpec spec) {
    if (spec.body() instanceof CelBody.Mutate) {
      return CelAutogen.ofMutating(spec.node());
    }
    boolean judges =
        spec.body() instanceof CelBody.Validate || spec.body() instanceof CelBody.ValidateImages;
    return judges && !spec.mode().isAboutRequests() ? CelAutogen.of(spec.node()) : List.of();
  }

  private static CelProgram program(CelPolicy policy, CelSpec spec) throws BrokenPolicy {
    String namespace = policy.namespace();
    if (spec.body() instanceof CelBody.Validate validate && spec.mode().isAboutRequests()) {
      CelDialect dialect = spec.mode() == EvaluationMode.HTTP ? CelDialect.HTTP : CelDialect.ENVOY;
      return RequestProgram.of(
          policy.name(), spec, validate, new KyvernoCompiler(dialect, namespace));
    } else if (spec.body() instanceof CelBody.Validate validate) {
      return ValidatingProgram.of(
          policy, spec, validate, new KyvernoCompiler(CelDialect.VALIDATING, namespace));
    } else if (spec.body() instanceof CelBody.Mutate mutate) {
      return MutatingProgram.of(
          policy, spec, mutate, new KyvernoCompiler(CelDialect.MUTATING, namespace));
    } else if (spec.body() instanceof CelBody.Generate generate) {
      return GeneratingProgram.of(
          policy, spec, generate, new KyvernoCompiler(CelDialect.GENERATING, namespace));
    } else if (spec.body() instanceof CelBody.ValidateImages images) {
      return ImageValidatingProgram.of(
          policy, spec, images, new KyvernoCompiler(CelDialect.IMAGE_VALIDATING, namespace));
    } else if (spec.body() instanceof CelBody.Delete delete) {
      return DeletingProgram.of(
          policy, spec, delete, new KyvernoCompiler(CelDialect.DELETING, namespace));
    }
    return spec.body() instanceof CelBody.MutateAdmitted mutate
        ? MutatingAdmissionPolicyProgram.of(policy, spec, mutate)
        : AdmissionPolicyProgram.of(policy, spec, (CelBody.Admit) spec.body());
  }

  /** How the reference says that it cannot compile a policy. */
  private static String refusal(CelPolicy policy, List<FieldError> errors) {
    if (policy.spec().mode().isAboutRequests()) {
      return "failed to compile "
          + (policy.spec().mode() == EvaluationMode.HTTP ? "HTTP" : "envoy")
          + " policy "
          + policy.name()
          + ": "
          + errors.get(0).text();
    }
    List<String> texts = new ArrayList<>();
    CelBody body = policy.spec().body();
    if (body instanceof CelBody.Mutate) {
      texts.add(compiler("mutating"));
    } else if (body instanceof CelBody.Generate) {
      texts.add(compiler("generating"));
    } else if (body instanceof CelBody.Delete) {
      texts.add(compiler("deleting"));
    } else if (policy.spec().mode() != EvaluationMode.JSON) {
      texts.add(compiler("validating"));
    }
    errors.forEach(error -> texts.add(error.text()));
    return "failed to compile policy "
        + policy.name()
        + " ("
        + AdmissionProgram.aggregate(texts)
        + ")";
  }

  private static String compiler(String kind) {
    return "<nil>: Internal error: "
        + kind
        + " policy compiler 1.0 error: failed to compile policy";
  }

  /** The expressions that cannot be compiled. */
  public List<FieldError> errors() {
    return errors;
  }

  /** Why the reference goes no further when it meets this policy; null where it does. */
  public @Nullable String refusal() {
    return refusal;
  }

  /** Why the reference goes no further where exceptions are at hand; null where it does. */
  public @Nullable String refusal(Facts facts) {
    for (int i = 0; refusal == null && i < programs.size(); i++) {
      List<FieldError> broken = programs.get(i).exceptionErrors(facts);
      if (!broken.isEmpty()) {
        return refusal(policy, broken);
      }
    }
    return refusal;
  }

  /** Whether the policy could concern a resource of this type; false is certain. */
  public boolean mayMatch(GroupVersionKind type) {
    for (int i = 0; i < programs.size(); i++) {
      if (programs.get(i).mayMatch(type)) {
        return true;
      }
    }
    return false;
  }

  /** How often the reference writes an object down that the policy does not concern. */
  public int silentDocuments() {
    return programs.stream().mapToInt(program -> program.documents(List.of())).sum();
  }

  /**
   * What is said of an object.
   *
   * @param rows the rows of a report; none where the policy does not concern the object
   * @param documents how often the reference writes the object down when the policy mutates
   */
  public record Verdict(List<CelRow> rows, int documents) {

    /** The same with all reasons as close as they can be known; costs several evaluations. */
    public Verdict closely() {
      return new Verdict(rows.stream().map(CelRow::closely).toList(), documents);
    }
  }

  /**
   * What one of the specs says of an object, and what it looked at.
   *
   * @param spec the number of the spec: 0 for what was written, others are generated from it
   * @param log what was looked at
   */
  public record Told(int spec, TraceLog log, List<CelRow> rows) {
    public Told {
      rows = List.copyOf(rows);
    }
  }

  /** Judges as {@link #judge} does, and tells what each spec looked at. */
  public List<Told> explain(Resource resource, AdmissionRequest request, Facts facts) {
    List<Told> all = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      CelProgram program = programs.get(i);
      TraceLog log = new TraceLog();
      AdmittedObject object = AdmittedObject.of(resource, request, log);
      List<CelRow> rows;
      if (program.mayMatch(object.type())) {
        rows = program.judge(object, facts).stream().map(CelRow::closely).toList();
      } else {
        program.tellWhyNot(object, facts);
        rows = List.of();
      }
      log.close(Trace.Answer.ERROR, "");
      all.add(new Told(i, log, rows));
    }
    return all;
  }

  /** Judges an object by what was written, and by what is generated from it. */
  public Verdict judge(AdmittedObject object, Facts facts) {
    List<CelRow> rows = new ArrayList<>(1);
    int documents = 0;
    for (int i = 0; i < programs.size(); i++) {
      CelProgram program = programs.get(i);
      List<CelRow> said =
          program.mayMatch(object.type()) ? program.judge(object, facts) : List.of();
      rows.addAll(said);
      documents += program.documents(said);
    }
    return new Verdict(rows, documents);
  }
}
