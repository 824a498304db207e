package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Fields;
import dev.ephor.rule.Trace;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the expressions of one policy see of one resource. The policy's own variables are computed
 * when first read and then kept, errors too. Not for several threads.
 */
final class Scope {

  private final CelInput input;
  private final Variables variables;
  private final Facts facts;
  private final String namespace;
  private final Trace trace;

  /** How an error of a variable reads to whoever uses it. */
  @FunctionalInterface
  interface VariableError {
    /** Kyverno's kinds hand the error on. */
    VariableError PLAIN = (name, failed) -> failed.message();

    String text(String name, Program.Failed failed);
  }

  /**
   * The scope of a policy that may stand in a namespace.
   *
   * @param namespace where the policy stands; empty where it is cluster-wide
   * @param trace hears of what is evaluated
   */
  Scope(
      Map<String, ?> bindings,
      Map<String, Program> variables,
      VariableError wording,
      Facts facts,
      String namespace,
      Trace trace) {
    this(bindings, true, variables, wording, facts, namespace, new HashMap<>(), trace);
  }

  private Scope(
      Map<String, ?> bindings,
      boolean bound,
      Map<String, Program> variables,
      VariableError wording,
      Facts facts,
      String namespace,
      Map<String, Object> computed,
      Trace trace) {
    this.trace = trace;
    this.variables = new Variables(variables, wording, computed);
    this.facts = facts;
    this.namespace = namespace;
    Map<String, Object> all = new HashMap<>(bindings);
    if (bound) {
      all.put("variables", this.variables);
    }
    this.input = CelInput.of(all, facts).inNamespace(namespace);
  }

  /**
   * What the conditions of exceptions see. Kyverno 1.19: they may name the policy's variables,
   * which are bound only afterwards, so that whoever reads one gets an error.
   */
  static Scope withoutVariables(
      Map<String, ?> bindings, Facts facts, String namespace, Trace trace) {
    return new Scope(
        bindings, false, Map.of(), VariableError.PLAIN, facts, namespace, new HashMap<>(), trace);
  }

  /** The same scope with other bindings: variables that were read before keep their values. */
  Scope rebound(Map<String, ?> bindings) {
    return new Scope(
        bindings,
        true,
        variables.programs,
        variables.wording,
        facts,
        namespace,
        variables.computed,
        trace);
  }

  /** Who hears of what is evaluated. */
  Trace trace() {
    return trace;
  }

  CelInput input() {
    return input;
  }

  /** What evaluations in this scope have cost so far, in CEL's units. */
  long spent() {
    return input.spent();
  }

  private final class Variables implements Fields {
    private final Map<String, Program> programs;
    private final VariableError wording;
    private final Map<String, Object> computed;

    private Variables(
        Map<String, Program> programs, VariableError wording, Map<String, Object> computed) {
      this.programs = programs;
      this.wording = wording;
      this.computed = computed;
    }

    @Override
    public String typeName() {
      return "kyverno.variables";
    }

    /** A variable knows only those before it, so that none can ask for itself. */
    @Override
    public @Nullable Object field(String name) {
      Object known = computed.get(name);
      if (known != null) {
        return known;
      }
      Program program = programs.get(name);
      if (program == null) {
        return null;
      }
      Program.Result result = program.evaluate(Scope.this);
      Object value =
          result instanceof Program.Valued valued
              ? valued.value()
              : new CelError(wording.text(name, (Program.Failed) result));
      computed.put(name, value);
      return value;
    }
  }
}
