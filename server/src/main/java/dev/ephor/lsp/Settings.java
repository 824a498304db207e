package dev.ephor.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The client's settings, section {@code ephor}.
 *
 * @param maxDiagnostics how many diagnostics a file shows, worst first; null when the client does
 *     not say
 */
record Settings(@Nullable Integer maxDiagnostics) {

  static final Settings DEFAULT = new Settings(null);

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
    return valid ? new Settings(max.getAsInt()) : DEFAULT;
  }
}
