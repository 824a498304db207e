package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelValidation;
import dev.ephor.policy.FailurePolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The validations of an admission policy as the API server runs them. What cannot be compiled or
 * evaluated denies, unless errors are to be ignored.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/">Kubernetes:
 *     Validating Admission Policy</a>
 */
public final class AdmissionProgram {

  /** A computed message that is longer, in bytes, is not used. */
  private static final int LONGEST_MESSAGE = 5 * 1024;

  private final AdmissionCompiler compiler;
  private final MatchConditions conditions;
  private final List<Check> checks;
  private final List<Program> annotations;
  private final CostBudget conditionBudget;
  private final CostBudget budget;
  private final CostBudget annotationBudget;
  private final boolean ignoresErrors;
  private final String defaultMessage;

  private record Check(CelValidation validation, Program program, @Nullable Program message) {}

  private AdmissionProgram(
      AdmissionCompiler compiler,
      MatchConditions conditions,
      List<Check> checks,
      List<Program> annotations,
      boolean ignoresErrors,
      String defaultMessage) {
    this.compiler = compiler;
    this.conditions = conditions;
    this.checks = checks;
    this.annotations = annotations;
    int variables = compiler.variables().size();
    this.conditionBudget = CostBudget.ofConditions(conditions.size() + variables);
    // Messages are another round, in which variables are computed anew.
    this.budget = CostBudget.ofPolicy(2 * (checks.size() + variables));
    this.annotationBudget = CostBudget.ofPolicy(annotations.size() + variables);
    this.ignoresErrors = ignoresErrors;
    this.defaultMessage = defaultMessage;
  }

  /**
   * Compiles.
   *
   * @param defaultMessage for validations without a message; empty for none
   */
  public static AdmissionProgram of(
      CelBody.Admit body,
      List<CelClause> matchConditions,
      List<CelClause> variables,
      FailurePolicy failurePolicy,
      String defaultMessage) {
    AdmissionCompiler compiler =
        new AdmissionCompiler(CelEnvironment.of(CelDialect.ADMISSION), variables);
    List<Program> conditions = new ArrayList<>();
    for (CelClause condition : matchConditions) {
      conditions.add(compiler.bool(condition));
    }
    List<Check> checks = new ArrayList<>();
    for (CelValidation validation : body.validations()) {
      CelClause message = validation.messageExpression();
      checks.add(
          new Check(
              validation,
              compiler.bool(validation.expression()),
              message == null ? null : compiler.string(message)));
    }
    List<Program> annotations = body.auditAnnotations().stream().map(compiler::textOrNull).toList();
    return new AdmissionProgram(
        compiler,
        new MatchConditions(conditions, AdmissionProgram::told),
        checks,
        annotations,
        failurePolicy == FailurePolicy.IGNORE,
        defaultMessage);
  }

  /** The expressions that cannot be compiled. */
  public List<FieldError> errors() {
    return compiler.errors();
  }

  /** What an admission policy says of a request. */
  public sealed interface Decision {}

  /** Everything is true. */
  public record Admitted() implements Decision {}

  /**
   * A match condition is false.
   *
   * @param condition which
   */
  public record NotMet(CelClause condition) implements Decision {}

  /**
   * Something is false, or could not be evaluated.
   *
   * @param message what is said
   * @param reason where: in the expression and in the object
   * @param error whether it could not be evaluated
   * @param admitted whether the request goes through all the same
   */
  public record Refused(String message, Reason reason, boolean error, boolean admitted)
      implements Decision {}

  /** Decides. */
  public Decision decide(AdmissionInput input, Facts facts) {
    Scope conditionScope = compiler.scope(input.withoutNamespace(), facts);
    MatchConditions.Result met = conditions.tryIn(conditionScope, conditionBudget);
    if (!met.errors().isEmpty() && met.decisive() != null) {
      return ignoresErrors
          ? new NotMet(met.decisive())
          : new Refused(
              aggregate(met.errors()),
              new Reason(input.object().finding(met.decisive().node())),
              true,
              false);
    } else if (!met.met() && met.decisive() != null) {
      return new NotMet(met.decisive());
    }
    Decision decision = validated(input, facts);
    return annotationBudget.mayBeExceeded() ? annotated(decision, input, facts) : decision;
  }

