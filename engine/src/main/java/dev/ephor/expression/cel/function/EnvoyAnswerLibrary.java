package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Message;
import java.util.ArrayList;
import java.util.List;

/** What policies about requests that come through Envoy answer. */
public final class EnvoyAnswerLibrary {

  private static final String AUTH = "envoy.service.auth.v3.";
  private static final String OK = AUTH + "OkHttpResponse";
  private static final String DENIED = AUTH + "DeniedHttpResponse";
  private static final String RESPONSE = AUTH + "CheckResponse";
  private static final String HEADER = "envoy.config.core.v3.HeaderValueOption";
  private static final String PARAMETER = "envoy.config.core.v3.QueryParameter";

  /** The code of gRPC for what is not permitted. */
  private static final long PERMISSION_DENIED = 7;

  private static final Library LIBRARY = new Library("kyverno.authz.envoy", overloads());

  private EnvoyAnswerLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static List<Overload> overloads() {
    List<Overload> all = new ArrayList<>();
    all.add(Overload.global("envoy.Allowed() -> " + OK, a -> Message.of(OK)));
    all.add(Overload.global("envoy.Denied(int) -> " + DENIED, a -> denied((Long) a[0])));
    all.add(Overload.global("envoy.Header(string, string) -> " + HEADER, a -> header(a[0], a[1])));
    all.add(
        Overload.global(
            "envoy.QueryParam(string, string) -> " + PARAMETER, a -> parameter(a[0], a[1])));
    all.add(
        Overload.member(
            DENIED + ".WithBody(string) -> " + DENIED, a -> ((Message) a[0]).with("body", a[1])));
    headers(all, OK, "WithHeader", "headers");
    headers(all, DENIED, "WithHeader", "headers");
    headers(all, OK, "WithResponseHeader", "response_headers_to_add");
    all.add(
        Overload.member(
            OK + ".WithoutHeader(string) -> " + OK, a -> added(a[0], "headers_to_remove", a[1])));
    all.add(
        Overload.member(
            OK + ".WithQueryParam(" + PARAMETER + ") -> " + OK,
            a -> added(a[0], "query_parameters_to_set", a[1])));
    all.add(
        Overload.member(
            OK + ".WithQueryParam(string, string) -> " + OK,
            a -> added(a[0], "query_parameters_to_set", parameter(a[1], a[2]))));
    all.add(
        Overload.member(
            OK + ".WithoutQueryParam(string) -> " + OK,
            a -> added(a[0], "query_parameters_to_remove", a[1])));
    all.add(
        Overload.member(
            HEADER + ".KeepEmptyValue() -> " + HEADER,
            a -> ((Message) a[0]).with("keep_empty_value", true)));
    all.add(
        Overload.member(
            HEADER + ".KeepEmptyValue(bool) -> " + HEADER,
            a -> ((Message) a[0]).with("keep_empty_value", a[1])));
    all.add(
        Overload.member(OK + ".Response() -> " + RESPONSE, a -> response("ok_response", a[0], 0L)));
    all.add(
        Overload.member(
            DENIED + ".Response() -> " + RESPONSE,
            a -> response("denied_response", a[0], PERMISSION_DENIED)));
    all.add(
        Overload.member(
            RESPONSE + ".WithMessage(string) -> " + RESPONSE,
            a -> {
              Message response = (Message) a[0];
              return response.with("status", response.message("status").with("message", a[1]));
            }));
    all.add(
        Overload.member(
            RESPONSE + ".WithMetadata(map(string, dyn)) -> " + RESPONSE,
            a -> ((Message) a[0]).with("dynamic_metadata", a[1])));
    return all;
  }

  private static void headers(List<Overload> all, String type, String function, String field) {
    String receiver = type + "." + function;
    all.add(
        Overload.member(receiver + "(" + HEADER + ") -> " + type, a -> added(a[0], field, a[1])));
    all.add(
        Overload.member(
            receiver + "(string, string) -> " + type, a -> added(a[0], field, header(a[1], a[2]))));
  }

  private static Object denied(long code) {
    return code < Integer.MIN_VALUE || code > Integer.MAX_VALUE
        ? new CelError("integer overflow")
        : Message.of(DENIED)
            .with("status", Message.of("envoy.type.v3.HttpStatus").with("code", code));
  }

  private static Message header(Object key, Object value) {
    Message pair =
        Message.of("envoy.config.core.v3.HeaderValue").with("key", key).with("value", value);
    return Message.of(HEADER).with("header", pair);
  }

  private static Message parameter(Object key, Object value) {
    return Message.of(PARAMETER).with("key", key).with("value", value);
  }

  private static Message response(String field, Object answer, long code) {
    Message status = Message.of("google.rpc.Status").with("code", code);
    return Message.of(RESPONSE).with("status", status).with(field, answer);
  }

  private static Message added(Object message, String field, Object item) {
    Message changed = (Message) message;
    List<Object> items = new ArrayList<>();
    if (changed.field(field) instanceof List<?> known) {
      items.addAll(known);
    }
    items.add(item);
    return changed.with(field, items);
  }
}
