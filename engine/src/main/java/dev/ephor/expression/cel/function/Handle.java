package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.Opaque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a library's variable holds, such as {@code resource} in {@code resource.Get(...)}: nothing
 * but the type by which its functions are found.
 *
 * @param typeName the type
 */
public record Handle(String typeName) implements Opaque {

  private static final Map<String, Handle> ALL =
      Map.of(
          "resource", new Handle("resource.Context"),
          "http", new Handle("http.Context"),
          "globalContext", new Handle("globalcontext.Context"),
          "image", new Handle("imagedata.Context"),
          "generator", new Handle("generator.Context"),
          "json", new Handle("json.Json"),
          "mcp", new Handle("mcp.MCP"),
          "yaml", new Handle("yaml.Yaml"));

  /** The value of a library's variable, null where no library has one of that name. */
  public static @Nullable Handle find(String variable) {
    return ALL.get(variable);
  }

  /** The type of a library's variable. */
  public static String typeOf(String variable) {
    Handle handle = ALL.get(variable);
    if (handle == null) {
      throw new IllegalArgumentException(variable);
    }
    return handle.typeName();
  }
}
