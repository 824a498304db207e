package dev.ephor.cli.create;

import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ephor create values}: a file with values of variables. */
@Command(
    name = "values",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    description = "Makes a file with values of variables.",
    footer = {
      "",
      "Example:",
      "  ephor create values -g request.mode=dev -n prod,env=prod --rule policy,rule,env=demo"
    })
final class CreateValues implements Callable<Integer> {

  @Mixin private Destination destination = new Destination();

  @Option(
      names = {"-g", "--global"},
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "Values for all policies.")
  private List<String> global = new ArrayList<>();

  @Option(
      names = {"-n", "--ns-selector"},
      paramLabel = "NAMESPACE,LABEL=VALUE...",
      description = "Labels of a namespace.")
  private List<String> namespaces = new ArrayList<>();

  @Option(
      names = "--rule",
      paramLabel = "POLICY,RULE,NAME=VALUE...",
      description = "Values for a rule.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--resource",
      paramLabel = "POLICY,RESOURCE,NAME=VALUE...",
      description = "Values for a policy and a resource.")
  private List<String> resources = new ArrayList<>();

  @Override
  public Integer call() {
    List<Value> policies = new ArrayList<>();
    rules.forEach(words -> addPolicy(policies, "rules", Parts.words(words)));
    resources.forEach(words -> addPolicy(policies, "resources", Parts.words(words)));
    List<Value> selectors = new ArrayList<>();
    for (String selector : namespaces) {
      List<String> words = Parts.words(selector);
      if (words.size() >= 2) {
        selectors.add(
            Parts.map()
                .put("name", Scalar.of(words.get(0)))
                .put("labels", Parts.entries(words.subList(1, words.size())))
                .build());
      }
    }
    String text =
        Parts.head("Values", "values")
            + Parts.field("list of policy values", "policies", policies)
            + "\n# list of global values\nglobalValues:\n"
            + (Parts.entries(global).isEmpty() ? "" : Destination.yaml(Parts.entries(global), 2))
            + Parts.field("list of namespace selectors", "namespaceSelector", selectors);
    return destination.write(text);
  }

  private static void addPolicy(List<Value> policies, String field, List<String> words) {
    if (words.size() >= 2) {
      Value named =
          Parts.map()
              .put("name", Scalar.of(words.get(1)))
              .put("values", Parts.entries(words.subList(2, words.size())))
              .build();
      policies.add(
          Parts.map()
              .put("name", Scalar.of(words.get(0)))
              .put(field, Parts.list(List.of(named)))
              .build());
    }
  }
}
