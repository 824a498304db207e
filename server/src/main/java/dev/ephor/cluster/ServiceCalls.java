package dev.ephor.cluster;

import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Calls of services over HTTP, with JSON both ways. Kyverno 1.19: waits 30 seconds. */
final class ServiceCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Longer answers are refused, as in the reference. */
  private static final int LONGEST = 2_000_000;

  /** As many as Go's client follows. */
  private static final int MOST_REDIRECTIONS = 10;

  private ServiceCalls() {}

  /**
   * Calls.
   *
   * @param guard holds for calls that are to be guarded, redirections of theirs included
   */
  static Reply call(Question.ServiceCall asked, AddressGuard guard) {
    String said = verb(asked.method()) + " \"" + asked.url() + "\": ";
    try {
      return send(asked, said, guard);
    } catch (ConnectException refused) {
      return new Reply.Failed(
          said + Objects.requireNonNullElse(refused.getMessage(), "connection refused"));
    } catch (UnknownHostException unknown) {
      return new Reply.Failed(said + "lookup " + unknown.getMessage() + ": no such host");
    } catch (IOException failure) {
      return new Reply.Failed(said + failure.getMessage());
    } catch (IllegalArgumentException badAddress) {
      return new Reply.Failed(said + badAddress.getMessage());
    } catch (GeneralSecurityException badCertificate) {
      return new Reply.Failed("failed to parse PEM CA bundle: " + badCertificate.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Reply.Failed(said + "interrupted");
    }
  }

  private static Reply send(Question.ServiceCall asked, String said, AddressGuard guard)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpClient client = client(asked);
    URI address = URI.create(asked.url());
    for (int hops = 0; hops <= MOST_REDIRECTIONS; hops++) {
      String refusal = asked.caller().isGuarded() ? guard.refusal(address) : null;
      if (refusal != null) {
        return new Reply.Failed(said + refusal);
      }
      HttpResponse<byte[]> response =
          client.send(request(asked, address), BodyHandlers.ofByteArray());
      String next = response.headers().firstValue("Location").orElse("");
      boolean moved = response.statusCode() / 100 == 3 && !next.isEmpty();
      if (!asked.caller().isGuarded() || !moved || !asked.method().equals("GET")) {
        return reply(asked, response.statusCode(), response.body());
      }
      address = address.resolve(next);
    }
    return new Reply.Failed(said + "stopped after " + MOST_REDIRECTIONS + " redirects");
  }

  private static Reply reply(Question.ServiceCall asked, int status, byte[] body) {
    if (body.length > LONGEST) {
      return new Reply.Failed(
          "response length must be less than max allowed response length of " + LONGEST);
    }
    String text = new String(body, StandardCharsets.UTF_8);
    if (asked.caller().takesAnyAnswer()) {
      return new Reply.Answered(status, jsonOrNull(text));
    } else if (status < 200 || status >= 300) {
      return new Reply.Failed("HTTP " + status + ": " + text);
    }
    try {
      return new Reply.Found(GoJsonReader.read(text));
    } catch (JsonException broken) {
      return new Reply.Failed("the answer is no JSON: " + broken.getMessage());
    }
  }

  private static Value jsonOrNull(String text) {
    try {
      return GoJsonReader.read(text);
    } catch (JsonException noJson) {
      return Scalar.of(null);
    }
  }

  private static HttpRequest request(Question.ServiceCall asked, URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    asked.headers().forEach(request::header);
    boolean sends = !asked.method().equals("GET");
    if (sends && asked.headers().keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      request.header("Content-Type", "application/json");
    }
    return request
        .method(
            asked.method(),
            sends
                ? BodyPublishers.ofString(GoJson.write(asked.data(), Integer.MAX_VALUE))
                : BodyPublishers.noBody())
        .build();
  }

  private static HttpClient client(Question.ServiceCall asked)
      throws GeneralSecurityException, IOException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(
                asked.caller().isGuarded()
                    ? HttpClient.Redirect.NEVER
                    : HttpClient.Redirect.NORMAL);
    return asked.authorities().isEmpty()
        ? client.build()
        : client.sslContext(trusting(asked.authorities())).build();
  }

  private static SSLContext trusting(String authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    byte[] pem = authorities.getBytes(StandardCharsets.UTF_8);
    for (Certificate one :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry("authority-" + store.size(), one);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String verb(String method) {
    return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
  }
}
