package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelCompilation;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelProblem;
import dev.ephor.policy.CelClause;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles the expressions of one of Kyverno's kinds. An expression that cannot be compiled, or
 * whose static type is not the one that is wanted, breaks the whole policy.
 */
final class KyvernoCompiler {

  private static final Set<String> TEXT_OR_NULL = Set.of("string", "null_type");

  private final String namespace;
  private CelEnvironment environment;

  /**
   * @param namespace where the policy stands; empty where it is cluster-wide
   */
  KyvernoCompiler(CelDialect dialect, String namespace) {
    this.namespace = namespace;
    this.environment = CelEnvironment.of(dialect, !namespace.isEmpty());
  }

  /** Where the policy stands; empty where it is cluster-wide. */
  String namespace() {
    return namespace;
  }

  /** Conditions, none of which may be anything but a bool. */
  List<Program> conditions(String path, List<CelClause> clauses) throws BrokenPolicy {
    List<Program> programs = new ArrayList<>();
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      try {
        programs.add(bool(path + "[" + i + "].expression", clauses.get(i)));
      } catch (BrokenPolicy broken) {
        errors.addAll(broken.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new BrokenPolicy(errors);
    }
    return programs;
  }

  /** Variables, each of which may use those before it; later expressions may use them all. */
  Map<String, Program> variables(String path, List<CelClause> clauses) throws BrokenPolicy {
    Map<String, Program> programs = new LinkedHashMap<>();
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      CelClause clause = clauses.get(i);
      try {
        CelExpression expression = compile(path + "[" + i + "].expression", clause);
        programs.put(clause.name(), Program.of(clause, expression));
        environment = environment.withVariable(clause.name(), expression);
      } catch (BrokenPolicy broken) {
        errors.addAll(broken.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new BrokenPolicy(errors);
    }
    return programs;
  }

  /** Audit annotations: each is a text or nothing. */
  List<Program> annotations(String path, List<CelClause> clauses) throws BrokenPolicy {
    List<Program> programs = new ArrayList<>();
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      try {
        programs.add(
            typed(
                path + "[" + i + "].valueExpression",
                clauses.get(i),
                TEXT_OR_NULL,
                "output is expected to be either of type string or null_type"));
      } catch (BrokenPolicy broken) {
        errors.addAll(broken.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new BrokenPolicy(errors);
    }
    return programs;
  }

  Program bool(String path, CelClause clause) throws BrokenPolicy {
    return typed(path, clause, Set.of("bool"), "output is expected to be of type bool");
  }

  /** An expression of any type. */
  Program any(String path, CelClause clause) throws BrokenPolicy {
    return Program.of(clause, compile(path, clause));
  }

  Program string(String path, CelClause clause) throws BrokenPolicy {
    return typed(path, clause, Set.of("string"), "output is expected to be of type string");
  }

  /** Makes a partial object. */
  Program partialObject(String path, CelClause clause) throws BrokenPolicy {
    return typed(path, clause, Set.of("Object"), "output is expected to be of type Object");
  }

  /** Makes JSON patch operations. */
  Program patches(String path, CelClause clause) throws BrokenPolicy {
    return typed(
        path,
        clause,
        Set.of("list(JSONPatch)"),
        "output is expected to be of type list(JSONPatch)");
  }

  /**
   * An expression of one of some static types.
   *
   * @param otherwise what is said of one of another type
   */
  Program typed(String path, CelClause clause, Set<String> types, String otherwise)
      throws BrokenPolicy {
    CelExpression expression = compile(path, clause);
    if (!types.contains(expression.resultType())) {
      String reason = otherwise + ", but it is " + expression.resultType();
      throw new BrokenPolicy(List.of(new FieldError(path, clause, otherwise, reason, null)));
    }
    return Program.of(clause, expression);
  }

  /** An expression that stands inside another text, with the variables declared so far. */
  CelCompilation compilation(String expression) {
    return environment.compile(expression);
  }

  private CelExpression compile(String path, CelClause clause) throws BrokenPolicy {
    CelCompilation compilation = compilation(clause.expression());
    if (compilation instanceof CelExpression expression) {
      return expression;
    }
    CelProblem problem = (CelProblem) compilation;
    List<FieldError> errors = new ArrayList<>();
    for (CelProblem.Finding finding : problem.findings()) {
      errors.add(
          new FieldError(
              path,
              clause,
              problem.message(),
              finding.message(),
              word(clause.expression(), finding.offset())));
    }
    throw new BrokenPolicy(errors);
  }

  /**
   * The word at an offset, or the sign that stands there. The compiler names the dot before a field
   * and the bracket behind a function; the word is the field or the function.
   */
  static Span word(String text, int offset) {
    int at = Math.max(0, Math.min(offset, text.length()));
    int start = at;
    if (at < text.length() && text.charAt(at) == '(') {
      while (start > 0 && isWord(text.charAt(start - 1))) {
        start--;
      }
    } else if (at + 1 < text.length() && text.charAt(at) == '.' && isWord(text.charAt(at + 1))) {
      start = at + 1;
    }
    int end = start;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    return end == start ? new Span(at, Math.min(text.length(), at + 1)) : new Span(start, end);
  }

  private static boolean isWord(char sign) {
    return Character.isUnicodeIdentifierPart(sign);
  }
}
