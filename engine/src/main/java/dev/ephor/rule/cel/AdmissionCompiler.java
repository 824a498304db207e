package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.CelCompilation;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelProblem;
import dev.ephor.policy.CelClause;
import dev.ephor.value.GoQuote;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of an admission policy. One that cannot be compiled says so when it is
 * asked.
 */
final class AdmissionCompiler {

  private final Map<String, Program> variables = new LinkedHashMap<>();
  private final List<FieldError> errors = new ArrayList<>();
  private CelEnvironment environment;

  AdmissionCompiler(CelEnvironment environment, List<CelClause> variables) {
    this.environment = environment;
    for (CelClause variable : variables) {
      CelExpression expression = null;
      CelCompilation compilation = this.environment.compile(variable.expression());
      if (compilation instanceof CelExpression compiled) {
        expression = compiled;
        this.environment = this.environment.withVariable(variable.name(), compiled);
      }
      this.variables.put(
          variable.name(),
          expression == null
              ? broken(variable, (CelProblem) compilation)
              : Program.of(variable, expression));
    }
  }

  /** What could not be compiled so far. */
  List<FieldError> errors() {
    return errors;
  }

  /** The composed variables, by name. */
  Map<String, Program> variables() {
    return variables;
  }

  Program bool(CelClause clause) {
    return typed(clause, "bool");
  }

  Program string(CelClause clause) {
    return typed(clause, "string");
  }

  /** A text, or null for none. */
  Program textOrNull(CelClause clause) {
    return typed(clause, "string", "null_type");
  }

  /** Makes a partial object. */
  Program partialObject(CelClause clause) {
    return typed(clause, "Object");
  }

  /** Makes JSON patch operations. */
  Program patches(CelClause clause) {
    return typed(clause, "list(JSONPatch)");
  }

  private Program typed(CelClause clause, String type, String... others) {
    CelCompilation compilation = environment.compile(clause.expression());
    if (compilation instanceof CelProblem problem) {
      return broken(clause, problem);
    }
    CelExpression expression = (CelExpression) compilation;
    if (!expression.resultType().equals(type)
        && !List.of(others).contains(expression.resultType())) {
      String reason = "must evaluate to " + type + " but got " + expression.resultType();
      errors.add(new FieldError("", clause, reason, reason, null));
      return Program.broken(clause, reason);
    }
    return Program.of(clause, expression);
  }

  private Program broken(CelClause clause, CelProblem problem) {
    for (CelProblem.Finding finding : problem.findings()) {
      errors.add(
          new FieldError(
              "",
              clause,
              problem.message(),
              finding.message(),
              KyvernoCompiler.word(clause.expression(), finding.offset())));
    }
    return Program.broken(clause, "compilation failed: " + problem.message());
  }

  /** What the compiled expressions see. */
  Scope scope(AdmissionInput input, Facts facts) {
    AdmittedObject object = input.object();
    return scope(input, object.object() == null ? null : object.shown(), facts);
  }

  /**
   * What they see of an object that was changed meanwhile.
   *
   * @param shown the object as expressions see it; null where there is none
   */
  Scope scope(AdmissionInput input, @Nullable MapValue shown, Facts facts) {
    AdmittedObject object = input.object();
    Map<String, @Nullable Object> bindings = new HashMap<>();
    bindings.put("object", shown);
    bindings.put("oldObject", object.shownOld());
    bindings.put("request", RequestMap.ofAdmission(object));
    bindings.put("namespaceObject", input.namespace());
    bindings.put("params", input.params());
    return new Scope(
        bindings, variables, AdmissionCompiler::variableError, facts, "", object.trace());
  }

  private static String variableError(String name, Program.Failed failed) {
    return "composited variable "
        + GoQuote.quote(name)
        + (failed.broken() ? " fails to compile: " : " fails to evaluate: ")
        + failed.message();
  }
}
