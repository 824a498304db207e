package dev.ephor.cli.apply;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read. */
final class InputOptions {

  @Parameters(
      paramLabel = "POLICY",
      arity = "0..*",
      description = "A file with policies, a folder with such files at any depth, or -.")
  List<String> policies = new ArrayList<>();

  @Option(
      names = {"-r", "--resource", "--resources"},
      paramLabel = "PATH",
      split = ",",
      description = "A file with resources, a folder with such files, or -.")
  List<String> resources = new ArrayList<>();

  @Option(
      names = {"--target-resource", "--target-resources"},
      paramLabel = "PATH",
      split = ",",
      description = "Resources that rules which mutate existing resources change.")
  List<String> targets = new ArrayList<>();

  @Option(
      names = {"--parameter-resource", "--parameter-resources"},
      paramLabel = "PATH",
      split = ",",
      description = "Resources that parameters of admission policies refer to.")
  List<String> parameters = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "PATH",
      split = ",",
      description = "Payloads that are no resources, as JSON or YAML.")
  List<String> payloads = new ArrayList<>();

  @Option(
      names = {"--http-payload", "--http-payloads"},
      paramLabel = "PATH",
      split = ",",
      description = "Requests of HTTP, as JSON, for policies in HTTP mode.")
  List<String> httpRequests = new ArrayList<>();

  @Option(
      names = {"--envoy-payload", "--envoy-payloads"},
      paramLabel = "PATH",
      split = ",",
      description = "Requests that Envoy asks about, as JSON, for policies in Envoy mode.")
  List<String> envoyRequests = new ArrayList<>();

  @Option(
      names = {"-e", "--exception", "--exceptions"},
      paramLabel = "PATH",
      split = ",",
      description = "Exceptions from policies.")
  List<String> exceptions = new ArrayList<>();

  @Option(
      names = "--exceptions-with-resources",
      arity = "0..1",
      fallbackValue = "true",
      hideParamSyntax = true,
      paramLabel = "",
      description = "Takes the exceptions from among the resources.")
  boolean exceptionsWithResources;

  @Option(
      names = {"--crd-path", "--crd-paths"},
      paramLabel = "PATH",
      split = ",",
      description = "Custom resource definitions: they tell the plural names of kinds.")
  List<String> definitions = new ArrayList<>();

  void check(boolean cluster) throws Unusable {
    if (policies.isEmpty()) {
      throw new Unusable("require policy");
    }
    if (policies.get(0).equals("-") && !resources.isEmpty() && resources.get(0).equals("-")) {
      throw new Unusable("a stdin pipe can be used for either policies or resources, not both");
    }
    if (!resources.isEmpty() && !payloads.isEmpty()) {
      throw new Unusable(
          "both resource and json files can not be used together, use one or the other");
    }
    boolean requests = !httpRequests.isEmpty() || !envoyRequests.isEmpty();
    if (resources.isEmpty() && payloads.isEmpty() && !requests && !cluster) {
      throw new Unusable("resource file(s) or cluster required");
    }
    for (String policy : policies) {
      if (policy.startsWith("https://") || policy.startsWith("http://")) {
        throw new Unusable(
            "failed to load policies (policies are not fetched from "
                + policy
                + ": clone the repository and name a folder)");
      }
    }
  }
}
