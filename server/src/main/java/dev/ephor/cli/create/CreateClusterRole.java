package dev.ephor.cli.create;

import dev.ephor.value.GoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ephor create cluster-role}: permissions for Kyverno's controllers. */
@Command(
    name = "cluster-role",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    description = "Makes a ClusterRole that gives Kyverno's controllers permissions.",
    footer = {
      "",
      "Example:",
      "  ephor create cluster-role crontabs -g stable.example.com",
      "      --resources crontabs --verbs get,list"
    })
final class CreateClusterRole implements Callable<Integer> {

  private static final List<String> ALL_VERBS =
      List.of("create", "get", "update", "delete", "list", "watch");

  @Mixin private Destination destination = new Destination();

  @Parameters(paramLabel = "NAME", description = "The middle of the role's name.")
  private String name = "";

  @Option(
      names = "--controllers",
      paramLabel = "NAME",
      split = ",",
      description = "The controllers (default: background-controller).")
  private List<String> controllers = new ArrayList<>();

  @Option(
      names = {"-g", "--api-groups"},
      paramLabel = "GROUP",
      required = true,
      description = "The API group of the resources.")
  private String group = "";

  @Option(
      names = "--verbs",
      paramLabel = "VERB",
      split = ",",
      required = true,
      description = "What is permitted; all for everything.")
  private List<String> verbs = new ArrayList<>();

  @Option(
      names = "--resources",
      paramLabel = "NAME",
      split = ",",
      required = true,
      description = "Plural names of resources.")
  private List<String> resources = new ArrayList<>();

  @Override
  public Integer call() {
    List<String> labelled = controllers.isEmpty() ? List.of("background-controller") : controllers;
    StringBuilder text = new StringBuilder();
    text.append("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n");
    text.append("  name: kyverno-").append(name).append("-permission\n  labels:\n");
    for (String controller : labelled) {
      text.append("    rbac.kyverno.io/aggregate-to-").append(controller).append(": \"true\"\n");
    }
    text.append("rules:\n  - apiGroups: [").append(GoJson.quote(group)).append("]\n");
    text.append("    resources: [").append(quoted(resources)).append("]\n");
    text.append("    verbs: [")
        .append(quoted(verbs.get(0).equals("all") ? ALL_VERBS : verbs))
        .append("]\n");
    return destination.write(text.toString());
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(GoJson::quote).collect(Collectors.joining(", "));
  }
}
