package dev.ephor.yaml;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Scalars with an explicit tag, as Go's reader takes them: the core tags change the type and must
 * fit the text, every other tag leaves a string.
 *
 * @param content the value after JSON; the text itself where the tag does not fit
 * @param problem why the tag does not fit, or null
 */
record TaggedScalar(@Nullable Object content, @Nullable String problem) {

  static final String CORE = "tag:yaml.org,2002:";

  static TaggedScalar read(String tag, String text) {
    if (!tag.startsWith(CORE)) {
      return new TaggedScalar(text, null);
    }
    String name = tag.substring(CORE.length());
    return switch (name) {
      case "binary" -> binary(text);
      case "null", "bool", "int", "float" -> core(name, text);
      default -> new TaggedScalar(text, null);
    };
  }

  private static TaggedScalar core(String name, String text) {
    Object resolved = ScalarTyping.resolve(text);
    boolean fits =
        switch (name) {
          case "null" -> resolved == null;
          case "bool" -> resolved instanceof Boolean;
          case "int" -> resolved instanceof Number && !(resolved instanceof Double);
          default -> resolved instanceof Number;
        };
    if (fits) {
      return new TaggedScalar(ScalarTyping.toJson(resolved), null);
    }
    return new TaggedScalar(
        text, "The tag !!" + name + " does not fit this value; remove the tag or correct it.");
  }

  private static TaggedScalar binary(String text) {
    try {
      String compact = text.replace("\n", "").replace("\r", "");
      byte[] bytes = Base64.getDecoder().decode(compact);
      return new TaggedScalar(new String(bytes, StandardCharsets.UTF_8), null);
    } catch (IllegalArgumentException notBase64) {
      return new TaggedScalar(
          text, "A !!binary value must be base64; encode it or remove the tag.");
    }
  }
}
