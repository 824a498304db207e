package dev.ephor.rule.cel;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import java.util.Locale;

/**
 * The name of a kind in API paths. Of a kind that is not known it is guessed, as clients of
 * Kubernetes do.
 */
public final class PluralName {

  private PluralName() {}

  /** The plural, in lower case. */
  public static String of(GroupVersionKind type) {
    return KubernetesIndex.plural(type).orElseGet(() -> guessed(type.kind()));
  }

  private static String guessed(String kind) {
    String singular = kind.toLowerCase(Locale.ROOT);
    if (singular.isEmpty() || singular.endsWith("endpoints")) {
      return singular;
    } else if (singular.endsWith("s")) {
      return singular + "es";
    } else if (singular.endsWith("y")) {
      return singular.substring(0, singular.length() - 1) + "ies";
    }
    return singular + "s";
  }
}
