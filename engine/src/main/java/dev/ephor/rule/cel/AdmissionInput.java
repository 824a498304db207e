package dev.ephor.rule.cel;

import dev.ephor.value.MapValue;
import org.jspecify.annotations.Nullable;

/**
 * What an admission policy is asked about.
 *
 * @param object the object with its request
 * @param namespace the object's namespace; null where it has none
 * @param params the parameters; null where there are none
 */
public record AdmissionInput(
    AdmittedObject object, @Nullable MapValue namespace, @Nullable MapValue params) {

  /** What the match conditions of policies that change see: neither namespace nor parameters. */
  AdmissionInput bare() {
    return new AdmissionInput(object, null, null);
  }

  /** Match conditions do not see the namespace. */
  AdmissionInput withoutNamespace() {
    return new AdmissionInput(object, null, params);
  }
}
