package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.expression.cel.value.Fields;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelException;
import dev.ephor.policy.CelExceptionReader;
import dev.ephor.policy.CelPolicy;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions from one policy that is written in CEL. They are asked for when the policy
 * concerns a resource, before its own conditions are tried. Kyverno 1.19: an exception that names
 * images or values lets the policy judge, with those at hand; any other exempts the resource
 * wholly, whatever else there is.
 */
final class CelExemptions {

  private static final Verdict NONE = new Allowing(List.of(), List.of());

  private final CelPolicy policy;
  private final KyvernoCompiler compiler;
  private volatile Known known = new Known(List.of(), List.of());

  /**
   * @param compiler of the policy, with its variables
   */
  CelExemptions(CelPolicy policy, KyvernoCompiler compiler) {
    this.policy = policy;
    this.compiler = compiler;
  }

  /**
   * Exceptions made ready.
   *
   * @param documents what they were read from
   */
  private record Known(List<MapValue> documents, List<Ready> exceptions) {}

  /**
   * An exception made ready.
   *
   * @param refusals why its conditions cannot be compiled; none where they can
   */
  private record Ready(
      CelException exception, MatchConditions conditions, List<FieldError> refusals) {}

  /** What the exceptions come to for a resource. */
  sealed interface Verdict {}

  /** The policy leaves the resource alone. */
  record Exempt(List<CelException> exceptions) implements Verdict {}

  /**
   * Whether an exception holds cannot be told.
   *
   * @param clause the condition
   */
  record Undecided(String error, CelClause clause) implements Verdict {}

  /** The policy judges, and finds these as the variable {@code exceptions}. */
  record Allowing(List<String> images, List<String> values) implements Verdict, Fields {
    @Override
    public String typeName() {
      return "libs.Exception";
    }

    @Override
    public @Nullable Object field(String name) {
      return switch (name) {
        case "allowedImages" -> images;
        case "allowedValues" -> values;
        default -> null;
      };
    }
  }

  /**
   * Decides.
   *
   * @param ignoreErrors whether an exception whose conditions cannot be evaluated does not hold
   */
  Verdict verdict(Scope scope, Facts facts, boolean ignoreErrors) {
    List<Ready> exceptions = ready(facts);
    if (exceptions.isEmpty()) {
      return NONE;
    }
    List<CelException> matching = new ArrayList<>();
    boolean wholly = false;
    Trace trace = scope.trace();
    for (Ready ready : exceptions) {
      CelException exception = ready.exception();
      trace.begin(Trace.Step.EXCEPTION, exception.document(), exception.qualifiedName());
      if (!ready.refusals().isEmpty()) {
        FieldError refusal = ready.refusals().get(0);
        trace.end(Trace.Answer.ERROR, refusal.text());
        return new Undecided(refusal.text(), refusal.clause());
      }
      MatchConditions.Result result = ready.conditions().tryIn(scope);
      trace.end(result.met());
      if (!result.errors().isEmpty() && result.decisive() != null) {
        if (!wholly && !ignoreErrors) {
          return new Undecided(String.join("; ", result.errors()), result.decisive());
        }
      } else if (result.met()) {
        matching.add(exception);
        wholly |= exception.exemptsWholly();
      }
    }
    if (wholly) {
      return new Exempt(matching);
    }
    return matching.isEmpty()
        ? NONE
        : new Allowing(
            matching.stream().flatMap(exception -> exception.images().stream()).toList(),
            matching.stream().flatMap(exception -> exception.values().stream()).toList());
  }

  /** The conditions of the first exception that has some which cannot be compiled. */
  List<FieldError> refusals(Facts facts) {
    for (Ready ready : ready(facts)) {
      if (!ready.refusals().isEmpty()) {
        return ready.refusals();
      }
    }
    return List.of();
  }

  /** Equal questions get the very same list, so reading it once is mostly enough. */
  private List<Ready> ready(Facts facts) {
    List<MapValue> documents =
        facts.ask(new Question.Exceptions(CelException.key(policy.kind(), policy.name())));
    if (documents.isEmpty()) {
      return List.of();
    }
    Known last = known;
    if (last.documents() != documents) {
      last = new Known(documents, documents.stream().map(this::ready).toList());
      known = last;
    }
    return last.exceptions();
  }

  private synchronized Ready ready(MapValue document) {
    CelException exception = CelExceptionReader.read(document);
    try {
      return new Ready(
          exception,
          new MatchConditions(compiler.conditions("spec.matchConditions", exception.conditions())),
          List.of());
    } catch (BrokenPolicy broken) {
      return new Ready(exception, new MatchConditions(List.of()), broken.errors());
    }
  }

  /** The row of a resource that is exempt. */
  CelRow row(Exempt exempt, AdmittedObject object) {
    List<CelException> exceptions = exempt.exceptions();
    boolean passes = decisive(exceptions).passes();
    List<Finding> findings = new ArrayList<>();
    for (CelException exception : exceptions) {
      Value clause = exception.naming(policy.kind(), policy.name());
      findings.add(object.finding(clause));
    }
    return new CelRow(
        "exception",
        passes ? Status.PASS : Status.SKIP,
        "rule is "
            + (passes ? "passed" : "skipped")
            + " due to policy exception: "
            + exceptions.stream()
                .map(CelException::qualifiedName)
                .collect(Collectors.joining(", ")),
        passes ? List.of() : findings,
        Map.of(
            "exceptions",
            exceptions.stream().map(CelException::name).collect(Collectors.joining(","))),
        Effect.NONE);
  }

  /** Of several with one priority the first decides. */
  private static CelException decisive(List<CelException> exceptions) {
    CelException decisive = exceptions.get(0);
    for (CelException exception : exceptions) {
      if (exception.priority() > decisive.priority()) {
        decisive = exception;
      }
    }
    return decisive;
  }
}
