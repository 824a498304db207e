package dev.ephor.cluster;

import dev.ephor.cluster.ApiServer.Answer;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a type, read in pages.
 *
 * @param objects whole, in the server's order
 * @param failure why they are not all; null when they are
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks">
 *     Kubernetes: Retrieving large results sets in chunks</a>
 */
record Listing(List<MapValue> objects, Answer.@Nullable Failed failure) {

  /** The server no longer knows the state from which the pages came. */
  private static final int EXPIRED = 410;

  /**
   * Reads all pages.
   *
   * @param namespace empty for all
   * @param page how many objects a page has
   */
  static Listing of(ApiServer server, ApiType type, String namespace, int page) {
    List<MapValue> objects = new ArrayList<>();
    String token = "";
    do {
      String path = type.path(namespace) + "?limit=" + page;
      if (!token.isEmpty()) {
        path += "&continue=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
      }
      Answer answer = server.get(path);
      if (answer instanceof Answer.Failed failed) {
        return failed.status() == EXPIRED && !token.isEmpty()
            ? whole(server, type, namespace)
            : new Listing(objects, failed);
      }
      MapValue list = add(((Answer.Found) answer), type, objects);
      MapValue metadata = list.map("metadata");
      token = metadata == null ? "" : Discovery.text(metadata, "continue");
    } while (!token.isEmpty());
    return new Listing(objects, null);
  }

  /** All in one answer, as clients of Kubernetes do when pages have expired. */
  private static Listing whole(ApiServer server, ApiType type, String namespace) {
    List<MapValue> objects = new ArrayList<>();
    Answer answer = server.get(type.path(namespace));
    if (answer instanceof Answer.Failed failed) {
      return new Listing(objects, failed);
    }
    add((Answer.Found) answer, type, objects);
    return new Listing(objects, null);
  }

  /** Objects in lists do not say their type. */
  private static MapValue add(Answer.Found found, ApiType type, List<MapValue> objects) {
    Discovery.maps(found.body(), "items")
        .map(item -> item.with("apiVersion", Scalar.of(type.apiVersion())))
        .map(item -> item.with("kind", Scalar.of(type.type().kind())))
        .forEach(objects::add);
    return found.body() instanceof MapValue map ? map : MapValue.empty(found.body().source(), 0);
  }
}
