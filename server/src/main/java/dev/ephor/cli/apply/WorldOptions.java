package dev.ephor.cli.apply;

import dev.ephor.context.Facts;
import dev.ephor.files.OciLayout;
import dev.ephor.given.WorldWithImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Under which circumstances policies judge. */
final class WorldOptions {

  @Option(
      names = {"-s", "--set"},
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "Values of variables.")
  List<String> variables = new ArrayList<>();

  @Option(
      names = {"-f", "--values-file"},
      paramLabel = "FILE",
      description = "Values of variables, labels of namespaces, subresources.")
  @Nullable String values;

  @Option(
      names = {"-u", "--userinfo"},
      paramLabel = "FILE",
      description = "Who makes the requests, with roles and cluster roles.")
  @Nullable String user;

  @Option(
      names = "--context-file",
      paramLabel = "FILE",
      description = "What CEL policies find in the cluster and in registries.")
  @Nullable String context;

  @Option(
      names = {"-c", "--cluster"},
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Judges the resources of the cluster that kubeconfig names.")
  boolean cluster;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "With --cluster: only resources of this namespace.")
  String namespace = "";

  @Option(
      names = "--cluster-wide-resources",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "With --cluster: cluster-wide resources as well.")
  boolean clusterWide;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "With --cluster: how to reach it.")
  @Nullable String kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "With --cluster: the context of kubeconfig.")
  @Nullable String kubeContext;

  @Option(
      names = "--registry",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Image registries are not asked by this build: ends with an error.")
  boolean registry;

  @Option(
      names = "--image-layout",
      paramLabel = "FOLDER",
      description = "Images with their signatures, as an OCI image layout: for verifyImages.")
  @Nullable String imageLayout;

  @Option(
      names = "--concurrent",
      paramLabel = "N",
      description = "Accepted; all cores are used in any case.")
  int concurrent = 1;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "With --cluster: how many resources a call asks for (default: 100).")
  int batchSize = 100;

  @Option(
      names = {"-b", "--git-branch"},
      hidden = true)
  @Nullable String gitBranch;

  @Option(names = "--username", hidden = true)
  @Nullable String gitUser;

  @Option(names = "--password", hidden = true)
  @Nullable String gitPassword;

  void check() throws Unusable {
    if (values != null && !variables.isEmpty()) {
      throw new Unusable("pass the values either using set flag or values_file flag");
    }
    if (registry) {
      throw new Unusable(
          "image registries cannot be asked: this build has no client for them."
              + " Leave out --registry; rules that need one say so");
    }
  }

  /** How many objects a call asks for. */
  int page() {
    return Math.max(1, batchSize);
  }

  /** The world with the images that are given. */
  Facts withImages(Facts world) throws Unusable {
    if (imageLayout == null) {
      return world;
    }
    OciLayout layout = OciLayout.at(Path.of(imageLayout));
    if (layout == null) {
      throw new Unusable("--image-layout " + imageLayout + " is no OCI image layout");
    }
    return new WorldWithImages(world, layout);
  }

  /** The variables; what is not of the form, and a name's second value, is passed over. */
  Map<String, String> givenVariables() {
    Map<String, String> given = new LinkedHashMap<>();
    for (String variable : variables) {
      if (isUsed(variable)) {
        int equals = variable.indexOf('=');
        given.putIfAbsent(
            variable.substring(0, equals).strip(), variable.substring(equals + 1).strip());
      }
    }
    return given;
  }

  /** What of the variables is left out, as in the reference. */
  List<String> unusedVariables() {
    return variables.stream().filter(variable -> !isUsed(variable)).toList();
  }

  private static boolean isUsed(String variable) {
    int equals = variable.indexOf('=');
    return equals >= 0
        && variable.indexOf('=', equals + 1) < 0
        && !variable.substring(0, equals).isBlank()
        && !variable.substring(equals + 1).isBlank()
        && !variable.substring(0, equals).contains("request.object.");
  }
}
