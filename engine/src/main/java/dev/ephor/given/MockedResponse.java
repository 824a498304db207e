package dev.ephor.given;

import dev.ephor.context.Reply;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a test says that a call gives ({@code apiCallResponses}).
 *
 * @param url an address, or a path of the Kubernetes API
 * @param method {@code GET}, {@code POST}, or empty for both
 * @param status an HTTP status
 * @param body what is answered
 */
public record MockedResponse(String url, String method, int status, MapValue body) {

  /** Reads the entries of a test document. */
  public static Reading<List<MockedResponse>> read(MapValue test) {
    Reading.Fields fields = new Reading.Fields();
    List<MockedResponse> responses = new ArrayList<>();
    for (MapValue entry : fields.maps(test, "apiCallResponses")) {
      String url = fields.text(entry, "url").strip();
      String path = fields.text(entry, "urlPath").strip();
      MapValue response = fields.map(entry, "response");
      long status = fields.number(response, "statusCode", 0);
      check(entry, url, path, status, response, fields);
      responses.add(
          new MockedResponse(
              url.isEmpty() ? path : url,
              fields.text(entry, "method").strip().toUpperCase(Locale.ROOT),
              status == 0 ? 200 : (int) status,
              fields.map(response, "body")));
    }
    return fields.reading(List.copyOf(responses));
  }

  private static void check(
      MapValue entry,
      String url,
      String path,
      long status,
      MapValue response,
      Reading.Fields fields) {
    if (url.isEmpty() == path.isEmpty()) {
      fields.problem(entry, "an API call response needs either url or urlPath");
    } else if (!url.isEmpty() && !url.startsWith("http://") && !url.startsWith("https://")) {
      fields.problem(entry, "url must be an absolute http or https address");
    } else if (!path.isEmpty() && !path.startsWith("/")) {
      fields.problem(entry, "urlPath must start with /");
    }
    String method = fields.text(entry, "method").strip().toUpperCase(Locale.ROOT);
    if (!List.of("", "GET", "POST").contains(method)) {
      fields.problem(entry, "method must be GET or POST");
    }
    if (status != 0 && (status < 100 || status > 599)) {
      fields.problem(entry, "statusCode must be between 100 and 599");
    }
    Value body = response.child("body");
    if (body == null || body.isNull()) {
      fields.problem(entry, "response.body is required");
    }
  }

  boolean answers(String calledMethod, String calledUrl) {
    return url.equals(calledUrl) && (method.isEmpty() || method.equals(calledMethod));
  }

  Reply reply() {
    return status < 200 || status > 299
        ? new Reply.Failed("HTTP " + status + " from apiCall mock")
        : new Reply.Found(body);
  }

  /**
   * The response for a call, or {@link Reply#UNAVAILABLE}. One that names the method wins over one
   * that does not, a later one over an earlier one.
   */
  static Reply find(List<MockedResponse> responses, String method, String url) {
    MockedResponse found = null;
    for (MockedResponse response : responses) {
      if (response.answers(method, url)
          && (found == null || found.method().isEmpty() || !response.method().isEmpty())) {
        found = response;
      }
    }
    return found == null ? Reply.UNAVAILABLE : found.reply();
  }
}
