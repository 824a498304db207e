package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.policy.CelPolicy;
import dev.ephor.rule.Trace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands before that which a policy of Kyverno does, whatever that is.
 *
 * @param namespace where the policy stands; empty where it is cluster-wide
 * @param conditions what has to be true of an object
 * @param variables the policy's own
 * @param exemptions the exceptions from it
 */
record Premises(
    String namespace,
    MatchConditions conditions,
    Map<String, Program> variables,
    CelExemptions exemptions) {

  static Premises of(
      CelPolicy policy,
      List<Program> conditions,
      Map<String, Program> variables,
      KyvernoCompiler compiler) {
    return new Premises(
        compiler.namespace(),
        new MatchConditions(conditions),
        variables,
        new CelExemptions(policy, compiler));
  }

  /**
   * What the policy's expressions see.
   *
   * @param trace hears of what is evaluated
   */
  Scope scope(Map<String, @Nullable Object> bindings, Facts facts, Trace trace) {
    return new Scope(bindings, variables, Scope.VariableError.PLAIN, facts, namespace, trace);
  }

  /**
   * Asks the exceptions, whose conditions see no variables.
   *
   * @param ignoreErrors whether an exception whose conditions cannot be evaluated does not hold
   * @param trace hears of what is evaluated
   */
  CelExemptions.Verdict verdict(
      Map<String, @Nullable Object> bindings, Facts facts, boolean ignoreErrors, Trace trace) {
    Scope scope = Scope.withoutVariables(bindings, facts, namespace, trace);
    return exemptions.verdict(scope, facts, ignoreErrors);
  }
}
