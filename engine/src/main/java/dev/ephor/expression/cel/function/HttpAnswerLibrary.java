package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What policies about requests of HTTP answer, and how they read what is asked. */
public final class HttpAnswerLibrary {

  private static final String ATTRIBUTES = "http.CheckRequestAttributes.";

  private static final Library LIBRARY =
      new Library(
          "kyverno.authz.http",
          List.of(
              Overload.global(
                  "http.Allowed() -> http.CheckResponseOk",
                  a -> Message.of("http.CheckResponseOk")),
              Overload.global(
                  "http.Denied(string) -> http.CheckResponseDenied",
                  a -> Message.of("http.CheckResponseDenied").with("reason", a[0])),
              Overload.member(
                  ATTRIBUTES + "Header(string) -> list(string)",
                  a -> header((Message) a[0], (String) a[1])),
              Overload.member(
                  ATTRIBUTES + "QueryParam(string) -> list(string)",
                  a -> listed(((Message) a[0]).field("query"), (String) a[1])),
              Overload.member(
                  "http.CheckResponseOk.Response() -> http.CheckResponse",
                  a -> Message.of("http.CheckResponse").with("ok", a[0])),
              Overload.member(
                  "http.CheckResponseDenied.Response() -> http.CheckResponse",
                  a -> Message.of("http.CheckResponse").with("denied", a[0]))));

  private HttpAnswerLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /** The key asked for is spelled as servers spell keys; those of the request are as they are. */
  private static Object header(Message attributes, String key) {
    return listed(attributes.field("header"), canonical(key));
  }

  private static Object listed(@Nullable Object map, String key) {
    Object values = map instanceof Map<?, ?> known ? known.get(key) : null;
    return values instanceof List<?> list ? new ArrayList<>(list) : List.of();
  }

  /**
   * A header's key as Go spells it: {@code x-request-id} as {@code X-Request-Id}. What is no key is
   * left as it is.
   */
  private static String canonical(String key) {
    if (!key.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      return key;
    }
    StringBuilder spelled = new StringBuilder();
    boolean first = true;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      String letter = String.valueOf(c);
      spelled.append(first ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT));
      first = c == '-';
    }
    return spelled.toString();
  }
}
