package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Message;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests of the Model Context Protocol, as policies about requests do.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/">Model Context Protocol</a>
 */
public final class McpLibrary {

  private static final String REQUEST = "mcp.MCPRequest.";

  /** The names of methods, by the constants that stand for them. */
  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("mcp.InitializeMethod", "initialize"),
          Map.entry("mcp.PingMethod", "ping"),
          Map.entry("mcp.ResourcesListMethod", "resources/list"),
          Map.entry("mcp.ResourcesTemplatesListMethod", "resources/templates/list"),
          Map.entry("mcp.ResourcesReadMethod", "resources/read"),
          Map.entry("mcp.PromptsListMethod", "prompts/list"),
          Map.entry("mcp.PromptsGetMethod", "prompts/get"),
          Map.entry("mcp.ToolsListMethod", "tools/list"),
          Map.entry("mcp.ToolsCallMethod", "tools/call"),
          Map.entry("mcp.SetLogLevelMethod", "logging/setLevel"),
          Map.entry("mcp.ElicitationCreateMethod", "elicitation/create"));

  /** Which field holds the parameters of a method. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "initialize", "Initialize",
          "resources/list", "Paginated",
          "resources/templates/list", "Paginated",
          "tools/list", "Paginated",
          "prompts/list", "Paginated",
          "resources/read", "ResourceRead",
          "tools/call", "ToolCall",
          "logging/setLevel", "SetLogLevel",
          "prompts/get", "PromptGet",
          "elicitation/create", "Elicitation");

  private static final Library LIBRARY =
      new Library(
          "kyverno.mcp",
          List.of(
              Overload.member("mcp.MCP.Parse(dyn) -> mcp.MCPRequest", a -> parse(a[1])),
              one("GetStringArgument", "string", McpLibrary::text),
              one("GetIntArgument", "int", McpLibrary::integer),
              one("GetFloatArgument", "double", McpLibrary::real),
              one("GetBoolArgument", "bool", McpLibrary::truth),
              several(
                  "GetStringSliceArgument",
                  "string",
                  "unsupported native conversion from string to '[]string'"),
              several(
                  "GetIntSliceArgument", "int", "unsupported type conversion from 'int' to []int"),
              several(
                  "GetFloatSliceArgument",
                  "double",
                  "type conversion error from Double to '[]float64'"),
              several(
                  "GetBoolSliceArgument", "bool", "type conversion error from bool to '[]bool'")));

  private McpLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /** The constants that expressions may name, with what they hold. */
  public static Map<String, String> constants() {
    return METHODS;
  }

  private static Overload one(
      String name, String type, Function<Object, @Nullable Object> converted) {
    return Overload.member(
        REQUEST + name + "(string, " + type + ") -> " + type,
        a -> {
          Object found = arguments((Message) a[0]).get((String) a[1]);
          Object value = found == null ? null : converted.apply(found);
          return value == null ? a[2] : value;
        });
  }

  /**
   * The default is declared as a single value, which the reference then cannot read as a list:
   * these functions always fail.
   */
  private static Overload several(String name, String type, String problem) {
    return Overload.member(
        REQUEST + name + "(string, " + type + ") -> list(" + type + ")",
        a -> new CelError(problem));
  }

  private static Object parse(Object text) {
    if (!(text instanceof String json)) {
      return CelError.NO_SUCH_OVERLOAD;
    }
    try {
      if (!(GoJsonReader.read(json) instanceof MapValue root)) {
        return new CelError("json: cannot unmarshal into a request");
      }
      String method = Objects.requireNonNullElse(root.string("method"), "");
      Message request = Message.of("mcp.MCPRequest").with("Method", method);
      String field = PARAMETERS.get(method);
      if (field == null) {
        return request;
      }
      MapValue params = root.map("params");
      return params == null ? request : request.with(field, read(request.message(field), params));
    } catch (JsonException wrong) {
      return new CelError(String.valueOf(wrong.getMessage()));
    }
  }

  /** Keys of JSON are fields in Go's spelling: {@code name} is {@code Name}. */
  private static Message read(Message empty, MapValue json) {
    Message message = empty;
    for (String field : empty.type().fields().keySet()) {
      for (int i = 0; i < json.size(); i++) {
        if (!json.keyAt(i).equalsIgnoreCase(field) || json.valueAt(i).isNull()) {
          continue;
        }
        Object inner = empty.field(field);
        message =
            message.with(
                field,
                inner instanceof Message nested && json.valueAt(i) instanceof MapValue map
                    ? read(nested, map)
                    : PlainValues.withDoubles(json.valueAt(i)));
      }
    }
    return message;
  }

  /** The arguments of whatever is called or read. */
  private static Map<?, ?> arguments(Message request) {
    for (String field : List.of("ToolCall", "ResourceRead", "PromptGet")) {
      if (request.message(field).field("Arguments") instanceof Map<?, ?> map && !map.isEmpty()) {
        return map;
      }
    }
    return Map.of();
  }

  private static @Nullable Object text(Object value) {
    return value instanceof String ? value : null;
  }

  private static @Nullable Object integer(Object value) {
    if (value instanceof Double number) {
      return (long) (double) number;
    }
    return value instanceof String text && text.matches("[+-]?[0-9]{1,18}")
        ? (Object) Long.parseLong(text)
        : null;
  }

  private static @Nullable Object real(Object value) {
    if (value instanceof Double) {
      return value;
    }
    return value instanceof String text
            && text.matches("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?")
        ? (Object) Double.parseDouble(text)
        : null;
  }

  private static @Nullable Object truth(Object value) {
    if (value instanceof Boolean) {
      return value;
    } else if (value instanceof Double number) {
      return number != 0;
    }
    return value instanceof String text
        ? switch (text.toLowerCase(Locale.ROOT)) {
          case "1", "t", "true" -> (Object) true;
          case "0", "f", "false" -> (Object) false;
          default -> null;
        }
        : null;
  }
}
