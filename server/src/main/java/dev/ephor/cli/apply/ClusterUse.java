package dev.ephor.cli.apply;

import dev.ephor.cluster.Cluster;
import dev.ephor.cluster.ClusterFailure;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The cluster of a run, if it has one. Its classes are loaded only then. */
final class ClusterUse implements AutoCloseable {

  /** A class of the Kubernetes client. */
  private static final String CLIENT = "io/fabric8/kubernetes/client/KubernetesClient.class";

  private final @Nullable Cluster cluster;
  private final Cluster.@Nullable Selection selection;

  private ClusterUse(@Nullable Cluster cluster, Cluster.@Nullable Selection selection) {
    this.cluster = cluster;
    this.selection = selection;
  }

  /**
   * Reaches the cluster, if options want one.
   *
   * @param problems told of whatever cannot be read; the rest is
   */
  static ClusterUse of(WorldOptions options, Consumer<String> problems) throws Unusable {
    if (!options.cluster) {
      return new ClusterUse(null, null);
    }
    if (ClusterUse.class.getClassLoader().getResource(CLIENT) == null) {
      throw new Unusable(
          "the Kubernetes client is not on the class path: start Ephor with bin/ephor, which adds"
              + " lib/cluster for --cluster");
    }
    try {
      return new ClusterUse(
          Cluster.open(options.kubeconfig, options.kubeContext, problems),
          new Cluster.Selection(options.namespace, options.clusterWide, options.page()));
    } catch (ClusterFailure failure) {
      throw new Unusable(String.valueOf(failure.getMessage()));
    }
  }

  boolean isUsed() {
    return cluster != null;
  }

  /** The world, with the cluster in it where there is one. */
  Facts world(Facts given) {
    return cluster == null ? given : cluster.world(given);
  }

  /**
   * The objects that some policy may match.
   *
   * @param names if there are any, only objects with these names, in the order of the names
   * @throws Unusable when a name belongs to none of them
   */
  List<Resource> resources(List<PreparedPolicy> policies, List<String> names) throws Unusable {
    if (cluster == null || selection == null) {
      return List.of();
    }
    List<Resource> all = new ArrayList<>();
    for (MapValue object :
        cluster.objects(
            type -> policies.stream().anyMatch(policy -> policy.mayMatch(type)), selection)) {
      all.add(Resource.changed(object));
    }
    List<Resource> named = new ArrayList<>();
    for (String name : names) {
      List<Resource> found = all.stream().filter(object -> object.name().equals(name)).toList();
      if (found.isEmpty()) {
        throw new Unusable(
            "failed to load resources ("
                + name
                + " not found in cluster: with --cluster, --resource is the name of an object of a"
                + " kind that the policies match)");
      }
      named.addAll(found);
    }
    return names.isEmpty() ? all : named;
  }

  @Override
  public void close() {
    if (cluster != null) {
      cluster.close();
    }
  }
}
