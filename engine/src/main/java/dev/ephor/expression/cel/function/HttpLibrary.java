package dev.ephor.expression.cel.function;

import dev.ephor.context.Question;
import dev.ephor.context.Question.ServiceCall.Caller;
import dev.ephor.context.Reply;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.expression.cel.value.StructValues;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kyverno's functions that call services of the web. Any value is sent as JSON. */
public final class HttpLibrary {

  private static final String TYPE = "http.Context";
  private static final String HTTP = TYPE + ".";
  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  private HttpLibrary() {}

  /**
   * Calls whoever these certificates vouch for.
   *
   * @param authorities in PEM
   */
  private record Client(String authorities) implements Opaque {
    @Override
    public String typeName() {
      return TYPE;
    }
  }

  /** The functions. */
  public static Library library() {
    List<Overload> all = new ArrayList<>();
    String headers = ", map(string, string)";
    for (String get : new String[] {"Get", "get"}) {
      all.add(Overload.askingMember(HTTP + get + "(string) -> dyn", call("GET", false)));
      all.add(
          Overload.askingMember(HTTP + get + "(string" + headers + ") -> dyn", call("GET", false)));
    }
    for (String send : new String[] {"Post", "post", "Put", "put"}) {
      String method = send.equalsIgnoreCase("post") ? "POST" : "PUT";
      all.add(Overload.askingMember(HTTP + send + "(string, dyn) -> dyn", call(method, true)));
      all.add(
          Overload.askingMember(
              HTTP + send + "(string, dyn" + headers + ") -> dyn", call(method, true)));
    }
    for (String client : new String[] {"Client", "client"}) {
      all.add(
          Overload.member(HTTP + client + "(string) -> " + TYPE, a -> client(a[0], (String) a[1])));
    }
    return new Library("http", all);
  }

  private static Object client(Object before, String authorities) {
    if (authorities.isEmpty()) {
      return before;
    }
    return holdsCertificates(authorities)
        ? new Client(authorities)
        : new CelError("request failed: failed to parse PEM CA bundle for APICall");
  }

  private static boolean holdsCertificates(String pem) {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.UTF_8);
      return pem.contains("-----BEGIN CERTIFICATE-----")
          && !CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .isEmpty();
    } catch (CertificateException unreadable) {
      return false;
    }
  }

  private static Overload.Call call(String method, boolean sends) {
    return (a, world) -> {
      Value data = NOTHING;
      if (sends) {
        try {
          data = StructValues.of(CelValues.of(a[2]), null);
        } catch (StructValues.Unconvertible wrong) {
          return new CelError("invalid arg 2: " + wrong.getMessage());
        }
      }
      int next = sends ? 3 : 2;
      Map<String, String> headers = new LinkedHashMap<>();
      if (a.length > next && a[next] instanceof Map<?, ?> given) {
        given.forEach(
            (key, value) ->
                headers.put(CelText.of(CelValues.of(key)), CelText.of(CelValues.of(value))));
      }
      String authorities = a[0] instanceof Client client ? client.authorities() : "";
      Caller caller =
          world.namespace().isEmpty() ? Caller.EXPRESSION : Caller.NAMESPACED_EXPRESSION;
      Question<Reply> question =
          new Question.ServiceCall(method, (String) a[1], headers, data, authorities, caller);
      return told(world.facts().ask(question));
    };
  }

  private static Object told(Reply reply) {
    if (reply instanceof Reply.Failed failed) {
      return new CelError("request failed: " + failed.reason());
    } else if (reply instanceof Reply.Answered answered) {
      return told(answered.body(), answered.status());
    } else if (reply instanceof Reply.Found mocked) {
      return wrapped(PlainValues.withDoubles(mocked.value()), 200);
    }
    return new CelError("internal error: not implemented");
  }

  /** An object has the status among its fields; anything else is the body of a new one. */
  private static Object told(Value body, int status) {
    Object read = PlainValues.withDoubles(body);
    if (!(read instanceof Map<?, ?> map)) {
      return wrapped(read, status);
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    map.forEach((key, value) -> answer.put((String) key, value));
    answer.put("statusCode", (long) status);
    return CelValues.of(answer);
  }

  /** Kyverno 1.19: what a test pretends is always the body. */
  private static Object wrapped(Object body, int status) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("body", body);
    answer.put("statusCode", (long) status);
    return CelValues.of(answer);
  }
}
