package dev.ephor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.ephor.context.Question;
import dev.ephor.context.Question.ServiceCall.Caller;
import dev.ephor.context.Reply;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {

  private HttpServer server;
  private String address;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/data", 200, "", "{\"a\": 1}");
    answer("/moved", 302, "/data", "");
    answer("/away", 302, "http://169.254.1.1/", "");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String location, String body) {
    server.createContext(
        path,
        exchange -> {
          if (!location.isEmpty()) {
            exchange.getResponseHeaders().add("Location", location);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, true",
    "http://127.8.9.1:8080/x, true",
    "http://[::1]/, true",
    "http://[::ffff:127.0.0.1]/, true",
    "http://169.254.169.254/latest/meta-data, true",
    "http://10.1.2.3/, true",
    "http://172.31.255.255/, true",
    "http://172.32.0.0/, false",
    "http://192.168.0.1/, true",
    "http://100.64.0.1/, true",
    "http://[fe80::1]/, true",
    "http://[fd00::1]/, true",
    "http://METADATA.google.internal/, true",
    "http://203.0.113.7/, false",
    "http://[2001:db8::1]/, false",
  })
  void blocksTheCallersOwnNetwork(String url, boolean blocked) throws UnknownHostException {
    assertThat(AddressGuard.of(Map.of()).refusal(URI.create(url)) != null).isEqualTo(blocked);
  }

  @Test
  void saysWhatIsBlockedAndHowToAllowIt() throws UnknownHostException {
    assertThat(AddressGuard.of(Map.of()).refusal(URI.create("http://127.0.0.1/")))
        .isEqualTo(
            "127.0.0.1 (127.0.0.1) is blocked by 127.0.0.0/8; set FLAG_HTTP_BLOCKLIST to what shall"
                + " be instead");
  }

  @Test
  void anAllowlistLeavesOutEverythingElse() throws UnknownHostException {
    AddressGuard guard =
        AddressGuard.of(Map.of("FLAG_HTTP_ALLOWLIST", "https://203.0.113.7/v1/, https://x.test"));
    assertThat(guard.refusal(URI.create("https://203.0.113.7/v1/a"))).isNull();
    assertThat(guard.refusal(URI.create("https://203.0.113.7/v2/a")))
        .isEqualTo("it begins with nothing that FLAG_HTTP_ALLOWLIST allows");
  }

  @Test
  void guardedCallsAreRefusedOthersAreNot() {
    assertThat(call("/data", true, Map.of())).startsWith("failed: Get \"" + address + "/data\": ");
    assertThat(call("/data", false, Map.of())).isEqualTo("found: {a=1}");
  }

  @Test
  void whereARedirectionLeadsIsLookedAtToo() {
    Map<String, String> lenient = Map.of("FLAG_HTTP_BLOCKLIST", "169.254.0.0/16");
    assertThat(call("/moved", true, lenient)).isEqualTo("found: {a=1}");
    assertThat(call("/away", true, lenient)).contains("169.254.1.1", "169.254.0.0/16");
  }

  /** What expressions call answers whatever the status is; a rule's call must succeed. */
  @Test
  void expressionsGetAnyAnswer() {
    answer("/gone", 410, "", "{\"why\": \"old\"}");
    answer("/text", 200, "", "hello");
    Map<String, String> lenient = Map.of("FLAG_HTTP_BLOCKLIST", "169.254.0.0/16");
    assertThat(call("/gone", Caller.EXPRESSION, lenient)).isEqualTo("410: {why=old}");
    assertThat(call("/text", Caller.EXPRESSION, lenient)).isEqualTo("200: null");
    assertThat(call("/gone", Caller.RULE, lenient)).startsWith("failed: HTTP 410");
  }

  private String call(String path, boolean guarded, Map<String, String> environment) {
    return call(path, guarded ? Caller.KEYS : Caller.RULE, environment);
  }

  private String call(String path, Caller caller, Map<String, String> environment) {
    Reply reply =
        ServiceCalls.call(
            new Question.ServiceCall(
                "GET", address + path, Map.of(), MapValue.empty(Source.NONE, 0), "", caller),
            AddressGuard.of(environment));
    if (reply instanceof Reply.Answered answered) {
      return answered.status() + ": " + answered.body();
    }
    return reply instanceof Reply.Found found
        ? "found: " + found.value()
        : "failed: " + ((Reply.Failed) reply).reason();
  }
}
