package dev.ephor.cluster;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A cluster that is only read. */
public final class Cluster implements AutoCloseable {

  private final KubernetesApi server;
  private final List<ApiType> types;
  private final Consumer<String> problems;

  private Cluster(KubernetesApi server, List<ApiType> types, Consumer<String> problems) {
    this.server = server;
    this.types = types;
    this.problems = problems;
  }

  /**
   * Which objects are wanted.
   *
   * @param namespace empty for all; otherwise only objects in it
   * @param clusterWide whether objects without a namespace are wanted, and only those unless a
   *     namespace is named as well
   * @param page how many objects one call asks for
   */
  public record Selection(String namespace, boolean clusterWide, int page) {}

  /**
   * Finds the cluster and the types that it knows.
   *
   * @param kubeconfig a file; null for the usual places
   * @param context a context of it; null for the current one
   * @param problems told of whatever cannot be read later; the rest is
   */
  public static Cluster open(
      @Nullable String kubeconfig, @Nullable String context, Consumer<String> problems)
      throws ClusterFailure {
    quietLog();
    Path home = Path.of(System.getProperty("user.home", ""));
    return open(Kubeconfig.read(kubeconfig, context, System.getenv(), home), problems);
  }

  /** The client's log has no place to go, and would say so. */
  private static void quietLog() {
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
  }

  static Cluster open(Config config, Consumer<String> problems) throws ClusterFailure {
    KubernetesApi server = KubernetesApi.of(config);
    try {
      return new Cluster(server, Discovery.of(server, problems), problems);
    } catch (ClusterFailure failure) {
      server.close();
      throw failure;
    }
  }

  /** The world of rules: what is given first, then what the cluster knows. */
  public Facts world(Facts given) {
    return new ClusterWorld(given, server, types, problems);
  }

  /**
   * The objects of the types that somebody wants, whole. Of a kind that is served in several
   * versions the first wanted one is read, the group's preferred one before others; an object that
   * several groups serve under one kind is there once, as in the reference.
   */
  public List<MapValue> objects(Predicate<GroupVersionKind> wanted, Selection selection) {
    Set<List<String>> seen = new HashSet<>();
    List<MapValue> objects = new ArrayList<>();
    for (Listing listing :
        chosen(wanted, selection).parallelStream().map(type -> list(type, selection)).toList()) {
      for (MapValue object : listing.objects()) {
        if (seen.add(identity(object))) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  private Listing list(ApiType type, Selection selection) {
    String namespace = type.namespaced() ? selection.namespace() : "";
    Listing listing = Listing.of(server, type, namespace, selection.page());
    if (listing.failure() != null) {
      int read = listing.objects().size();
      problems.accept(
          type.apiVersion()
              + " "
              + type.plural()
              + (read == 0 ? " cannot be listed: " : " can be listed only in part (" + read + "): ")
              + listing.failure().reason()
              + (listing.failure().denied()
                  ? ". The user of this context needs the verb list for them"
                  : ""));
    }
    return listing;
  }

  private List<ApiType> chosen(Predicate<GroupVersionKind> wanted, Selection selection) {
    return ApiType.listed(types, type -> isInScope(type, selection) && wanted.test(type.type()));
  }

  /** A namespace leaves out what stands in none, unless that is asked for. */
  private static boolean isInScope(ApiType type, Selection selection) {
    boolean spaced = !selection.clusterWide() || !selection.namespace().isEmpty();
    boolean unspaced = selection.clusterWide() || selection.namespace().isEmpty();
    return type.namespaced() ? spaced : unspaced;
  }

  private static List<String> identity(MapValue object) {
    MapValue metadata = object.map("metadata");
    return metadata == null
        ? List.of()
        : List.of(
            Discovery.text(object, "kind"),
            Discovery.text(metadata, "namespace"),
            Discovery.text(metadata, "name"));
  }

  @Override
  public void close() {
    server.close();
  }
}
