package dev.ephor.cluster;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.MapValue;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The API server behind a client. Texts are read by our own reader, so that whole numbers stay
 * whole and no type needs to be known.
 */
record KubernetesApi(KubernetesClient client) implements ApiServer, AutoCloseable {

  private static final int NOT_FOUND = 404;

  static KubernetesApi of(Config config) {
    return new KubernetesApi(new KubernetesClientBuilder().withConfig(config).build());
  }

  @Override
  public Answer get(String path) {
    return call(path, "GET", null);
  }

  @Override
  public Answer review(String path, MapValue object) {
    return call(path, "POST", GoJson.write(object, Integer.MAX_VALUE));
  }

  @Override
  public String address() {
    return client.getMasterUrl().toString();
  }

  @Override
  public void close() {
    client.close();
  }

  private Answer call(String path, String method, @Nullable String body) {
    String text;
    try {
      text = client.raw(path, method, body);
    } catch (KubernetesClientException failure) {
      return failed(failure);
    }
    if (text == null) {
      return new Answer.Failed(NOT_FOUND, missing(path));
    }
    try {
      return new Answer.Found(GoJsonReader.read(text));
    } catch (JsonException broken) {
      return new Answer.Failed(0, "the answer is no JSON: " + broken.getMessage());
    }
  }

  private static Answer.Failed failed(KubernetesClientException failure) {
    if (failure.getStatus() != null && failure.getStatus().getMessage() != null) {
      return new Answer.Failed(failure.getCode(), failure.getStatus().getMessage());
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      if (cause instanceof ConnectException) {
        return new Answer.Failed(0, "connection refused");
      }
      cause = cause.getCause();
    }
    return new Answer.Failed(
        Math.max(0, failure.getCode()),
        Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()));
  }

  /** The client does not hand on what the server says of something that is not there. */
  private static String missing(String path) {
    String[] parts = path.replaceFirst("\\?.*", "").split("/");
    int first = path.startsWith("/apis/") ? 4 : 3;
    boolean spaced = parts.length > first + 2 && parts[first].equals("namespaces");
    int plural = spaced ? first + 2 : first;
    if (parts.length != plural + 2) {
      return "the server could not find the requested resource";
    }
    String group = first == 4 ? "." + parts[2] : "";
    return parts[plural] + group + " \"" + parts[plural + 1] + "\" not found";
  }
}
