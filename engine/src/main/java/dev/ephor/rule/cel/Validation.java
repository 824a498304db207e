package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelValidation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@code validations} of Kyverno's kinds, compiled.
 *
 * @param written as it is read
 * @param condition what must be true
 * @param message computes the message; null where it is written or missing
 */
record Validation(CelValidation written, Program condition, @Nullable Program message) {

  /**
   * Compiles.
   *
   * @throws BrokenPolicy with the first that cannot be
   */
  static List<Validation> of(List<CelValidation> validations, KyvernoCompiler compiler)
      throws BrokenPolicy {
    List<Validation> compiled = new ArrayList<>();
    for (int i = 0; i < validations.size(); i++) {
      CelValidation validation = validations.get(i);
      String path = "spec.validations[" + i + "]";
      CelClause message = validation.messageExpression();
      compiled.add(
          new Validation(
              validation,
              compiler.bool(path + ".expression", validation.expression()),
              message == null ? null : compiler.string(path + ".messageExpression", message)));
    }
    return compiled;
  }

  /**
   * What is said where the condition is false.
   *
   * @param index its number among the validations
   */
  String message(int index, Scope scope) {
    String told = written.message();
    if (message != null) {
      Program.Result result = message.evaluate(scope);
      told =
          result instanceof Program.Failed failed
              ? "failed to evaluate message expression: " + failed.message()
              : String.valueOf(((Program.Valued) result).value());
    }
    return told.isEmpty() ? "CEL expression validation failed at index " + index : told;
  }
}
