package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.value.GoQuote;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a MutatingPolicy or GeneratingPolicy tells in a report besides its verdict, where all went
 * well. Kyverno 1.19: an annotation that cannot be evaluated makes the whole policy an error.
 *
 * @param programs in the order of the text
 */
record AuditAnnotations(List<Program> programs) {

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

  static AuditAnnotations of(List<CelClause> clauses, KyvernoCompiler compiler)
      throws BrokenPolicy {
    return new AuditAnnotations(compiler.annotations("spec.auditAnnotations", clauses));
  }

  Result evaluate(Scope scope) {
    Map<String, String> texts = new TreeMap<>();
    for (Program program : programs) {
      String key = program.clause().name();
      Program.Result result = program.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        String quoted = GoQuote.quote(key);
        return new Failed(
            "failed to evaluate auditAnnotation " + quoted + ": " + failed.message(),
            program.clause());
      } else if (((Program.Valued) result).value() instanceof String text && !text.isEmpty()) {
        texts.put(key, text);
      }
    }
    return new Told(texts);
  }
}
