package dev.ephor.lint;

import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.CelValidation;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A validation that has nothing to say when it fails, so that its user reads a path or an
 * expression. What {@code podSecurity} and {@code manifests} say of themselves is enough.
 */
final class MissingMessage implements Lint.Check {

  private static final List<String> CHECKS = List.of("pattern", "anyPattern", "deny", "foreach");

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (MapValue rule : subject.rules()) {
      MapValue validate = rule.map("validate");
      if (validate == null) {
        continue;
      }
      MapValue cel = validate.map("cel");
      if (cel != null) {
        String hint = isBlank(validate.child("message")) ? "" : "; that of validate is not used";
        Subject.maps(cel.list("expressions")).forEach(one -> expression(one, hint, found));
      } else if (isBlank(validate.child("message"))
          && CHECKS.stream().anyMatch(validate::containsKey)) {
        found.accept(
            LintFinding.atKey(
                validate,
                "this rule has no message: say in validate.message what to do when it fails"));
      }
    }
    CelPolicy cel = subject.cel();
    if (cel != null) {
      for (CelValidation validation : validations(cel.spec().body())) {
        expression(validation.node(), "", found);
      }
    }
  }

  private static List<CelValidation> validations(CelBody body) {
    if (body instanceof CelBody.Validate validate) {
      return validate.validations();
    } else if (body instanceof CelBody.ValidateImages images) {
      return images.validations();
    }
    return body instanceof CelBody.Admit admit ? admit.validations() : List.of();
  }

  private static void expression(MapValue validation, String hint, Consumer<LintFinding> found) {
    Value expression = validation.child("expression");
    if (expression != null
        && isBlank(validation.child("message"))
        && isBlank(validation.child("messageExpression"))) {
      found.accept(
          LintFinding.atKey(
              expression,
              "this validation has no message: say beside its expression what to do when it fails"
                  + hint));
    }
  }

  private static boolean isBlank(@Nullable Value value) {
    return value == null
        || value.isNull()
        || (value.asString() != null && value.asString().isBlank());
  }
}
