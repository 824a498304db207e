package dev.ephor.schema;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a schema text in any order, and a second text that says what they are for: {@code
 * Type: text} or {@code Type.field: text} on a line, {@code #} before a comment. A field that comes
 * with another type ({@code + Type}) is described there, unless a line says otherwise. The second
 * text is loaded with the first question.
 */
final class DescribedTypes implements Definitions {

  private final Map<String, String> bodies;
  private final @Nullable String resource;
  private @Nullable Map<String, String> texts;

  /**
   * @param resource the name of the second text, which may not be there; null for none
   */
  DescribedTypes(Map<String, String> bodies, @Nullable String resource) {
    this.bodies = bodies;
    this.resource = resource;
  }

  @Override
  public @Nullable String definition(String type) {
    return bodies.get(type);
  }

  @Override
  public @Nullable String description(String type) {
    return texts().get(type);
  }

  @Override
  public @Nullable String description(String type, String field) {
    String own = texts().get(type + "." + field);
    if (own != null) {
      return own;
    }
    for (String line : bodies.getOrDefault(type, "").split("\n")) {
      String entry = line.strip();
      String included =
          entry.startsWith("+ ") ? description(entry.substring(2).strip(), field) : null;
      if (included != null) {
        return included;
      }
    }
    return null;
  }

  private synchronized Map<String, String> texts() {
    Map<String, String> known = texts;
    if (known == null) {
      String there = resource != null && TypeLibrary.isThere(resource) ? resource : null;
      known = there == null ? Map.of() : read(TypeLibrary.load(there));
      texts = known;
    }
    return known;
  }

  static Map<String, String> read(String text) {
    Map<String, String> read = new HashMap<>();
    for (String line : text.split("\n")) {
      int colon = line.indexOf(": ");
      if (!line.startsWith("#") && colon > 0) {
        read.put(line.substring(0, colon), line.substring(colon + 2).strip());
      }
    }
    return read;
  }
}
