package dev.ephor.expression.cel.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of messages: which fields they have, and of which types. A field that is not set reads as
 * the zero of its type.
 *
 * @param name the type's name in expressions
 * @param fields the types of the fields by their names, as signatures of functions write types
 * @see <a
 *     href="https://www.envoyproxy.io/docs/envoy/latest/api-v3/service/auth/v3/external_auth.proto">
 *     Envoy: external authorization</a>
 */
public record MessageType(String name, Map<String, String> fields) {

  private static final String AUTH = "envoy.service.auth.v3.";
  private static final String CONTEXT = AUTH + "AttributeContext";
  private static final String CORE = "envoy.config.core.v3.";
  private static final String TEXTS = "map(string, string)";
  private static final String ANY = "map(string, dyn)";
  private static final String LISTS = "map(string, list(string))";
  private static final String HEADERS = "list(" + CORE + "HeaderValueOption)";

  private static final Map<String, MessageType> ALL = new HashMap<>();

  static {
    List.of(
            type("http.CheckRequest", "attributes", "http.CheckRequestAttributes"),
            type(
                "http.CheckRequestAttributes",
                "method",
                "string",
                "header",
                LISTS,
                "host",
                "string",
                "protocol",
                "string",
                "contentLength",
                "int",
                "body",
                "bytes",
                "scheme",
                "string",
                "path",
                "string",
                "query",
                LISTS,
                "fragment",
                "string"),
            type(
                "http.CheckResponse",
                "ok",
                "http.CheckResponseOk",
                "denied",
                "http.CheckResponseDenied"),
            type("http.CheckResponseOk"),
            type("http.CheckResponseDenied", "reason", "string"),
            type("jwt.Token", "Claims", ANY, "Valid", "bool"),
            type(
                "mcp.MCPRequest",
                "Method",
                "string",
                "Paginated",
                "mcp.PaginatedParams",
                "ToolCall",
                "mcp.CallToolParams",
                "ResourceRead",
                "mcp.ReadResourceParams",
                "PromptGet",
                "mcp.GetPromptParams",
                "Initialize",
                "mcp.InitializeParams",
                "SetLogLevel",
                "mcp.SetLevelParams",
                "Elicitation",
                "mcp.ElicitationParams"),
            type("mcp.PaginatedParams", "Cursor", "string"),
            type("mcp.CallToolParams", "Name", "string", "Arguments", "dyn"),
            type("mcp.ReadResourceParams", "URI", "string", "Arguments", ANY),
            type("mcp.GetPromptParams", "Name", "string", "Arguments", TEXTS),
            type(
                "mcp.InitializeParams",
                "ProtocolVersion",
                "string",
                "ClientInfo",
                "mcp.Implementation"),
            type("mcp.Implementation", "Name", "string", "Version", "string"),
            type("mcp.SetLevelParams", "Level", "string"),
            type("mcp.ElicitationParams", "Message", "string", "RequestedSchema", "dyn"),
            type(AUTH + "CheckRequest", "attributes", CONTEXT),
            type(
                CONTEXT,
                "source",
                CONTEXT + ".Peer",
                "destination",
                CONTEXT + ".Peer",
                "request",
                CONTEXT + ".Request",
                "context_extensions",
                TEXTS,
                "metadata_context",
                CORE + "Metadata",
                "route_metadata_context",
                CORE + "Metadata",
                "tls_session",
                CONTEXT + ".TLSSession"),
            type(
                CONTEXT + ".Peer",
                "address",
                CORE + "Address",
                "service",
                "string",
                "labels",
                TEXTS,
                "principal",
                "string",
                "certificate",
                "string"),
            type(CONTEXT + ".Request", "time", "timestamp", "http", CONTEXT + ".HttpRequest"),
            type(
                CONTEXT + ".HttpRequest",
                "id",
                "string",
                "method",
                "string",
                "headers",
                TEXTS,
                "header_map",
                CORE + "HeaderMap",
                "path",
                "string",
                "host",
                "string",
                "scheme",
                "string",
                "query",
                "string",
                "fragment",
                "string",
                "size",
                "int",
                "protocol",
                "string",
                "body",
                "string",
                "raw_body",
                "bytes"),
            type(CONTEXT + ".TLSSession", "sni", "string"),
            type(CORE + "Metadata", "filter_metadata", "map(string, " + ANY + ")"),
            type(CORE + "HeaderMap", "headers", "list(" + CORE + "HeaderValue)"),
            type(CORE + "HeaderValue", "key", "string", "value", "string", "raw_value", "bytes"),
            type(
                CORE + "HeaderValueOption",
                "header",
                CORE + "HeaderValue",
                "append_action",
                "int",
                "keep_empty_value",
                "bool"),
            type(CORE + "QueryParameter", "key", "string", "value", "string"),
            type(CORE + "Address", "socket_address", CORE + "SocketAddress", "pipe", CORE + "Pipe"),
            type(
                CORE + "SocketAddress",
                "protocol",
                "int",
                "address",
                "string",
                "port_value",
                "int",
                "named_port",
                "string",
                "resolver_name",
                "string",
                "ipv4_compat",
                "bool"),
            type(CORE + "Pipe", "path", "string", "mode", "int"),
            type(
                AUTH + "CheckResponse",
                "status",
                "google.rpc.Status",
                "denied_response",
                AUTH + "DeniedHttpResponse",
                "ok_response",
                AUTH + "OkHttpResponse",
                "dynamic_metadata",
                ANY),
            type("google.rpc.Status", "code", "int", "message", "string"),
            type(
                AUTH + "DeniedHttpResponse",
                "status",
                "envoy.type.v3.HttpStatus",
                "headers",
                HEADERS,
                "body",
                "string"),
            type("envoy.type.v3.HttpStatus", "code", "int"),
            type(
                AUTH + "OkHttpResponse",
                "headers",
                HEADERS,
                "headers_to_remove",
                "list(string)",
                "dynamic_metadata",
                ANY,
                "response_headers_to_add",
                HEADERS,
                "query_parameters_to_set",
                "list(" + CORE + "QueryParameter)",
                "query_parameters_to_remove",
                "list(string)"))
        .forEach(type -> ALL.put(type.name(), type));
  }

  public MessageType {
    fields = Map.copyOf(fields);
  }

  private static MessageType type(String name, String... fieldsAndTypes) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < fieldsAndTypes.length; i += 2) {
      fields.put(fieldsAndTypes[i], fieldsAndTypes[i + 1]);
    }
    return new MessageType(name, fields);
  }

  /** The type of a name; null where no messages are called that. */
  public static @Nullable MessageType find(String name) {
    return ALL.get(name);
  }

  /** All types by their names. */
  public static Map<String, MessageType> all() {
    return Map.copyOf(ALL);
  }
}
