package dev.ephor.expression.cel;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the expressions of one place may name: the variables and functions of a dialect and the
 * composed variables declared so far. Immutable and shared; compiled expressions are kept, so that
 * compiling a text twice costs nothing.
 */
public final class CelEnvironment {

  /** How many expressions one environment keeps; a folder of policies has far fewer. */
  private static final int MOST_KEPT = 4_096;

  private static final Map<CelDialect, CelEnvironment> CLUSTERED = new EnumMap<>(CelDialect.class);
  private static final Map<CelDialect, CelEnvironment> NAMESPACED = new EnumMap<>(CelDialect.class);

  private final CelDialect dialect;
  private final boolean namespaced;
  private final Map<String, CelExpression> variables;
  private final Map<String, CelCompilation> kept = new ConcurrentHashMap<>();
  private final Map<Object, CelEnvironment> extended = new ConcurrentHashMap<>();

  private CelEnvironment(
      CelDialect dialect, boolean namespaced, Map<String, CelExpression> variables) {
    this.dialect = dialect;
    this.namespaced = namespaced;
    this.variables = variables;
  }

  /** The environment of a policy of the whole cluster. */
  public static CelEnvironment of(CelDialect dialect) {
    return of(dialect, false);
  }

  /**
   * The environment of a policy.
   *
   * @param namespaced whether the policy stands in a namespace; {@code resource} functions then
   *     take no namespace
   */
  public static CelEnvironment of(CelDialect dialect, boolean namespaced) {
    Map<CelDialect, CelEnvironment> environments = namespaced ? NAMESPACED : CLUSTERED;
    synchronized (environments) {
      return environments.computeIfAbsent(
          dialect, missing -> new CelEnvironment(dialect, namespaced, Map.of()));
    }
  }

  /**
   * This environment with a composed variable, which later expressions read as {@code
   * variables.<name>} with the type that its own expression has.
   */
  public CelEnvironment withVariable(String name, CelExpression definition) {
    CelEnvironment known = extended.get(Map.entry(name, definition));
    if (known != null) {
      return known;
    }
    Map<String, CelExpression> more = new LinkedHashMap<>(variables);
    more.put(name, definition);
    CelEnvironment larger = new CelEnvironment(dialect, namespaced, more);
    if (extended.size() < MOST_KEPT) {
      CelEnvironment other = extended.putIfAbsent(Map.entry(name, definition), larger);
      return other == null ? larger : other;
    }
    return larger;
  }

  /** The composed variables declared so far, by name, in order; what an input takes. */
  public Map<String, CelExpression> variables() {
    return variables;
  }

  /** Compiles an expression of any type. */
  public CelCompilation compile(String text) {
    CelCompilation known = kept.get(text);
    if (known != null) {
      return known;
    }
    CelCompilation compiled = new Compiler(dialect, namespaced, variables).compile(text);
    if (kept.size() < MOST_KEPT) {
      kept.put(text, compiled);
    }
    return compiled;
  }

  /**
   * Compiles an expression that must have one of some static types. Of another type, {@code dyn}
   * included, it is a problem, as in the reference.
   *
   * @param allowed such as {@code bool} or {@code string}
   */
  public CelCompilation compile(String text, String... allowed) {
    CelCompilation compiled = compile(text);
    if (!(compiled instanceof CelExpression expression)) {
      return compiled;
    }
    for (String type : allowed) {
      if (expression.resultType().equals(type)) {
        return expression;
      }
    }
    return CelProblem.of(
        allowed.length == 1
            ? "output is expected to be of type " + allowed[0]
            : "output is expected to be either of type " + String.join(" or ", allowed));
  }
}
