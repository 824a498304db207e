package dev.ephor.evaluation;

import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Template;
import dev.ephor.rule.validate.ValidateMessages;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.GoJson;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/** A rule's own message, which may hold variables. */
final class RuleMessage {

  private static final int LONGEST = 1_000_000;

  private final String written;
  private final Template template;

  RuleMessage(String written) {
    this.written = written;
    this.template = Template.of(Scalar.of(written));
  }

  String written() {
    return written;
  }

  /** The message; null when a variable in it has no value. */
  @Nullable String filled(RuleVariables variables) {
    if (!(template.resolve(variables) instanceof Resolved resolved)) {
      return null;
    }
    String text = resolved.value().asString();
    return text == null ? GoJson.writeDoubles(resolved.value(), LONGEST) : text;
  }

  /** The message of a deny rule, with what its conditions have to say. */
  String denied(RuleVariables variables, String rule, String said) {
    if (written.isEmpty() && said.isEmpty()) {
      return ValidateMessages.denied(rule, "");
    }
    Resolution resolution =
        said.isEmpty()
            ? template.resolve(variables)
            : Template.of(Scalar.of(ValidateMessages.joined(written, said))).resolve(variables);
    if (!(resolution instanceof Resolved resolved)) {
      return said;
    }
    Value value = resolved.value();
    String text = value.asString();
    return text == null
        ? "the produced message didn't resolve to a string, check your policy definition."
        : text;
  }
}
