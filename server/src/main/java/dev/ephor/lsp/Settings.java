package dev.ephor.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The client's settings, section {@code ephor}.
 *
 * @param maxDiagnostics how many diagnostics a file shows, worst first
 */
record Settings(int maxDiagnostics) {

  static final Settings DEFAULT = new Settings(1000);

  /** Reads settings leniently: what is missing or of another type keeps its value. */
  Settings with(@Nullable JsonElement given) {
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
    return new Settings(valid ? max.getAsInt() : maxDiagnostics);
  }
}
