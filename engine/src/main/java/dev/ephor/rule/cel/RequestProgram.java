package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.Messages;
import dev.ephor.expression.cel.function.McpLibrary;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.Message;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelSpec;
import dev.ephor.policy.CelValidation;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.FailurePolicy;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A ValidatingPolicy in HTTP or Envoy mode: it answers requests. The first validation that gives an
 * answer decides; one that gives null leaves it to the next.
 *
 * @see <a href="https://kyverno.github.io/kyverno-authz/">Kyverno Authz</a>
 */
final class RequestProgram implements CelProgram {

  private final String name;
  private final CelSpec spec;
  private final String namespace;
  private final MatchConditions conditions;
  private final Map<String, Program> variables;
  private final List<Program> answers;

  private RequestProgram(
      String name,
      CelSpec spec,
      String namespace,
      MatchConditions conditions,
      Map<String, Program> variables,
      List<Program> answers) {
    this.name = name;
    this.spec = spec;
    this.namespace = namespace;
    this.conditions = conditions;
    this.variables = variables;
    this.answers = answers;
  }

  /**
   * Compiles.
   *
   * @throws BrokenPolicy with the first expression that cannot be compiled
   */
  static RequestProgram of(
      String name, CelSpec spec, CelBody.Validate body, KyvernoCompiler compiler)
      throws BrokenPolicy {
    List<Program> conditions = new ArrayList<>();
    for (int i = 0; i < spec.matchConditions().size(); i++) {
      conditions.add(
          compiler.typed(
              "spec.matchConditions[" + i + "].expression",
              spec.matchConditions().get(i),
              Set.of("bool"),
              "matchCondition output is expected to be of type bool"));
    }
    Map<String, Program> variables = compiler.variables("spec.variables", spec.variables());
    String answer =
        spec.mode() == EvaluationMode.HTTP
            ? "http.CheckResponse"
            : "envoy.service.auth.v3.CheckResponse";
    List<Program> answers = new ArrayList<>();
    for (int i = 0; i < body.validations().size(); i++) {
      CelValidation validation = body.validations().get(i);
      answers.add(
          compiler.typed(
              "spec.validations[" + i + "].expression",
              validation.expression(),
              Set.of(answer, "null_type", "null"),
              "rule response output is expected to be of type " + answer));
    }
    return new RequestProgram(
        name, spec, compiler.namespace(), new MatchConditions(conditions), variables, answers);
  }

  /** A request is no object of Kubernetes. */
  @Override
  public boolean mayMatch(GroupVersionKind type) {
    return type.kind().isEmpty();
  }

  /** What came of evaluating. */
  private sealed interface Result {}

  private record Answered(Message answer, CelClause clause) implements Result {}

  private record Silent() implements Result {}

  private record Failed(String message, CelClause clause) implements Result {}

  @Override
  public List<CelRow> judge(AdmittedObject object, Facts facts) {
    boolean http = spec.mode() == EvaluationMode.HTTP;
    Message request;
    try {
      request =
          http ? Messages.http(object.resource().root()) : Messages.envoy(object.resource().root());
    } catch (Messages.Unreadable unreadable) {
      return List.of(
          row(Status.ERROR, String.valueOf(unreadable.getMessage()), object, spec.node()));
    }
    Map<String, Object> bindings = new HashMap<>(McpLibrary.constants());
    bindings.put("object", request);
    Result result =
        evaluate(
            new Scope(bindings, variables, Scope.VariableError.PLAIN, facts, namespace, Trace.OFF));
    if (result instanceof Failed failed && spec.failurePolicy() == FailurePolicy.FAIL) {
      return List.of(row(Status.ERROR, failed.message(), object, failed.clause().node()));
    } else if (result instanceof Answered answered) {
      return List.of(answer(answered, http, object));
    }
    return List.of(row(Status.SKIP, "request does not match", object, spec.node()));
  }

  private CelRow answer(Answered answered, boolean http, AdmittedObject object) {
    Message answer = answered.answer();
    Value clause = answered.clause().node();
    if (answer.set().containsKey(http ? "ok" : "ok_response")) {
      return row(Status.PASS, "request allowed", object, clause);
    }
    String message =
        http
            ? "request denied, reason: " + answer.message("denied").field("reason")
            : "request denied with status code "
                + answer.message("denied_response").message("status").field("code");
    return row(Status.FAIL, message, object, clause);
  }

  private Result evaluate(Scope scope) {
    MatchConditions.Result met = conditions.tryIn(scope);
    if (!met.met()) {
      return met.errors().isEmpty() || met.decisive() == null
          ? new Silent()
          : new Failed(String.join("; ", met.errors()), met.decisive());
    }
    for (Program program : answers) {
      Program.Result result = program.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        return new Failed(failed.message(), program.clause());
      } else if (((Program.Valued) result).value() instanceof Message answer) {
        return new Answered(answer, program.clause());
      } else if (((Program.Valued) result).value() != CelNull.NULL) {
        throw new IllegalStateException("an answer is a message or null");
      }
    }
    return new Silent();
  }

  private CelRow row(Status status, String message, AdmittedObject object, Value clause) {
    return CelRow.of(name, status, message, object.finding(clause), Map.of());
  }
}
