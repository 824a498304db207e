package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.value.GoQuote;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a policy tells in a report besides its verdict. Kyverno 1.19: an annotation that cannot be
 * evaluated makes the whole policy an error.
 *
 * @param programs in the order of the text
 * @param quote how an error writes the key of an annotation
 */
record AuditAnnotations(List<Program> programs, UnaryOperator<String> quote) {

  static final AuditAnnotations NONE = new AuditAnnotations(List.of(), GoQuote::quote);

  /** What came of them. */
  sealed interface Result {}

  /** Their texts, by key; those that are empty are left out. */
  record Told(Map<String, String> texts) implements Result {}

  /**
   * One that cannot be evaluated.
   *
   * @param message in the reference's words
   */
  record Failed(String message, CelClause clause) implements Result {}

  /** Those of policies that judge, whose errors quote simply. */
  static AuditAnnotations ofJudging(List<CelClause> clauses, KyvernoCompiler compiler)
      throws BrokenPolicy {
    return of(clauses, compiler, key -> "'" + key + "'");
  }

  /** Those of policies that change or create, whose errors quote as Go does. */
  static AuditAnnotations ofMaking(List<CelClause> clauses, KyvernoCompiler compiler)
      throws BrokenPolicy {
    return of(clauses, compiler, GoQuote::quote);
  }

  private static AuditAnnotations of(
      List<CelClause> clauses, KyvernoCompiler compiler, UnaryOperator<String> quote)
      throws BrokenPolicy {
    return new AuditAnnotations(compiler.annotations("spec.auditAnnotations", clauses), quote);
  }

  Result evaluate(Scope scope) {
    Map<String, String> texts = new TreeMap<>();
    for (Program program : programs) {
      String key = program.clause().name();
      Program.Result result = program.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        return new Failed(
            "failed to evaluate auditAnnotation " + quote.apply(key) + ": " + failed.message(),
            program.clause());
      } else if (((Program.Valued) result).value() instanceof String text && !text.isEmpty()) {
        texts.put(key, text);
      }
    }
    return new Told(texts);
  }
}
