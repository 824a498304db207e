package dev.ephor.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The client's settings, section {@code ephor}.
 *
 * @param maxDiagnostics how many diagnostics a file shows, worst first; null when the client does
 *     not say
 * @param kubernetesSchema whether plain manifests are completed, explained and held against the
 *     structure of their kinds; off where another extension does
 * @param lint whether what lints say of policies is shown
 * @param valueHints whether policies show behind their expressions what these come to
 */
record Settings(
    @Nullable Integer maxDiagnostics, boolean kubernetesSchema, boolean lint, boolean valueHints) {

  static final Settings DEFAULT = new Settings(null, true, true, true);

  /** Reads settings leniently: what is missing or of another type is not said. */
  static Settings of(@Nullable JsonElement given) {
    JsonObject section = given instanceof JsonObject object ? object : new JsonObject();
    if (section.get("ephor") instanceof JsonObject nested) {
      section = nested;
    }
    JsonElement max = section.get("maxDiagnostics");
    boolean valid =
        max != null
            && max.isJsonPrimitive()
            && max.getAsJsonPrimitive().isNumber()
            && max.getAsInt() > 0;
    return new Settings(
        valid ? max.getAsInt() : null,
        !isOff(section.get("kubernetesSchema")),
        !isOff(section.get("lint")),
        !isOff(section.get("valueHints")));
  }

  private static boolean isOff(@Nullable JsonElement value) {
    return value != null && value.isJsonPrimitive() && value.getAsString().equals("off");
  }
}
