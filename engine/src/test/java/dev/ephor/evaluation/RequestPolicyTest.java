package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What policies in HTTP and Envoy mode answer to a request. */
class RequestPolicyTest {

  private static final String HTTP =
      """
      {"attributes": {
        "method": "POST", "host": "shop.example", "path": "/orders", "contentLength": 12,
        "header": {"X-Team": ["a", "b"]}, "query": {"page": ["2"]},
        "body": "eyJhIjogMX0=", "unknown": true}}
      """;

  private static final String ENVOY =
      """
      {"attributes": {
        "source": {"address": {"socketAddress": {"address": "10.0.0.1", "portValue": 80}}},
        "request": {
          "time": "2026-01-02T12:00:00Z",
          "http": {"method": "GET", "path": "/admin", "headers": {"x-team": "a"}, "size": "7"}},
        "contextExtensions": {"env": "test"}}}
      """;

  /** A world at noon without anything else. */
  private static final Facts NOON =
      new Facts() {
        @Override
        @SuppressWarnings("unchecked") // the answer's type is the question's
        public <T> T ask(Question<T> question) {
          return question instanceof Question.Time
              ? (T) Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC)
              : (T) Reply.UNAVAILABLE;
        }
      };

  private static Policy policy(String mode, String spec) {
    String text =
        """
        apiVersion: policies.kyverno.io/v1
        kind: ValidatingPolicy
        metadata: {name: p}
        spec:
          evaluation: {mode: %s}
        """
                .formatted(mode)
            + spec.indent(2);
    MapValue root = (MapValue) YamlParser.parse(new Source("policy"), text).root();
    return PolicyReader.read(root).policy();
  }

  private static String answer(String mode, String request, String spec) throws JsonException {
    MapValue root = (MapValue) GoJsonReader.read(request);
    StringBuilder lines = new StringBuilder();
    for (RuleOutcome outcome :
        PreparedPolicy.of(policy(mode, spec))
            .evaluate(Resource.changed(root), AdmissionRequest.CREATE, NOON)) {
      lines.append(outcome.status()).append(' ').append(outcome.rule()).append(": ");
      lines.append(outcome.message());
    }
    return lines.toString();
  }

  /** What a validation answers that denies with a value as the reason. */
  private static String valueIn(String mode, String request, String expression)
      throws JsonException {
    String denied = mode.equals("HTTP") ? "http.Denied(string(X)).Response()" : "";
    String spec =
        mode.equals("HTTP")
            ? "validations:\n- expression: |-\n    " + denied.replace("X", expression)
            : "variables:\n- name: x\n  expression: |-\n    "
                + expression
                + "\nvalidations:\n- expression: |-\n    variables.x"
                + " ? envoy.Allowed().Response() : envoy.Denied(403).Response()";
    return answer(mode, request, spec);
  }

  @Test
  void theFirstAnswerDecides() throws JsonException {
    String spec =
        """
        matchConditions:
        - {name: orders, expression: object.attributes.path == '/orders'}
        variables:
        - {name: team, expression: "object.attributes.Header('x-team')"}
        validations:
        - expression: "size(variables.team) > 2 ? http.Allowed().Response() : null"
        - expression: http.Denied(variables.team[1]).Response()
        - expression: http.Allowed().Response()
        """;

    assertThat(answer("HTTP", HTTP, spec)).isEqualTo("FAIL p: request denied, reason: b");
    assertThat(answer("HTTP", "{\"attributes\": {}}", spec))
        .isEqualTo("SKIP p: request does not match");
  }

  @Test
  void anErrorIsOneUnlessFailuresAreIgnored() throws JsonException {
    String spec =
        "validations:\n- expression: \"http.Denied(object.attributes.header['no'][0]).Response()\"";

    assertThat(answer("HTTP", HTTP, spec)).isEqualTo("ERROR p: no such key: no");
    assertThat(answer("HTTP", HTTP, "failurePolicy: Ignore\n" + spec))
        .isEqualTo("SKIP p: request does not match");
  }

  @Test
  void anAnswerOfAnotherTypeIsNone() {
    PreparedPolicy prepared =
        PreparedPolicy.of(policy("HTTP", "validations:\n- expression: 'true'"));

    assertThat(prepared.refusal())
        .contains(
            "failed to compile HTTP policy p: spec.validations[0].expression: Invalid value:"
                + " \"true\": rule response output is expected to be of type http.CheckResponse");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "object.attributes.method                                | POST",
        "object.attributes.contentLength                         | 12",
        "object.attributes.Header('X-TEAM').join('+')            | a+b",
        "size(object.attributes.Header('none'))                  | 0",
        "object.attributes.QueryParam('page')[0]                 | 2",
        "object.attributes.scheme + '.'                          | .",
        "has(object.attributes.scheme)                           | false",
        "json.Unmarshal(string(object.attributes.body)).a == 1.0 | true",
        "parseImageReference('nginx:1.2').tag()                  | 1.2",
        "mcp.ToolsCallMethod                                     | tools/call",
        "mcp.Parse('{\"method\": \"tools/call\", \"params\": {\"name\": \"go\"}}').ToolCall.Name |"
            + " go",
        "mcp.Parse('{\"method\": \"tools/call\", \"params\": {\"arguments\": {\"n\": \"7\"}}}')"
            + ".GetIntArgument('n', 0) | 7",
        "mcp.Parse('{\"method\": \"ping\"}').GetStringArgument('n', 'none') | none",
        "mcp.Parse('{\"method\": \"tools/call\", \"params\": {\"arguments\": {\"b\": true}}}')"
            + ".GetBoolArgument('b', false) | true",
        "mcp.Parse('{\"method\": \"tools/call\", \"params\": {\"arguments\": {\"f\": 1.5}}}')"
            + ".GetFloatArgument('f', 0.0) | 1.5",
      })
  void policiesOfHttpRead(String expression, String value) throws JsonException {
    assertThat(valueIn("HTTP", HTTP, expression))
        .isEqualTo("FAIL p: request denied, reason: " + value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "object.attributes.request.http.method == 'GET'",
        "object.attributes.request.http.headers['x-team'] == 'a'",
        "object.attributes.request.http.size == 7",
        "object.attributes.request.time.getHours() == 12",
        "object.attributes.source.address.socket_address.port_value == 80",
        "object.attributes.destination.principal == ''",
        "!has(object.attributes.destination.principal)",
        "object.attributes.context_extensions['env'] == 'test'",
        "envoy.Header('a', 'b').KeepEmptyValue().keep_empty_value",
        "!envoy.Header('a', 'b').KeepEmptyValue(false).keep_empty_value",
        "envoy.Allowed().WithHeader('a', 'b').headers[0].header.value == 'b'",
        "envoy.Allowed().WithHeader(envoy.Header('a', 'b')).headers[0].header.key == 'a'",
        "envoy.Allowed().WithoutHeader('a').headers_to_remove == ['a']",
        "envoy.Allowed().WithResponseHeader('a', 'b').response_headers_to_add.size() == 1",
        "envoy.Allowed().WithQueryParam('a', 'b').query_parameters_to_set[0].value == 'b'",
        "envoy.Allowed().WithQueryParam(envoy.QueryParam('a', 'b'))"
            + ".query_parameters_to_set[0].key == 'a'",
        "envoy.Allowed().WithoutQueryParam('a').query_parameters_to_remove == ['a']",
        "envoy.Denied(401).WithBody('no').body == 'no'",
        "envoy.Denied(401).WithHeader('a', 'b').headers.size() == 1",
        "envoy.Denied(401).Response().status.code == 7",
        "envoy.Allowed().Response().WithMessage('hi').status.message == 'hi'",
        "envoy.Allowed().Response().WithMetadata({'a': 'b'}).dynamic_metadata.a == 'b'",
      })
  void policiesOfEnvoyRead(String expression) throws JsonException {
    assertThat(valueIn("Envoy", ENVOY, expression)).isEqualTo("PASS p: request allowed");
  }

  @Test
  void envoyIsDeniedWithACode() throws JsonException {
    assertThat(answer("Envoy", ENVOY, "validations:\n- expression: envoy.Denied(429).Response()"))
        .isEqualTo("FAIL p: request denied with status code 429");
  }

  @Test
  void tokensAreDecodedWithTheirKey() throws JsonException, GeneralSecurityException {
    String good = token("{\"sub\": \"ada\", \"exp\": 1999999999}");
    String old = token("{\"sub\": \"ada\", \"exp\": 1000000000}");

    assertThat(valueIn("HTTP", HTTP, "jwt.Decode('" + good + "', 'secret').Claims.sub"))
        .endsWith("reason: ada");
    assertThat(valueIn("HTTP", HTTP, "jwt.Decode('" + good + "', 'secret').Valid"))
        .endsWith("reason: true");
    assertThat(valueIn("HTTP", HTTP, "jwt.Decode('" + old + "', 'secret').Valid"))
        .endsWith("reason: false");
    assertThat(valueIn("HTTP", HTTP, "jwt.Decode('" + good + "', 'other').Valid"))
        .isEqualTo("ERROR p: could not verify message using any of the signatures or keys");
    assertThat(
            valueIn(
                "HTTP",
                HTTP,
                "jwt.Decode('" + good + "', jwks.Fetch('https://keys.example')).Valid"))
        .startsWith("ERROR p: failed to fetch \"https://keys.example\":");
  }

  private static String token(String claims) throws GeneralSecurityException {
    String signed = packed("{\"alg\": \"HS256\"}") + "." + packed(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String packed(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