  /**
   * The API server evaluates all validations before it looks at any, and then all messages, of what
   * holds too. That makes a difference only where all of them together could cost too much.
   */
  private Decision validated(AdmissionInput input, Facts facts) {
    Scope scope = compiler.scope(input, facts);
    List<Program.Result> results = new ArrayList<>(checks.size());
    for (Check check : checks) {
      Program.Result result = check.program().evaluate(scope);
      if (budget.isExceeded(scope.spent())) {
        return exceeded(CostBudget.EXCEEDED, check.program(), input);
      }
      results.add(result);
      if (!isTrue(result) && !budget.mayBeExceeded()) {
        break;
      }
    }
    if (budget.mayBeExceeded() && results.get(0) instanceof Program.Valued) {
      List<Program> messages =
          checks.stream().map(Check::message).filter(Objects::nonNull).toList();
      Program beyond = beyond(messages, compiler.scope(input, facts), scope.spent());
      if (beyond != null) {
        return exceeded("failed messageExpression: " + CostBudget.EXCEEDED, beyond, input);
      }
    }
    for (int i = 0; i < results.size(); i++) {
      Check check = checks.get(i);
      if (results.get(i) instanceof Program.Failed failed) {
        String message = told(check.validation().expression(), failed);
        return new Refused(message, reason(check, scope, input), true, ignoresErrors);
      } else if (!isTrue(results.get(i))) {
        return new Refused(message(check, scope), reason(check, scope, input), false, false);
      }
    }
    return new Admitted();
  }

  private static boolean isTrue(Program.Result result) {
    return result instanceof Program.Valued valued && valued.isTrue();
  }

  /** Annotations are told nowhere, but they may cost too much, and then nothing else counts. */
  private Decision annotated(Decision decision, AdmissionInput input, Facts facts) {
    Program beyond = beyond(annotations, compiler.scope(input, facts), 0);
    return beyond == null ? decision : exceeded(CostBudget.EXCEEDED, beyond, input);
  }

  /** The expression with which the budget is exceeded; null where it suffices. */
  private @Nullable Program beyond(List<Program> programs, Scope scope, long spentBefore) {
    for (Program program : programs) {
      program.evaluate(scope);
      if (budget.isExceeded(spentBefore + scope.spent())) {
        return program;
      }
    }
    return null;
  }

  private Refused exceeded(String message, Program program, AdmissionInput input) {
    Reason reason = new Reason(input.object().finding(program.clause().node()));
    return new Refused(message, reason, true, ignoresErrors);
  }

  private Reason reason(Check check, Scope scope, AdmissionInput input) {
    return Reasons.of(check.program(), compiler.variables(), scope, input.object());
  }

  private static String told(CelClause clause, Program.Failed failed) {
    return failed.broken()
        ? "compilation error: " + failed.message()
        : "expression '" + clause.expression() + "' resulted in error: " + failed.message();
  }

  private String message(Check check, Scope scope) {
    String message = computed(check.message(), scope);
    if (message.isEmpty()) {
      String written = check.validation().message();
      message = (written.isEmpty() ? defaultMessage : written).strip();
    }
    return message.isEmpty()
        ? "failed expression: " + check.validation().expression().expression().strip()
        : message;
  }

  private static String computed(@Nullable Program expression, Scope scope) {
    if (expression != null
        && expression.evaluate(scope) instanceof Program.Valued valued
        && valued.value() instanceof String text) {
      String message = text.strip();
      boolean usable =
          message.indexOf('\n') < 0
              && message.getBytes(StandardCharsets.UTF_8).length <= LONGEST_MESSAGE;
      return usable ? message : "";
    }
    return "";
  }

  /** Several errors as Kubernetes says them: each once. */
  static String aggregate(List<String> errors) {
    Set<String> different = new LinkedHashSet<>(errors);
    String joined = String.join(", ", different);
    return different.size() == 1 ? joined : "[" + joined + "]";
  }
}
