package dev.ephor.expression.cel.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.CelResult;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to services, and what becomes of their answers. */
class HttpLibraryTest {

  /** An authority that was made for this test. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBczCCARmgAwIBAgIUFiwgMCSNo/TapQOKbKPd94/VZR4wCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjgxMTIyMzJaFw0zNjExMjUxMTIyMzJa
      MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQbCYGw
      DX0QnRDy2kdPhqAAKGpsxWIYLrIIcE2gD0Js8TSiWQG+cDWqaYSa/iIgVPD7gW1E
      5VGTPUPKirK65+Qbo1MwUTAdBgNVHQ4EFgQUCkiSq0Smik4s2ZrDdcJ7YDyvuSsw
      HwYDVR0jBBgwFoAUCkiSq0Smik4s2ZrDdcJ7YDyvuSswDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiEAtH76TyioNesLwiIYtbiAgUiA8ZpIsscntnhk
      15j/kSgCIFmOBXD8kj6Q6ognucyasoZ2/izKZt1CxiE/9Y6yXpHm
      -----END CERTIFICATE-----
      """;

  private final List<Question.ServiceCall> calls = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': 1}        | {\"a\":1}",
        "[1, 2]          | [1,2]",
        "'text'          | \"text\"",
        "true            | true",
        "1.5             | 1.5",
        "null            | null",
        "object          | {\"name\":\"x\"}",
      })
  void anyValueIsSentAsJson(String data, String sent) {
    for (String send : List.of("Post", "post", "Put", "put")) {
      calls.clear();
      evaluate(
          "http." + send + "('https://a.test', " + data + ")", new Reply.Answered(200, json("1")));
      assertThat(calls).extracting(call -> GoJson.write(call.data(), 1000)).containsExactly(sent);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | {\"a\": 1} | {a=1.0, statusCode=200}",
        "404 | {\"error\": \"none\"} | {error=none, statusCode=404}",
        "200 | [1]        | {body=[1.0], statusCode=200}",
        "500 | null       | {body=null, statusCode=500}",
      })
  void theStatusIsPartOfTheAnswer(int status, String body, String answer) {
    CelResult result =
        evaluate("http.Get('https://a.test')", new Reply.Answered(status, json(body)));
    assertThat(result.toString()).contains(answer);
  }

  @Test
  void whatATestPretendsIsTheBody() {
    CelResult result = evaluate("http.Get('https://a.test')", new Reply.Found(json("{\"a\": 1}")));
    assertThat(result.toString()).contains("{body={a=1.0}, statusCode=200}");
  }

  @Test
  void aClientTrustsItsOwnAuthorities() {
    String call = "http.Client(object.ca).Get('https://a.test').statusCode == 200";
    evaluate(call, new Reply.Answered(200, json("1")), Map.of("ca", CERTIFICATE));
    evaluate(call, new Reply.Answered(200, json("1")), Map.of("ca", ""));
    assertThat(calls)
        .extracting(Question.ServiceCall::authorities)
        .containsExactly(CERTIFICATE, "");
    assertThat(evaluate(call, Reply.UNAVAILABLE, Map.of("ca", "no certificate")))
        .isEqualTo(
            new CelResult.Failure("request failed: failed to parse PEM CA bundle for APICall"));
  }

  private CelResult evaluate(String text, Reply reply) {
    return evaluate(text, reply, Map.of("name", "x"));
  }

  private CelResult evaluate(String text, Reply reply, Map<String, Object> object) {
    Facts facts =
        new Facts() {
          @Override
          @SuppressWarnings("unchecked") // the answer's type is the question's
          public <T> T ask(Question<T> question) {
            calls.add((Question.ServiceCall) question);
            return (T) reply;
          }
        };
    CelExpression expression =
        (CelExpression) CelEnvironment.of(CelDialect.VALIDATING).compile(text);
    return expression.evaluate(CelInput.of(Map.of("object", object), facts));
  }

  private static Value json(String text) {
    try {
      return GoJsonReader.read(text);
    } catch (JsonException broken) {
      throw new AssertionError(broken);
    }
  }
}
