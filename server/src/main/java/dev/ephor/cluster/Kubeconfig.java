package dev.ephor.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the cluster is and who asks it, found as {@code kubectl} finds it.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">
 *     Kubernetes: kubeconfig</a>
 */
final class Kubeconfig {

  /** Of requests that fail on the way; each further one waits twice as long. */
  private static final int RETRIES = 2;

  private Kubeconfig() {}

  /**
   * Reads the configuration.
   *
   * @param file the option; null for {@code KUBECONFIG} or {@code ~/.kube/config}
   * @param context the option; null for the one that the file says
   */
  static Config read(
      @Nullable String file,
      @Nullable String context,
      Map<String, String> environment,
      Path homeFolder)
      throws ClusterFailure {
    if (file != null && !Files.isRegularFile(Path.of(file))) {
      throw new ClusterFailure("--kubeconfig " + file + ": there is no such file");
    }
    boolean inside = environment.containsKey("KUBERNETES_SERVICE_HOST");
    if (file == null && !inside && !isConfigured(environment, homeFolder)) {
      throw new ClusterFailure(
          "invalid configuration: no configuration has been provided: there is neither a file that"
              + " KUBECONFIG names nor .kube/config in the home folder. Name one with"
              + " --kubeconfig");
    }
    Config config =
        file == null
            ? Config.autoConfigure(context)
            : Config.fromKubeconfig(context, new File(file));
    if (context != null
        && config.getContexts().stream().noneMatch(known -> known.getName().equals(context))) {
      throw new ClusterFailure(
          "context \""
              + context
              + "\" does not exist: kubeconfig has "
              + config.getContexts().stream().map(known -> known.getName()).toList());
    }
    if (config.getCurrentContext() == null && (file != null || !inside)) {
      throw new ClusterFailure(
          "kubeconfig chooses no context: name one with --context, or `kubectl config"
              + " use-context`");
    }
    return new ConfigBuilder(config).withRequestRetryBackoffLimit(RETRIES).build();
  }

  private static boolean isConfigured(Map<String, String> environment, Path homeFolder) {
    String named = environment.getOrDefault("KUBECONFIG", "");
    return named.isEmpty()
        ? Files.isRegularFile(homeFolder.resolve(".kube").resolve("config"))
        : Stream.of(named.split(File.pathSeparator, -1))
            .anyMatch(one -> !one.isEmpty() && Files.isRegularFile(Path.of(one)));
  }
}
